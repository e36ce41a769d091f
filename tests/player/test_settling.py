"""What is unsure is known of an episode, and what a person settles of it holds from the next narration on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player import settling
from player.errors import BadUse, NoSuchEpisode
from player.home import Home
from player.inspecting import inspect_transcript
from player.library import Guess, Narration
from player.narration import narrate
from player.timeline import CastSpeaker, EpisodeFacts, SoundFacts, TimedTurn, Timeline
from player.transcript.read import parse_transcript
from player.transcript.settled import WHY, paragraph_keys
from tests.player.talks import BEGINNING, SLUG
from tests.player.web.conftest import timed_line

TALK = f"""{BEGINNING}רון: ומה היה?
הכול נעצר.
"""
GUEST = 'ד"ר אבי שלו'


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture
def narrated(home: Home, talk: Path) -> Home:
    assert narrate(talk, home).episode == SLUG
    return home


def paragraphs(home: Home) -> list[settling.SpokenParagraph]:
    return list(settling.spoken_paragraphs(home, SLUG))


def settle(home: Home, index: int, speaker: str) -> None:
    settling.settle(home, SLUG, paragraphs(home)[index].key, speaker, "דנה")


def other_speaker(paragraph: settling.SpokenParagraph) -> str:
    return GUEST if paragraph.speaker == "רון" else "רון"


def test_the_guesses_of_the_transcript_are_kept_with_its_narration(narrated: Home) -> None:
    read = parse_transcript(TALK, "talk").paragraphs
    assert narrated.library.narration(SLUG).guesses == tuple(
        Guess(paragraph.index, paragraph.sure, paragraph.why) for paragraph in read if paragraph.why
    )
    shown = paragraphs(narrated)
    assert [(one.index, one.key, one.sure, one.why) for one in shown] == [
        (one.index, one.key, one.sure, one.why) for one in read
    ]
    assert [one.text for one in shown] == [one.text for one in read]


def test_what_is_settled_is_spoken_by_whom_it_was_given_to_and_only_that_is_made_anew(
    narrated: Home, talk: Path
) -> None:
    before = paragraphs(narrated)[1]
    settle(narrated, 1, other_speaker(before))
    assert paragraphs(narrated)[1].settled == other_speaker(before)
    assert paragraphs(narrated)[1].speaker == before.speaker, "it is heard with the next narration only"
    assert narrate(talk, narrated).clips_made == 1
    after = paragraphs(narrated)[1]
    assert (after.speaker, after.sure, after.why) == (other_speaker(before), 1.0, WHY)
    assert not after.is_unsure


def test_what_is_settled_holds_when_the_document_comes_again_changed_elsewhere(
    narrated: Home, talk: Path
) -> None:
    before = paragraphs(narrated)[1]
    settle(narrated, 1, other_speaker(before))
    changed = TALK.replace("רון: שלום לכולם.", "רון: ערב טוב.\nרון: שלום לכולם.")
    talk.write_text(changed, "utf-8")
    narrate(talk, narrated)
    moved = paragraphs(narrated)[2]
    assert (moved.text, moved.speaker, moved.settled) == (
        before.text,
        other_speaker(before),
        other_speaker(before),
    )


def test_what_is_no_longer_settled_is_guessed_again(narrated: Home, talk: Path) -> None:
    before = paragraphs(narrated)
    settle(narrated, 1, other_speaker(before[1]))
    narrate(talk, narrated)
    settling.settle(narrated, SLUG, before[1].key, "", "דנה")
    assert paragraphs(narrated)[1].is_unsure, "the narration has no guess of it any more"
    narrate(talk, narrated)
    assert paragraphs(narrated) == before


def test_what_is_settled_is_seen_where_the_document_is_looked_at(narrated: Home, talk: Path) -> None:
    settle(narrated, 1, "רון")
    assert any(WHY in shown for shown in inspect_transcript(talk, narrated, ["transcript"]))


def test_the_last_decision_counts(narrated: Home) -> None:
    settle(narrated, 1, "רון")
    settle(narrated, 1, GUEST)
    assert paragraphs(narrated)[1].settled == GUEST


def test_a_name_that_nobody_bears_is_refused_with_the_names_there_are(narrated: Home) -> None:
    with pytest.raises(BadUse) as caught:
        settle(narrated, 1, "נחום")
    for sentence in (caught.value.he, caught.value.en):
        assert "נחום" in sentence and "רון" in sentence and GUEST in sentence
    assert paragraphs(narrated)[1].settled == ""


def test_a_paragraph_or_an_episode_that_is_not_there_is_refused(narrated: Home) -> None:
    for speaker in ("רון", ""):
        with pytest.raises(BadUse, match="no longer in the episode"):
            settling.settle(narrated, SLUG, "no-such-key", speaker, "דנה")
    for index in (-1, 5):
        with pytest.raises(BadUse, match="0 to 4"):
            settling.paragraph_at(narrated, SLUG, index)
    with pytest.raises(NoSuchEpisode):
        settling.spoken_paragraphs(narrated, "nothing")


def test_the_title_blocks_guest_can_be_given_what_was_guessed_to_be_others(narrated: Home) -> None:
    timeline = narrated.library.narration(SLUG).timeline
    assert settling.possible_speakers(timeline) == ("רון", GUEST)
    hosts_alone = tuple(speaker for speaker in timeline.speakers if speaker.name == "רון")
    silent = Timeline(timeline.episode, timeline.sound, hosts_alone, timeline.turns, ())
    assert settling.possible_speakers(silent) == ("רון", GUEST)


@given(st.lists(st.text("אב .?!\"'\u200f\t", min_size=1).filter(lambda text: any(map(str.isalpha, text)))))
def test_the_keys_of_a_narration_are_those_of_the_transcripts_paragraphs(texts: list[str]) -> None:
    """The narration holds lines, not paragraphs; what is settled must find the same paragraph in both."""
    document = "\n".join(f"רון: {text}" for text in ["שלום לכולם.", *texts])
    transcript = parse_transcript(document, "x")
    turns = tuple(
        TimedTurn(
            turn.index,
            turn.speaker,
            turn.sure,
            tuple(
                timed_line(f"p{paragraph.index}-{number}", line.text, 0)
                for paragraph in turn.paragraphs
                for number, line in enumerate(paragraph.lines)
            ),
        )
        for turn in transcript.turns
    )
    facts = EpisodeFacts("x", "", "", "x", "", "", "")
    speakers = tuple(
        CastSpeaker(speaker.id, speaker.name, speaker.role, speaker.gender, "")
        for speaker in transcript.speakers
    )
    timeline = Timeline(facts, SoundFacts(24_000, 0, "", "espeak"), speakers, turns, ())
    narration = Narration(1, timeline, (), "", "", "", ())
    keys = [one.key for one in settling.who_speaks(narration, {})]
    assert keys == list(paragraph_keys([one.text for one in transcript.paragraphs]))
