"""A document that was brought is kept, and read with all that was decided of its episode."""

from pathlib import Path

import pytest

from player.decisions import Change, Kind
from player.errors import BadTranscript, NoSuchDocument
from player.home import Home
from player.narration import narrate, narrate_episode
from player.transcript.model import Transcript
from tests.conftest import SAMPLE

TALK = """שיחות קצרות
שיחה 7
הגשם הראשון
שיחה עם ד"ר אבי שלו 3.11.23
רון: שלום לכולם. היום נדבר על הגשם.
הוא מגיע תמיד בהפתעה.
ואז הכול נעצר.
רון: ומה היה?
הכול נעצר.
"""
SLUG, HER = "שיחות-קצרות-7", "espeak-tamar"


@pytest.fixture
def brought(home: Home) -> Home:
    assert home.manuscripts.bring(TALK.encode(), "talk.txt").slug == SLUG
    return home


def read(home: Home) -> Transcript:
    return home.manuscripts.transcript(SLUG, home.decisions.decided(SLUG))


def decide(home: Home, kind: Kind, subject: str, after: str) -> None:
    home.decisions.make(SLUG, [Change(SLUG, kind, subject, "", after)], "דנה")


def test_a_document_is_kept_to_the_byte_and_known_again(brought: Home) -> None:
    kept = brought.manuscripts.manuscript(SLUG)
    with brought.media.open(kept.media) as file:
        assert file.read() == TALK.encode()
    assert (kept.name, kept.facts.number, kept.facts.title) == ("talk.txt", "7", "הגשם הראשון")
    assert brought.manuscripts.bring(TALK.encode(), "talk.txt").sha256 == kept.sha256
    assert [one.slug for one in brought.manuscripts.all()] == [SLUG]


def test_what_cannot_be_narrated_is_not_kept(home: Home) -> None:
    with pytest.raises(BadTranscript):
        home.manuscripts.bring(b"only English here", "talk.txt")
    assert home.manuscripts.all() == []
    with pytest.raises(NoSuchDocument, match="karyan bring"):
        home.manuscripts.manuscript(SLUG)


def test_an_edited_paragraph_keeps_its_key_and_what_else_was_decided_of_it(brought: Home) -> None:
    before = read(brought).paragraphs
    decide(brought, "text", before[1].key, "הוא בא בהפתעה. תמיד.")
    decide(brought, "pause", before[1].key, "1500")
    after = read(brought).paragraphs
    assert [one.key for one in after] == [one.key for one in before]
    assert [line.text for line in after[1].lines] == ["הוא בא בהפתעה.", "תמיד."]
    assert after[1].pause_ms == 1500
    assert (after[0], after[2:]) == (before[0], before[2:])


def test_an_unspoken_paragraph_is_shown_as_a_note_where_it_stood(brought: Home) -> None:
    before = read(brought)
    decide(brought, "unspoken", before.paragraphs[1].key, "yes")
    after = read(brought)
    assert [one.key for one in after.paragraphs] == [
        one.key for one in before.paragraphs if one.key != before.paragraphs[1].key
    ]
    assert [note.text for note in after.notes] == [before.paragraphs[1].text]
    assert after.notes[0].after_turn == 0


def test_an_episode_of_which_nothing_would_be_spoken_stays_as_it_is(brought: Home) -> None:
    for paragraph in read(brought).paragraphs:
        decide(brought, "unspoken", paragraph.key, "yes")
    assert len(read(brought).paragraphs) == 5


def test_role_and_gender_are_the_speakers_everywhere(brought: Home) -> None:
    decide(brought, "gender", "רון", "f")
    decide(brought, "role", "רון", "narrator")
    (speaker,) = [one for one in read(brought).speakers if one.name == "רון"]
    assert (speaker.gender, speaker.role) == ("f", "narrator")


def test_only_the_clip_of_an_edited_paragraph_is_made_and_what_follows_moves(brought: Home) -> None:
    narrate_episode(SLUG, brought)
    before = brought.library.narration(SLUG)
    key = before.paragraphs[1].key
    decide(brought, "text", key, "הוא מגיע תמיד בהפתעה גמורה ומוחלטת.")
    assert narrate_episode(SLUG, brought).clips_made == 1
    after = brought.library.narration(SLUG)
    kept = [index for index in range(5) if before.paragraphs[index].clip == after.paragraphs[index].clip]
    assert kept == [0, 2, 3, 4]
    moved = {after.paragraphs[index].start_ms - before.paragraphs[index].start_ms for index in (2, 3, 4)}
    assert len(moved) == 1 and moved.pop() > 0


def test_a_pause_moves_what_follows_and_no_clip_is_made(brought: Home) -> None:
    narrate_episode(SLUG, brought)
    before = brought.library.narration(SLUG)
    decide(brought, "pause", before.paragraphs[0].key, "3000")
    assert narrate_episode(SLUG, brought).clips_made == 0
    after = brought.library.narration(SLUG)
    lines = [line for turn in after.timeline.turns for line in turn.lines]
    first = [line for line in lines if line.paragraph == 0][-1]
    second = next(line for line in lines if line.paragraph == 1)
    assert abs(second.start_ms - first.end_ms - 3000) < 150


def test_the_house_cast_speaks_where_the_episode_chose_nobody(brought: Home) -> None:
    narrate_episode(SLUG, brought)
    voices = {one.name: one.voice for one in brought.library.narration(SLUG).timeline.speakers}
    brought.decisions.make(SLUG, [Change("", "voice", "espeak:רון", "", HER)], "דנה")
    narrate_episode(SLUG, brought)
    cast = {one.name: one.voice for one in brought.library.narration(SLUG).timeline.speakers}
    assert voices["רון"] != HER
    assert cast["רון"] == HER


@pytest.mark.slow
def test_a_narrated_file_is_brought_too(home: Home, tmp_path: Path) -> None:
    slug = narrate(SAMPLE, home).episode
    assert home.manuscripts.manuscript(slug).name == SAMPLE.name
