"""The panel in which an episode is mended: what it shows and asks for, and that nothing is overwritten."""

import gzip
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from player import narrating, rereading
from player.errors import KaryanError
from player.home import Home
from player.jobs import nobody_works
from player.mendable import Mendable, mendable, mendables
from player.mending import Cost, Wish, mend
from player.narration import narrate, narrate_episode
from player.page_parts import page_folder
from player.scripts import bundle
from player.web.language import COOKIE
from player.web.mending import NARRATING, cost_sentence
from player.working import Workshop
from tests.player.test_mending import GUEST, SLUG, TALK

OURS = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}
EPISODE = f"/episodes/{SLUG}"


@pytest.fixture
def narrated(home: Home, tmp_path: Path) -> Home:
    document = tmp_path / "talk.txt"
    document.write_text(TALK, "utf-8")
    assert narrate(document, home).episode == SLUG
    return home


def paragraph(home: Home, index: int) -> Mendable:
    return list(mendables(home, SLUG))[index]


def address(home: Home, index: int, what: str = "") -> str:
    return f"{EPISODE}/mend/{paragraph(home, index).key}{what}"


def post(client: FlaskClient, address: str, **form: object) -> TestResponse:
    return client.post(address, data=form, headers=HTMX)


def wishes_in(asked: TestResponse) -> str:
    found = re.search(r'name="wishes" value="([^"]*)"', asked.text)
    assert found, asked.text
    return unescape(found[1])


def make(client: FlaskClient, home: Home, index: int, **form: object) -> TestResponse:
    """Ask, then make it."""
    where = address(home, index)
    asked = post(client, f"{where}/ask", **form)
    return post(client, where, wishes=wishes_in(asked))


def text_of(page: TestResponse) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page.text))


def test_the_page_names_every_paragraph_and_brings_the_panel(client: FlaskClient, narrated: Home) -> None:
    page = client.get(EPISODE).text
    assert re.findall(r'data-key="([^"]+)"', page) == [one.key for one in mendables(narrated, SLUG)]
    assert f'data-mend="/episodes/{quote(SLUG)}/mend"' in page
    assert 'data-act="mend"' in page


def test_the_panel_shows_who_speaks_what_stands_there_and_how_a_word_is_read(
    client: FlaskClient, narrated: Home
) -> None:
    panel = client.get(address(narrated, 1), query_string={"word": 3}, headers=HTMX).text
    assert "<html" not in panel
    names = re.findall(r'name="after" value="([^"]*)" aria-pressed="(\w+)" data-mend-key="(\d)"', panel)
    one = paragraph(narrated, 1)
    assert [unescape(name) for name, _, _ in names] == list(one.speakers)
    assert [pressed for _, pressed, _ in names].count("true") == 1
    assert [key for _, _, key in names] == ["1", "2", "3"]
    assert "הוא מגיע תמיד בהפתעה.</textarea>" in panel
    assert 'name="subject" value="בהפתעה"' in panel
    assert re.search(r'class="ipa"[^>]*>\w', panel)


def test_the_line_that_was_picked_is_the_one_to_change(client: FlaskClient, narrated: Home) -> None:
    panel = client.get(address(narrated, 0), query_string={"at": 2}, headers=HTMX).text
    assert "היום נדבר על הגשם הראשון.</textarea>" in panel
    assert "mend-said" not in panel, "no word was picked"
    make(client, narrated, 0, kind="text", before="", line="12-37", after="היום נדבר על מים.")
    assert paragraph(narrated, 0).text == "שלום לכולם. היום נדבר על מים."


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        ({"kind": "speaker", "after": GUEST, "before": ""}, ("settled", GUEST)),
        ({"kind": "pause", "after": "2000", "before": ""}, ("pause", "2000")),
        ({"kind": "pause", "after": "", "own": "1,25", "before": ""}, ("pause", "1250")),
        ({"kind": "unspoken", "after": "yes", "before": ""}, ("unspoken", True)),
    ],
)
def test_each_change_is_told_its_cost_then_made_and_spoken(
    client: FlaskClient, narrated: Home, form: dict[str, str], changed: tuple[str, object]
) -> None:
    name, value = changed
    where = address(narrated, 1)
    asked = post(client, f"{where}/ask", **form)
    assert getattr(paragraph(narrated, 1), name) != value, "it is only told"
    assert "data-cost" in asked.text and re.search("קטע|אין מה", text_of(asked))
    client.set_cookie("karyan_editor", quote("דנה"))
    done = post(client, where, wishes=wishes_in(asked))
    assert (done.status_code, done.headers["HX-Trigger"]) == (200, NARRATING)
    assert json.loads(NARRATING) == {"karyan:narrating": {"target": "body"}}
    assert getattr(paragraph(narrated, 1), name) == value
    run = narrating.progress(narrated, SLUG)
    assert run is not None and (run.run.state, run.run.asked_by) == ("asked", "דנה")
    assert narrated.decisions.history(SLUG)[0].made_by == "דנה"


