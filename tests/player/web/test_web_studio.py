"""The studio's pages: documents come in, voices are chosen, narrations are asked for and watched."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audio.errors import SpeechFailed
from player.home import Home
from player.narration import narrate_episode
from player.run import RunClip
from player.web import studio
from player.working import Workshop
from tests.player.test_bringing import BAD, SLUG, TALK, talk

OURS = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}
EPISODE = f"/episodes/{SLUG}"


def send(client: FlaskClient, files: list[tuple[str, bytes]], **more: str) -> TestResponse:
    documents = [(io.BytesIO(data), name) for name, data in files]
    return client.post(
        "/studio/bring",
        data={"documents": documents, **more},
        headers=OURS,
        content_type="multipart/form-data",
    )


def text_of(page: str) -> str:
    """What one reads on it."""
    main = page.partition("<main")[2].partition("</main>")[0] or page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def brought(home: Home) -> Home:
    home.manuscripts.bring(TALK.encode(), "talk.txt")
    return home


# Bringing.


def test_twenty_documents_are_shown_with_what_was_understood_and_two_with_their_reason(
    client: FlaskClient, home: Home
) -> None:
    answer = send(client, [*(talk(number) for number in range(1, 19)), *BAD[:2]])
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert page.text.count('class="arrival"') == 18
    told = text_of(page.text)
    for part in (
        "שני קבצים לא ייכנסו",
        "notes.pdf אינו קובץ של תמליל",
        "להכניס את כל 18 המסמכים",
        "3 בנובמבר 2023",
        "5 תורי דיבור · 28 מילים · אורך משוער: פחות מדקה",
        "יעל מנחה · נקבה",
        "בשתי פסקאות ניחשנו מי מדבר",
        "כנראה רון , 54% המשך הדברים",
    ):
        assert part in told
    assert home.manuscripts.all() == []
    confirmed = client.post(answer.headers["Location"], headers=OURS)
    assert (confirmed.status_code, confirmed.headers["Location"]) == (303, "/studio")
    assert len(home.manuscripts.all()) == 18
    assert client.get("/studio").text.count('data-stage="brought"') == 18


def test_each_can_go_in_alone_and_is_known_from_then_on(client: FlaskClient, home: Home) -> None:
    batch = send(client, [talk(1), talk(2)]).headers["Location"]
    back = client.post(batch, data={"document": "1"}, headers=OURS).headers["Location"]
    assert back == batch
    assert [one.facts.number for one in home.manuscripts.all()] == ["2"]
    page = client.get(back).text
    assert text_of(page).count("כבר כאן:") == 1
    last = client.post(batch, data={"document": "0"}, headers=OURS).headers["Location"]
    assert unquote(last) == "/episodes/שיחות-קצרות-1/cast"


def test_pasted_text_is_a_document_too(client: FlaskClient, home: Home) -> None:
    batch = send(client, [], text=TALK).headers["Location"]
    client.post(batch, headers=OURS)
    assert home.manuscripts.manuscript(SLUG).facts.title == "הגשם הראשון"


def test_a_long_text_can_be_pasted(client: FlaskClient) -> None:
    answer = send(client, [], text=TALK + "רון: עוד דבר אחד ודי בזה.\n" * 30_000)
    assert "150,000" in text_of(client.get(answer.headers["Location"]).text) or answer.status_code == 303


def test_another_document_of_an_episode_says_what_it_changes(client: FlaskClient, brought: Home) -> None:
    batch = send(client, [("talk-2.txt", TALK.replace("תודה רבה", "תודה").encode())]).headers["Location"]
    told = text_of(client.get(batch).text)
    assert "יחליף את המסמך talk.txt : פסקה אחת השתנתה. מה שהוחלט עליו נשאר." in told


def test_the_very_same_document_is_here_already_with_a_link(client: FlaskClient, brought: Home) -> None:
    batch = send(client, [("copy.txt", TALK.encode())]).headers["Location"]
    page = client.get(batch).text
    assert "כבר כאן:" in page and "להכניס" not in text_of(page)
    assert f'href="{EPISODE}/cast"' in unquote(page)


def test_two_documents_of_one_episode_in_a_batch_are_told(client: FlaskClient) -> None:
    batch = send(client, [talk(1), ("b.txt", talk(1)[1] + "רון: ועוד.\n".encode())]).headers["Location"]
    assert text_of(client.get(batch).text).count("עוד מסמך של אותו פרק") == 1


def test_no_file_and_too_large_ones_are_one_sentence(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(client, []).status_code == 400
    monkeypatch.setitem(client.application.config, "MAX_CONTENT_LENGTH", 1000)
    answer = send(client, [("talk.txt", b"x" * 2000)])
    assert (answer.status_code, "250 מגה" in answer.text) == (413, True)


def test_a_batch_that_is_gone_is_told(client: FlaskClient) -> None:
    answer = client.get("/studio/bring/2020-01-01-abcdefghijklmnop")
    assert (answer.status_code, "הביאו אותם שוב" in answer.text) == (400, True)


def test_what_is_narrated_at_once_leads_to_its_page_or_to_the_studio(client: FlaskClient, home: Home) -> None:
    one = send(client, [talk(1)]).headers["Location"]
    after = client.post(one, data={"narrate": "1"}, headers=OURS).headers["Location"]
    assert unquote(after) == "/episodes/שיחות-קצרות-1?play="
    two = send(client, [talk(2), talk(3)]).headers["Location"]
    assert client.post(two, data={"narrate": "1"}, headers=OURS).headers["Location"] == "/studio"
    assert [run.state for run in home.runs.active()] == ["asked"] * 3


def test_a_document_is_taken_out_and_can_go_in_again(client: FlaskClient, brought: Home) -> None:
    answer = client.post(f"{EPISODE}/document/delete", headers=OURS)
    assert brought.manuscripts.all() == []
    page = client.get(answer.headers["Location"]).text
    assert "המסמך הוצא" in page
    client.post(answer.headers["Location"].partition("?")[0], headers=OURS)
    assert brought.manuscripts.manuscript(SLUG)


# The cast.


def cast(client: FlaskClient, **form: str) -> TestResponse:
    usual = {"name": "רון", "engine": "espeak", "asked": "", "role": "", "gender": "", "voice": ""}
    before = {f"{kind}_before": "" for kind in ("role", "gender", "voice", "house")}
    return client.post(f"{EPISODE}/cast", data={**usual, **before, **form}, headers=HTMX)


def row(page: str, name: str) -> str:
    (found,) = [
        part for part in page.split('<li class="member"')[1:] if f'name="name" value="{name}"' in part
    ]
    return found.partition("</li>")[0]


def test_speakers_are_shown_and_whom_nobody_chose_a_voice_for_is_marked(
    client: FlaskClient, brought: Home
) -> None:
    page = client.get(f"{EPISODE}/cast").text
    assert page.count('<li class="member"') == 3
    assert page.count("לא נבחר קול") == 3
    assert "המנוע espeak נבחר במפורש" in page
    assert "מעצמו: איתי" in row(page, "רון") and "מנחה" in row(page, "רון")
    other = client.get(f"{EPISODE}/cast", query_string={"engine": "kokoro"}).text
    assert "kokoro-" in row(other, "רון") and "espeak-" not in row(other, "רון")


def test_a_voice_is_chosen_for_the_episode_and_its_cost_is_said(client: FlaskClient, brought: Home) -> None:
    narrate_episode(SLUG, brought)
    assert "הכול" not in client.get(f"{EPISODE}/cast/cost").text
    assert "כל הקטעים כבר מוקלטים" in client.get(f"{EPISODE}/cast/cost").text
    answer = cast(client, voice="espeak-amos")
    assert "נבחר לפרק הזה" in answer.text and 'hx-swap-oob="outerHTML"' in answer.text
    assert brought.decisions.decided(SLUG, "espeak").voices == {"רון": "espeak-amos"}
    spoken_by_him = sum(
        len(turn.paragraphs)
        for turn in brought.manuscripts.original(SLUG, brought.decisions.decided(SLUG)).turns
        if turn.speaker == "s1"
    )
    assert f"{spoken_by_him} קטעים" in client.get(f"{EPISODE}/cast/cost").text


def test_a_voice_for_the_house_speaks_in_every_episode(client: FlaskClient, brought: Home) -> None:
    cast(client, voice="espeak-amos")
    answer = cast(client, voice="espeak-gil", voice_before="espeak-amos", always="1")
    assert "קול הבית" in answer.text
    brought.manuscripts.bring(talk(8)[1], "talk-8.txt")
    page = client.get("/episodes/שיחות-קצרות-8/cast").text
    assert "קול הבית" in row(page, "רון") and 'value="espeak-gil" selected' in row(page, "רון")
    assert "לא נבחר קול" in row(page, "יעל")
    cast(client, voice="", house_before="espeak-gil", always="1")
    assert "לא נבחר קול" in row(client.get("/episodes/שיחות-קצרות-8/cast").text, "רון")


def test_a_voice_of_the_house_that_is_no_longer_for_always_stays_for_the_others(
    client: FlaskClient, brought: Home
) -> None:
    cast(client, voice="espeak-gil", always="1")
    answer = cast(client, voice="espeak-gil", house_before="espeak-gil")
    assert "נבחר לפרק הזה" in answer.text
    assert brought.decisions.value("", "voice", "espeak:רון") == "espeak-gil"


def test_role_and_gender_are_chosen_and_given_back(client: FlaskClient, brought: Home) -> None:
    page = cast(client, role="narrator", gender="f").text
    assert 'value="narrator" selected' in page and 'value="f" selected' in page
    cast(client, role_before="narrator", gender="f", gender_before="f")
    decided = brought.decisions.decided(SLUG)
    assert (decided.roles, decided.genders) == ({}, {"רון": "f"})
    assert [edit.changes[0].about for edit in brought.decisions.history(SLUG)] == ["רון", "רון"]


def test_a_second_window_does_not_overwrite_the_first(client: FlaskClient, brought: Home) -> None:
    cast(client, voice="espeak-amos")
    answer = cast(client, voice="espeak-gil")
    assert (answer.status_code, "בחלון אחר" in answer.text) == (400, True)
    assert brought.decisions.value(SLUG, "voice", "espeak:רון") == "espeak-amos"


def test_without_scripts_a_choice_leads_back_to_the_page(client: FlaskClient, brought: Home) -> None:
    form = {"name": "רון", "engine": "espeak", "asked": "espeak", "voice": "espeak-gil"}
    answer = client.post(f"{EPISODE}/cast", data=form, headers=OURS)
    assert (answer.status_code, unquote(answer.headers["Location"])) == (
        303,
        f"{EPISODE}/cast?engine=espeak",
    )


def test_a_voice_is_heard_in_a_line_of_the_episode_and_its_clip_is_kept(
    client: FlaskClient, brought: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(brought, "machine:1:word", 1)
    asked: list[str] = []

    def hear(_jobs: object, key: str, order: dict[str, Any], _timeout_s: float) -> None:
        asked.append(key)
        assert shop.hear(key, order) == []

    monkeypatch.setattr("player.jobs.Jobs.hear", hear)
    form = {"name": "יעל", "engine": "espeak", "voice": "espeak-ruth"}
    answer = client.post(f"{EPISODE}/cast/hear", data=form, headers=HTMX)
    address = re.findall(r'<audio[^>]* src="([^"]+)"', answer.text)[0]
    assert "ומה היה בסוף?" in answer.text and "רות" in answer.text
    sound = client.get(address)
    assert (sound.mimetype, sound.headers["Accept-Ranges"]) == ("audio/mpeg", "bytes")
    assert brought.clips.info(asked[0]).voice == "espeak-ruth"
    client.post(f"{EPISODE}/cast/hear", data=form, headers=HTMX)
    assert len(asked) == 1, "it is there already"
    plain = client.post(f"{EPISODE}/cast/hear", data=form, headers=OURS)
    assert (plain.status_code, unquote(plain.headers["Location"])) == (303, unquote(address))


def test_a_voice_that_cannot_be_heard_says_why(client: FlaskClient, brought: Home) -> None:
    form = {"name": "יעל", "engine": "espeak", "voice": "espeak-ruth"}
    monkey = pytest.MonkeyPatch()
    monkey.setattr("player.cast_sheet._STARTING_S", 0.2)
    answer = client.post(f"{EPISODE}/cast/hear", data=form, headers=HTMX)
    monkey.undo()
    assert (answer.status_code, "אין מי שמקריא" in answer.text) == (200, True)


@pytest.mark.parametrize(
    "wrong", [{"name": "נחום"}, {"voice": "kokoro-yael"}, {"engine": "nothing"}], ids=str
)
def test_what_cannot_be_heard_is_refused(client: FlaskClient, brought: Home, wrong: dict[str, str]) -> None:
    form = {"name": "יעל", "engine": "espeak", "voice": "espeak-ruth", **wrong}
    answer = client.post(f"{EPISODE}/cast/hear", data=form, headers=HTMX)
    assert (answer.status_code, bool(re.search("[א-ת]", answer.text))) == (400, True)


@pytest.mark.parametrize("key", ["ab", "0" * 64, "..%2f..%2flibrary"])
def test_no_other_file_is_heard(client: FlaskClient, brought: Home, key: str) -> None:
    assert client.get(f"{EPISODE}/cast/sample/{key}.mp3").status_code == 404


# Narrating.


def planned(home: Home) -> int:
    """A run of three clips, of which the first is being spoken by a worker that lives."""
    home.rollcall.alive("machine:1:word")
    run = home.runs.ask(SLUG, "espeak", "דנה")
    orders = [RunClip(place, f"key{place}", 40, {"display": f"פסקה מספר {place} ועוד"}) for place in range(3)]
    home.runs.planned(run.id, "espeak", orders)
    home.runs.claim_clip(run.id, 0, "machine:1:word")
    return run.id


def test_narrating_is_asked_for_and_leads_to_the_episode(client: FlaskClient, brought: Home) -> None:
    answer = client.post(f"{EPISODE}/narrate", data={"engine": "kokoro"}, headers=OURS)
    assert (answer.status_code, unquote(answer.headers["Location"])) == (303, f"{EPISODE}?play=")
    run = brought.runs.last(SLUG)
    assert run and (run.state, run.engine) == ("asked", "kokoro")
    assert client.post(f"{EPISODE}/narrate", data={"engine": "no"}, headers=OURS).status_code == 400
    assert client.post("/episodes/אין/narrate", headers=OURS).status_code == 400


def test_progress_tells_paragraph_share_and_what_one_may_do_and_asks_again(
    client: FlaskClient, brought: Home
) -> None:
    run_id = planned(brought)
    brought.runs.clip_made(run_id, 0, 2000)
    brought.runs.claim_clip(run_id, 1, "machine:1:word")
    piece = client.get(f"{EPISODE}/progress").text
    for part in ("מוקרא", "33%", "פסקה 2: פסקה מספר 1 ועוד", "זמן שנותר", "השהיה", "ביטול ההקראה"):
        assert part in text_of(piece)
    assert 'hx-trigger="every 1s"' in piece and "<html" not in piece
    assert "להמשיך" not in piece


def test_it_is_paused_goes_on_and_is_given_up(client: FlaskClient, brought: Home) -> None:
    planned(brought)
    for act, state in (("pause", "paused"), ("go-on", "speaking"), ("cancel", "cancelled")):
        answer = client.post(f"{EPISODE}/{act}", headers=HTMX)
        assert f'data-state="{state}"' in answer.text
        run = brought.runs.last(SLUG)
        assert run and run.state == state
    assert "hx-trigger" not in client.get(f"{EPISODE}/progress").text
    again = client.post(f"{EPISODE}/pause", headers=HTMX)
    assert (again.status_code, "אינו אפשרי עכשיו" in again.text) == (400, True)


def test_what_failed_says_why_and_is_tried_again_alone(client: FlaskClient, brought: Home) -> None:
    run_id = planned(brought)
    brought.runs.clip_failed(run_id, 0, SpeechFailed("התשובה נקטעה", "it was cut off"))
    for place in (1, 2):
        brought.runs.claim_clip(run_id, place, "machine:1:word")
        brought.runs.clip_made(run_id, place, 100)
    brought.runs.all_spoken(run_id)
    piece = client.get(f"{EPISODE}/progress").text
    assert "קטע אחד לא הוקרא" in piece and "התשובה נקטעה" in piece and "לנסות שוב" in piece
    assert "hx-trigger" not in piece
    assert 'data-stage="failed"' in client.get("/studio").text
    again = client.post(f"{EPISODE}/retry", headers={**OURS, "Referer": "http://localhost/studio"})
    assert again.headers["Location"] == "http://localhost/studio"
    assert [clip.position for clip in brought.runs.clips(run_id, "waiting")] == [0]


def test_a_narration_that_nobody_speaks_says_so(
    client: FlaskClient, brought: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{EPISODE}/narrate", headers=OURS)
    assert "אין מי שמקריא" not in client.get(f"{EPISODE}/progress").text, "workers may be starting"
    monkeypatch.setattr("player.watching._PATIENCE_S", -1.0)
    assert "אין מי שמקריא" in client.get(f"{EPISODE}/progress").text
    brought.rollcall.alive("machine:1:word")
    assert "אין מי שמקריא" not in client.get(f"{EPISODE}/progress").text


def test_the_library_shows_what_is_being_narrated_and_how_it_ended(
    client: FlaskClient, brought: Home
) -> None:
    assert 'id="overall"' not in client.get("/").text
    run_id = planned(brought)
    page = client.get("/").text
    assert f'hx-get="/progress?seen={run_id}"' in page and "0%" in page
    client.post(f"{EPISODE}/cancel?seen={run_id}", headers=HTMX)
    ended = client.get(f"/progress?seen={run_id}").text
    assert "בוטל" in ended and "hx-trigger" not in ended
    assert client.get("/progress").text.strip() == ""


def test_the_works_keep_themselves_up_to_date_while_one_is_narrated(
    client: FlaskClient, brought: Home
) -> None:
    assert "hx-trigger" not in client.get("/studio/works").text
    planned(brought)
    piece = client.get("/studio/works").text
    assert 'hx-trigger="every 1s"' in piece and 'data-state="speaking"' in piece
    answer = client.post(f"{EPISODE}/pause?works=", headers=HTMX).text
    assert 'id="works"' in answer and "להמשיך" in answer


def test_every_state_has_its_words_and_only_what_is_possible_is_offered() -> None:
    assert studio.acts("done") == studio.acts("cancelled") == ()
    assert "pause" in studio.acts("speaking") and "pause" not in studio.acts("paused")
