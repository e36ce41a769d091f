"""Documents are looked at before they are kept; the bad ones have their reason, and none comes in twice."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from player.bringing import arrivals, receive, send_back, standing, take_in
from player.decisions import Change
from player.errors import BadUse, NoSuchDocument
from player.home import Home
from player.narration import narrate_episode
from player.previewing import MS_A_WORD
from tests.player.talks import SLUG, TALK

BAD = [("notes.pdf", b"%PDF-1.7"), ("letter.txt", b"Only English is in this letter."), ("empty.txt", b"")]


def talk(number: int) -> tuple[str, bytes]:
    return f"talk-{number}.txt", TALK.replace("שיחה 7", f"שיחה {number}").encode()


def test_what_was_understood_is_shown_and_nothing_is_kept(home: Home) -> None:
    (arrival,) = arrivals(home, receive(home, [("talk.txt", TALK.encode())]))
    preview = arrival.preview
    assert preview is not None
    assert (preview.facts.series, preview.facts.number, preview.facts.title) == (
        "שיחות קצרות",
        "7",
        "הגשם הראשון",
    )
    assert (preview.facts.guest, preview.facts.date) == ('ד"ר אבי שלו', "2023-11-03")
    assert {(one.name, one.role) for one in preview.people} >= {("רון", "host")}
    assert sum(one.words for one in preview.people) == preview.words == 28
    assert preview.estimated_ms == 28 * MS_A_WORD
    assert preview.doubts >= len(preview.first_doubts) > 0
    for doubt in preview.first_doubts:
        assert doubt.sure < 0.9 and doubt.why and doubt.text in TALK
    assert home.manuscripts.all() == []


def test_of_twenty_with_two_bad_ones_the_good_go_in_at_once(home: Home) -> None:
    files = [talk(number) for number in range(1, 19)]
    files[3:3] = [BAD[0]]
    files[11:11] = [BAD[1]]
    batch = receive(home, files)
    told = arrivals(home, batch)
    assert [one.number for one in told if one.reason] == [3, 11]
    assert all(one.reason and one.name[:5] in one.reason.he for one in told if not one.preview)
    assert len(take_in(home, batch)) == 18
    assert len(home.manuscripts.all()) == 18


@pytest.mark.parametrize("bad", BAD, ids=[name for name, _ in BAD])
def test_a_bad_document_alone_has_its_reason_and_cannot_go_in(home: Home, bad: tuple[str, bytes]) -> None:
    batch = receive(home, [bad])
    (arrival,) = arrivals(home, batch)
    assert arrival.reason and arrival.reason.en
    with pytest.raises(BadUse):
        take_in(home, batch)


def test_one_of_a_batch_goes_in_alone_and_the_others_wait(home: Home) -> None:
    batch = receive(home, [talk(1), talk(2)])
    take_in(home, batch, [1])
    assert [one.facts.number for one in home.manuscripts.all()] == ["2"]
    take_in(home, batch)
    assert {one.facts.number for one in home.manuscripts.all()} == {"1", "2"}


def test_the_same_document_is_known_again_and_stays_as_it_is(home: Home) -> None:
    first = take_in(home, receive(home, [("talk.txt", TALK.encode())]))
    batch = receive(home, [("copy.txt", TALK.encode())])
    assert standing(home, arrivals(home, batch)[0]).known == "same"
    assert take_in(home, batch) == first


def test_another_document_of_the_episode_tells_how_much_it_changes_and_keeps_what_was_decided(
    home: Home,
) -> None:
    take_in(home, receive(home, [("talk.txt", TALK.encode())]))
    key = home.manuscripts.original(SLUG, home.decisions.decided(SLUG)).paragraphs[2].key
    home.decisions.make(SLUG, [Change(SLUG, "speaker", key, "", "יעל")], "דנה")
    edited = TALK.replace("תודה רבה", "תודה רבה לך").replace("אני זוכר היטב", "אני זוכר")
    batch = receive(home, [("talk-2.txt", edited.encode())])
    told = standing(home, arrivals(home, batch)[0])
    assert (told.known, told.there, told.changed) == ("other", "talk.txt", 2)
    take_in(home, batch)
    assert home.manuscripts.manuscript(SLUG).name == "talk-2.txt"
    transcript = home.manuscripts.transcript(SLUG, home.decisions.decided(SLUG))
    (turn,) = [one for one in transcript.turns if key in [paragraph.key for paragraph in one.paragraphs]]
    assert transcript.speaker(turn.speaker).name == "יעל"


def test_a_settled_paragraph_is_no_longer_a_guess_in_the_next_preview(home: Home) -> None:
    take_in(home, receive(home, [("talk.txt", TALK.encode())]))
    (before,) = arrivals(home, receive(home, [("talk.txt", TALK.encode())]))
    assert before.preview
    paragraph = before.preview.first_doubts[0]
    key = before.preview.keys[paragraph.index]
    home.decisions.make(SLUG, [Change(SLUG, "speaker", key, "", paragraph.speaker)], "דנה")
    (after,) = arrivals(home, receive(home, [("talk.txt", TALK.encode())]))
    assert after.preview and paragraph.index not in [one.index for one in after.preview.first_doubts]


def test_what_was_sent_back_can_go_in_again_with_what_was_decided(home: Home) -> None:
    take_in(home, receive(home, [("talk.txt", TALK.encode())]))
    home.decisions.make(SLUG, [Change(SLUG, "gender", "רון", "", "f")], "דנה")
    run = home.runs.ask(SLUG, "espeak", "דנה")
    batch = send_back(home, SLUG)
    with pytest.raises(NoSuchDocument):
        home.manuscripts.manuscript(SLUG)
    gone = home.runs.run(run.id)
    assert gone and gone.state == "cancelled"
    take_in(home, batch)
    assert home.decisions.decided(SLUG).genders == {"רון": "f"}


def test_what_nobody_took_in_is_gone_after_a_day_and_the_rest_stays(home: Home) -> None:
    batch = receive(home, [("talk.txt", TALK.encode())])
    days = [(datetime.now(UTC) - timedelta(days=back)).date().isoformat() for back in (1, 2, 40)]
    for day in days:
        with home.media.create(f"documents/arrived/{day}/{day}-{'x' * 16}/batch.json") as file:
            file.write(b"[]")
    receive(home, [("talk.txt", TALK.encode())])
    assert arrivals(home, batch)
    assert arrivals(home, f"{days[0]}-{'x' * 16}") == []
    for day in days[1:]:
        with pytest.raises(BadUse, match="within a day"):
            arrivals(home, f"{day}-{'x' * 16}")


@pytest.mark.parametrize("batch", ["", "..", "2026-01-01-../../../../etc", "2026-01-01-" + "y" * 16])
def test_a_batch_that_is_not_there_is_told(home: Home, batch: str) -> None:
    with pytest.raises(BadUse, match="no longer here"):
        arrivals(home, batch)


def test_no_files_are_no_batch(home: Home) -> None:
    with pytest.raises(BadUse, match="no file"):
        receive(home, [])


def stages(home: Home) -> dict[str, tuple[str, bool]]:
    return {one.facts.number: (one.stage, one.is_narrated) for one in home.manuscripts.desk.documents()}


def test_the_desk_has_what_is_not_narrated_as_it_is_by_now(home: Home) -> None:
    take_in(home, receive(home, [talk(1), talk(2), talk(3)]))
    assert stages(home) == dict.fromkeys("123", ("brought", False))
    narrate_episode("שיחות-קצרות-1", home)
    assert set(stages(home)) == {"2", "3"}
    home.decisions.make("שיחות-קצרות-1", [Change("שיחות-קצרות-1", "gender", "רון", "", "f")], "דנה")
    assert stages(home)["1"] == ("changed", True)
    run = home.runs.ask("שיחות-קצרות-2", "espeak", "דנה")
    assert stages(home)["2"] == ("under_way", False)
    home.runs.end(run.id, BadUse("לא הלך", "no"))
    assert stages(home)["2"] == ("failed", False)
    narrate_episode("שיחות-קצרות-2", home)
    assert set(stages(home)) == {"1", "3"}


def test_names_of_files_are_names_only(home: Home) -> None:
    (arrival,) = arrivals(home, receive(home, [("C:\\talks\\../talk.txt", io.BytesIO(TALK.encode()).read())]))
    assert arrival.name == "talk.txt"