def test_from_here_to_the_next_label_is_told_as_so_many_paragraphs(
    client: FlaskClient, narrated: Home
) -> None:
    form = {"kind": "speaker", "after": "יעל", "before": "", "until_label": "yes"}
    asked = post(client, address(narrated, 1, "/ask"), **form)
    assert "שתי פסקאות" in text_of(asked)
    post(client, address(narrated, 1), wishes=wishes_in(asked))
    assert [one.settled for one in mendables(narrated, SLUG)] == ["", "יעל", "יעל", "", "", ""]
    assert len(narrated.decisions.history(SLUG)) == 1


def test_two_quick_edits_both_hold_and_the_first_run_gives_way(client: FlaskClient, narrated: Home) -> None:
    for index, text in ((1, "הוא בא."), (2, "ואז שקט.")):
        line = f"0-{len(paragraph(narrated, index).text)}"
        make(client, narrated, index, kind="text", before="", line=line, after=text)
    (run,) = narrated.runs.active()
    Workshop(narrated, "tests").plan(run.id)
    Workshop(narrated, "tests").join(run.id)
    lines = [line.text for turn in narrated.library.narration(SLUG).timeline.turns for line in turn.lines]
    assert "הוא בא." in lines and "ואז שקט." in lines


def test_a_reading_holds_for_the_episode_or_the_house_and_is_forgotten(
    client: FlaskClient, narrated: Home
) -> None:
    form = {"kind": "reading", "subject": "בהפתעה", "before": "", "before_house": ""}
    make(client, narrated, 1, **form, scope="episode", after="פתאום")
    make(client, narrated, 1, **form, scope="house", after="במפתיע")
    value = narrated.decisions.value
    assert (value(SLUG, "reading", "בהפתעה"), value("", "reading", "בהפתעה")) == ("פתאום", "במפתיע")
    panel = client.get(address(narrated, 1), query_string={"word": 3}, headers=HTMX).text
    assert "לבטל את הקריאה שנקבעה בפרק" in panel and "לבטל את הקריאה שנקבעה לכל" in panel
    form |= {"before": "פתאום", "before_house": "במפתיע"}
    make(client, narrated, 1, **form, scope="house", after="")
    assert (value(SLUG, "reading", "בהפתעה"), value("", "reading", "בהפתעה")) == ("פתאום", "")


def test_undo_and_redo_answer_with_the_panel_and_have_it_spoken(client: FlaskClient, narrated: Home) -> None:
    make(client, narrated, 1, kind="pause", before="", after="500")
    undone = post(client, address(narrated, 1, "/undo"))
    assert (paragraph(narrated, 1).pause, undone.headers["HX-Trigger"]) == ("", NARRATING)
    assert re.search(r"data-mend-undo[^>]* disabled", undone.text)
    assert not re.search(r"data-mend-redo[^>]* disabled", undone.text)
    post(client, address(narrated, 1, "/redo"))
    assert paragraph(narrated, 1).pause == "500"
    nothing = post(client, address(narrated, 1, "/redo"))
    assert nothing.status_code == 400 and 'role="alert"' in nothing.text


