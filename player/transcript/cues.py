"""Cues of whose an unlabelled paragraph is, each with a weight and a reason that people can read.

Weights are natural logarithms of odds, judged by reading documents: positive speaks for the guest, negative
for the labelled speaker who goes on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audio.speech import Gender
from player.transcript.grammar import of_oneself, speaks_to_someone, to_one
from player.transcript.marks import MARKS
from player.transcript.people import Person

_START = rf"^[\s\"'“„(\-–{MARKS}]*"
_ANSWERS = re.compile(
    rf"{_START}(?:כן|לא|נכון|בדיוק|בוודאי|בודאי|בטח|ודאי|כמובן|בהחלט|אמת|את אומרת|אתה אומר|שאלה טובה|תודה|"
    r"האמת|תראה|תראי|תראו|תשמע|תשמעי|אז|קודם כול|קודם כל|נו|אוי|אה)(?![א-ת])"
)
_MID_SENTENCE = re.compile(
    rf"{_START}(?:ש(?:אנחנו|אני|הוא|היא|הם|הן|זה|זו|זאת|יש|אין|לא|כל|אם|אי|אפשר|צריך)|כי|מפני ש[א-ת]+|"
    r"בגלל|כדי|על ידי|בעזרת|מתוך|עד ש[א-ת]+|בזכות|למרות|אבל|אלא|או)(?![א-ת])"
)
_HOSTS_WORDS = re.compile(
    r"(?<![א-ת])(?:נדבר|נרצה|נשאל|נברר|נשמע מ|אורח שלנו|אורחת שלנו|האורח|האורחת|באולפן|"
    r"בתוכנית הזאת|בשיחה הזאת|ברוך הבא|ברוכה הבאה|ברוכים הבאים|היינו רוצים|הייתי רוצה (?:להתחיל|לשאול)|"
    r"רציתי לשאול|מאזינים|מאזינינו|הצופים)"
)
_ADDRESS: dict[Gender, float] = {"m": 1.0, "f": 3.0}
"""A man's form is also said to nobody in particular, so it tells less than a woman's."""
_ADDRESSED: dict[Gender, str] = {"m": "פונה אל גבר", "f": "פונה אל אישה"}
_WORD = re.compile(r"[א-ת]{2,}")
_ECHO_WORDS = 3
_LONG_QUESTION = 5
"""A question of fewer words may be a guest's too: ``לא, למה?``."""


@dataclass(frozen=True)
class Cue:
    """One sign of who speaks."""

    weight: float
    why: str


def paragraph_cues(text: str, host: Person, guest: Person, hosts: Sequence[Person]) -> list[Cue]:
    """What a paragraph tells by itself of who speaks it: its grammar, its words, its end."""
    cues = _own_gender_cues(text, host, guest) + _address_cues(text, guest, hosts)
    if _HOSTS_WORDS.search(text):
        cues.append(Cue(-1.0, "מילים של מנחה"))
    if _asks(text):
        cues.append(Cue(-0.7 if len(text.split()) > _LONG_QUESTION else -0.2, "מסתיים בשאלה"))
        if speaks_to_someone(text):
            cues.append(Cue(-1.0, "שאלה אל האורח" if guest.gender == "m" else "שאלה אל האורחת"))
    return cues


def change_cues(before: str, after: str) -> list[Cue]:
    """What speaks for a change of speaker between two paragraphs: a question, and how the second begins."""
    cues = []
    if _asks(before):
        cues.append(Cue(1.5, "תשובה לשאלה"))
    if _ANSWERS.match(after):
        cues.append(Cue(1.5, "פותח כתשובה"))
    elif _MID_SENTENCE.match(after):
        cues.append(Cue(1.0, "ממשיך את מילות השאלה"))
    if _echoes(before, after):
        cues.append(Cue(0.8, "חוזר על מילות השאלה"))
    return cues


def _own_gender_cues(text: str, host: Person, guest: Person) -> list[Cue]:
    said = of_oneself(text)
    why = {"m": "אומר על עצמו בלשון זכר", "f": "אומרת על עצמה בלשון נקבה"}
    if host.gender == guest.gender or said[guest.gender] == said[host.gender]:
        return []
    speaker, sign = (guest, 1) if said[guest.gender] > said[host.gender] else (host, -1)
    return [Cue(sign * 4.0, why[speaker.gender])]


def _address_cues(text: str, guest: Person, hosts: Sequence[Person]) -> list[Cue]:
    """Whom a paragraph is spoken to: nobody speaks to himself, and the guest is mostly spoken to by hosts."""
    said = to_one(text)
    other: Gender = "f" if guest.gender == "m" else "m"
    if said[other] and not said[guest.gender]:
        return [Cue(_ADDRESS[other], _ADDRESSED[other])]
    if said[guest.gender] and all(host.gender == other for host in hosts):
        return [Cue(-_ADDRESS[guest.gender], _ADDRESSED[guest.gender])]
    return [Cue(-0.8, "פונה אל האורח" if guest.gender == "m" else "פונה אל האורחת")] * speaks_to_someone(text)


def _asks(text: str) -> bool:
    return text.rstrip(f"\"' {MARKS}").endswith("?")


def _echoes(before: str, after: str) -> bool:
    """Whether a paragraph begins with a word that the one before ended with."""
    ending = set(_WORD.findall(before)[-_ECHO_WORDS:])
    return bool(ending.intersection(_WORD.findall(after)[:_ECHO_WORDS]))
