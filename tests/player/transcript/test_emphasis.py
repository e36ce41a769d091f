"""What bold tells: as much as the document's own labelled paragraphs show that it means."""

from player.transcript.model import Transcript
from player.transcript.read import parse_transcript

QUESTIONS = [
    "שיחה 12: הים והעיר",
    "איך התחלת לצלול?",
    "אבא שלי לקח אותי. הייתי ילדה קטנה.",
    "הוא קשר לי חבל למותן.",
    "ומה ראית שם למטה?",
    "חול, ואז עוד חול.",
    "את עדיין צוללת?",
    "בכל בוקר.",
]


def bold(lines: list[str], indexes: set[int]) -> Transcript:
    return parse_transcript("\n".join(lines), "x", emphasised=frozenset(indexes))


def names(transcript: Transcript) -> list[str]:
    return [transcript.speaker(turn.speaker).name for turn in transcript.turns for _ in turn.paragraphs]


def test_without_any_label_bold_questions_are_the_hosts_and_the_rest_the_guests() -> None:
    transcript = bold(QUESTIONS, {1, 4, 6})
    assert names(transcript) == ["מראיין", "אורחת", "אורחת", "מראיין", "אורחת", "מראיין", "אורחת"]
    assert all(paragraph.sure >= 0.9 and paragraph.why for paragraph in transcript.paragraphs)


def test_bold_that_asks_nothing_makes_nobody_a_host() -> None:
    assert set(names(bold(QUESTIONS, {2, 5}))) == {"קריינית"}


TALK = [
    "שיחה עם רון לב",
    "דנה: היה חם באותו קיץ, וכולם ישבו על המרפסות.",
    "הקיץ נמשך עד נובמבר.",
    "הים נשאר חם.",
    "דנה: ומה אחר כך?",
    "קר.",
    "דנה: כמה קר?",
    "מאוד.",
    "דנה: ואז?",
    "אביב.",
]


def test_where_the_labelled_paragraphs_are_bold_a_bold_one_goes_on_with_them() -> None:
    plain, marked = bold(TALK, set()), bold(TALK, {1, 2, 4, 6, 8})
    assert names(plain)[1] == "רון לב"
    assert names(marked)[1:3] == ["דנה", "רון לב"]


def test_where_bold_stands_anywhere_it_tells_little() -> None:
    plain, marked = bold(TALK, set()), bold(TALK, {2, 5, 6})
    assert names(marked) == names(plain)