def test_the_second_of_two_windows_is_told_and_shown_what_stands_there_now(
    client: FlaskClient, narrated: Home
) -> None:
    key = paragraph(narrated, 0).key
    asked = post(
        client,
        address(narrated, 0, "/ask"),
        kind="text",
        before="",
        line="0-37",
        after="שלום לכולכם.",
    )
    mend(narrated, SLUG, [Wish("text", key, "שלום לכם.", before="")], "רות")
    late = post(client, address(narrated, 0), wishes=wishes_in(asked))
    assert late.status_code == 409 and "HX-Trigger" not in late.headers
    assert "בחלון אחר" in late.text and "שלום לכם.</textarea>" in late.text
    assert mendable(narrated, SLUG, key).text == "שלום לכם."
    later = post(client, address(narrated, 0, "/ask"), kind="text", before="", line="0-4", after="היי")
    assert later.status_code == 409, "the line's place is that of another text"


def test_what_is_left_unspoken_has_its_mark_and_its_button(client: FlaskClient, narrated: Home) -> None:
    one = paragraph(narrated, 2)
    mend(narrated, SLUG, [Wish("unspoken", one.key, "yes")], "")
    narrate_episode(SLUG, narrated)
    page = client.get(EPISODE).text
    note = re.search(rf'<p class="note unspoken" role="note" data-key="{one.key}">(.*?)</p>', page, re.DOTALL)
    assert note and "data-mend-note" in note[1] and "ואז הכול נעצר." in note[1]
    assert page.count("data-mend-note") == 1
    panel = client.get(f"{EPISODE}/mend/{one.key}", headers=HTMX).text
    assert "להקריא אותו שוב" in panel and "mend-speakers" not in panel
    form = {"kind": "unspoken", "after": "", "before": "yes"}
    asked = post(client, f"{EPISODE}/mend/{one.key}/ask", **form)
    post(client, f"{EPISODE}/mend/{one.key}", wishes=wishes_in(asked))
    assert not mendable(narrated, SLUG, one.key).unspoken


def test_the_name_is_asked_for_once_and_stands_in_the_history(client: FlaskClient, narrated: Home) -> None:
    assert "mend-name" in client.get(address(narrated, 1), headers=HTMX).text
    named = post(client, address(narrated, 1, "/name"), name="  דנה   כהן ")
    assert "mend-name" not in named.text
    assert "mend-name" not in client.get(address(narrated, 1), headers=HTMX).text
    make(client, narrated, 1, kind="pause", before="", after="500")
    make(client, narrated, 1, kind="pause", before="500", after="")
    narrated.decisions.undo(SLUG)
    history = client.get(f"{EPISODE}/history").text
    assert len(re.findall(r"<li>(?:<del>)?דנה כהן, היום \d\d:\d\d: השתיקה אחרי", history)) == 2
    assert len(re.findall(r"<del>דנה כהן", history)) == 1
    client.set_cookie(COOKIE, "en")
    english = client.get(f"{EPISODE}/history").text
    assert len(re.findall(r'<bdi lang="he">דנה כהן</bdi>, today \d\d:\d\d: the pause after', english)) == 2


def test_whoever_will_not_say_a_name_is_not_asked_again(client: FlaskClient, narrated: Home) -> None:
    post(client, address(narrated, 1, "/name"), name="")
    assert "mend-name" not in client.get(address(narrated, 1), headers=HTMX).text


class Quick:
    """A queue whose work is done at once, in this process."""

    def __init__(self, home: Home) -> None:
        self._workshop = Workshop(home, "tests")
        self.asked = 0

    def hear(self, key: str, order: dict[str, object], _timeout_s: float) -> None:
        self.asked += 1
        if failure := self._workshop.hear(key, order):
            raise KaryanError(*failure)


