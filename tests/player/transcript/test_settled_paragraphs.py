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


LONG = (
    "שיחה 7\nשיחה עם רון לב\nדנה: היה חם.\nהקיץ נמשך עד נובמבר.\nהים נשאר חם.\nאיש לא ישן.\nהלילה היה ארוך.\n"
    "דנה: ואז?\nקר."
)


def settled_so(text: str, names: dict[int, str]) -> Transcript:
    keys = [paragraph.key for paragraph in parse_transcript(text, "x").paragraphs]
    return parse_transcript(text, "x", lambda _: {keys[index]: name for index, name in names.items()})


def test_after_a_paragraph_settled_to_be_the_guests_the_run_is_the_guests() -> None:
    transcript = settled_so(LONG, {2: "רון לב"})
    assert spoken_by(transcript)[2:5] == ["רון לב"] * 3
    assert all(paragraph.sure >= 0.9 for paragraph in transcript.paragraphs[3:5])


def test_before_a_paragraph_settled_to_be_the_hosts_the_run_is_the_hosts() -> None:
    transcript = settled_so(LONG, {3: "דנה"})
    assert spoken_by(transcript)[:4] == ["דנה"] * 4
    assert all(paragraph.sure >= 0.9 for paragraph in transcript.paragraphs[:4])
    assert spoken_by(transcript)[4] == "רון לב"


def test_what_is_settled_against_one_change_in_a_run_still_holds() -> None:
    assert spoken_by(settled_so(LONG, {1: "רון לב", 3: "דנה"}))[1:5] == ["רון לב", "רון לב", "דנה", "רון לב"]


def test_a_labelled_paragraph_may_be_settled_too() -> None:
    transcript = settled_so(TALK, {2: "רון לב"})
    assert spoken_by(transcript)[2:] == ["רון לב", "רון לב"]


def test_a_settled_paragraph_keeps_its_speaker_when_the_document_comes_again_edited() -> None:
    key = parse_transcript(LONG, "x").paragraphs[2].key
    edited = LONG.replace("היה חם.", "היה חם מאוד.").replace("איש לא ישן.\n", "")
    assert spoken_by(parse_transcript(edited, "x", lambda _: {key: "דנה"}))[:3] == ["דנה"] * 3


@given(st.dictionaries(st.integers(0, 6), st.sampled_from(["דנה", "רון לב"])))
def test_whatever_is_settled_is_so_and_leaves_the_words_alone(names: dict[int, str]) -> None:
    transcript = settled_so(LONG, names)
    guessed = parse_transcript(LONG, "x")
    assert [p.text for p in transcript.paragraphs] == [p.text for p in guessed.paragraphs]
    for index, name in names.items():
        assert spoken_by(transcript)[index] == name
        assert transcript.paragraphs[index].sure == 1
