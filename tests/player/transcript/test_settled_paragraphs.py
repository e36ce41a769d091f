"""What people settled about who speaks is kept by keys that stay while the document changes elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from player.transcript.model import Heading, Transcript
from player.transcript.read import parse_transcript
from player.transcript.settled import WHY, Settled, paragraph_keys

TALK = "שיחה 7\nשיחה עם רון לב\nדנה: היה חם.\nהקיץ נמשך עד נובמבר.\nיעל: ואז בא הסתיו.\nקר."


def spoken_by(transcript: Transcript) -> list[str]:
    return [transcript.speaker(turn.speaker).name for turn in transcript.turns for _ in turn.paragraphs]


def test_a_settled_paragraph_is_whose_it_was_said_to_be_and_certain() -> None:
    guessed = parse_transcript(TALK, "x")
    assert spoken_by(guessed) == ["דנה", "רון לב", "יעל", "רון לב"]
    key = guessed.paragraphs[1].key
    settled = parse_transcript(TALK, "x", lambda _: {key: "דנה"})
    assert spoken_by(settled) == ["דנה", "דנה", "יעל", "רון לב"]
    assert (settled.paragraphs[1].sure, settled.paragraphs[1].why) == (1.0, WHY)


def test_what_was_settled_is_looked_up_by_what_the_title_block_says() -> None:
    key = parse_transcript(TALK, "x").paragraphs[1].key

    def settled(heading: Heading) -> Settled:
        return {key: "דנה"} if heading.number == "7" else {}

    assert spoken_by(parse_transcript(TALK, "x", settled))[1] == "דנה"
    assert spoken_by(parse_transcript(TALK.replace("שיחה 7", "שיחה 8"), "x", settled))[1] == "רון לב"


def test_a_settled_name_that_nobody_in_the_document_bears_changes_nothing() -> None:
    guessed = parse_transcript(TALK, "x")
    key = guessed.paragraphs[1].key
    assert parse_transcript(TALK, "x", lambda _: {key: "נחום"}) == guessed


def test_a_key_is_of_what_one_sees_and_of_which_of_its_equals_a_paragraph_is() -> None:
    one, other, again = paragraph_keys(["כן,  אמרה.", "לא.", "\u200fכן, אמרה."])
    assert (one[:-1], one[-1], again[-1]) == (again[:-1], "0", "1")
    assert other[:-1] != one[:-1]


@given(st.lists(st.text(max_size=9)), st.text(max_size=9), st.lists(st.text(max_size=9)))
def test_a_paragraph_keeps_its_key_when_others_come_in_before_it(
    before: list[str], text: str, others: list[str]
) -> None:
    alike = {paragraph_keys([text])[0][:32]}
    unlike = [other for other in others if paragraph_keys([other])[0][:32] not in alike]
    assert paragraph_keys([*before, text])[-1] == paragraph_keys([*unlike, *before, text])[-1]