def test_a_reading_is_heard_in_its_speakers_voice_and_not_kept(
    client: FlaskClient, narrated: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Quick(narrated)
    monkeypatch.setattr(rereading, "open_jobs", lambda _url: jobs)
    form = {"subject": "בהפתעה", "after": "פתאום", "word": 3}
    heard = post(client, address(narrated, 1, "/hear"), **form)
    sound = re.search(r'src="([^"]+\.mp3)"', heard.text)
    assert sound, heard.text
    clip = narrated.clips.info(sound[1].rpartition("/")[2].removesuffix(".mp3"))
    cast = {one.name: one.voice for one in narrated.library.narration(SLUG).timeline.speakers}
    assert clip.spoken.split()[-1].startswith("פתאום")
    assert clip.voice == cast[paragraph(narrated, 1).speaker]
    answer = client.get(unescape(sound[1]))
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert answer.data == narrated.clips.sound(clip.key).mp3
    assert narrated.decisions.history(SLUG) == []
    post(client, address(narrated, 1, "/hear"), **form)
    assert jobs.asked == 1, "what was heard once is there"


@pytest.mark.parametrize("said", ["facebook", "שלום"])
def test_what_cannot_be_heard_is_told(
    client: FlaskClient, narrated: Home, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    class Nobody:
        def hear(self, *_words: object) -> None:
            raise nobody_works()

    monkeypatch.setattr(rereading, "open_jobs", lambda _url: Nobody())
    answer = post(client, address(narrated, 1, "/hear"), subject="בהפתעה", after=said, word=3)
    assert answer.status_code in (400, 500)
    assert 'role="alert"' in answer.text and re.search("[א-ת]", answer.text)


def test_without_its_document_an_episode_says_what_to_do(client: FlaskClient, filled: object) -> None:
    panel = client.get("/episodes/gardens-7/mend/k-0", headers=HTMX)
    assert "הביאו אותו שוב" in panel.text
    asked = client.post(
        "/episodes/gardens-7/mend/k-0/ask", data={"kind": "pause", "after": "1"}, headers=HTMX
    )
    assert asked.status_code == 400 and "הביאו אותו שוב" in asked.text


@pytest.mark.parametrize(
    "wishes", ["", "[]", "[1]", '[["king", "k", "a", "b", false]]', '{"a": 1}', "[[[]]]"]
)
def test_what_is_no_wish_changes_nothing(client: FlaskClient, narrated: Home, wishes: str) -> None:
    answer = post(client, address(narrated, 1), wishes=wishes)
    assert answer.status_code == 400 and "HX-Trigger" not in answer.headers
    assert narrated.decisions.history(SLUG) == []


@pytest.mark.parametrize("form", [{}, {"kind": "king"}, {"kind": "text", "line": "a-b", "before": ""}])
def test_what_is_no_question_is_told(client: FlaskClient, narrated: Home, form: dict[str, str]) -> None:
    answer = post(client, address(narrated, 1, "/ask"), **form)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_another_page_cannot_mend(client: FlaskClient, narrated: Home) -> None:
    answer = client.post(address(narrated, 1, "/undo"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("cost", "hebrew", "english"),
    [
        (Cost(0, 0), "אין מה להקריא מחדש; רק השעון זז", "Nothing to speak anew; only the clock moves"),
        (Cost(1, 40), "קטע אחד להקראה", "One clip to speak"),
        (Cost(1, 40, 2.9), "קטע אחד להקראה, כ־3 שניות", "One clip to speak, about 3 seconds"),
        (Cost(2, 80, 0.2), "שני קטעים להקראה, כשנייה", "2 clips to speak, about 1 second"),
        (Cost(900, 9000, 600.0), "900 קטעים להקראה, כ־10 דקות", "900 clips to speak, about 10 minutes"),
    ],
)
def test_costs_are_told_in_words(cost: Cost, hebrew: str, english: str) -> None:
    assert (cost_sentence(cost, "he"), cost_sentence(cost, "en")) == (hebrew, english)


def test_the_pages_script_stays_small() -> None:
    script = bundle(page_folder() / "static" / "js", "main").encode()
    assert len(gzip.compress(script, 6)) < 30_000
