"""Cues of whose an unlabelled paragraph is, each with its weight and a reason that people can read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.speech import Gender
from player.transcript.grammar import Form, Grammar
from player.transcript.marks import MARKS
from player.transcript.people import Person, Said
from player.transcript.quotations import is_quotation
from player.transcript.vocatives import called_by
from player.transcript.weights import WEIGHTS

_START = rf"^[\s\"'“„(\-–—{MARKS}]*"
_END = r"(?![א-ת])"
_ANSWERS = re.compile(
    rf"{_START}(?:כן|לא|נכון|בדיוק|בוודאי|בודאי|בטח|ודאי|כמובן|בהחלט|אמת|שאלה טובה|תודה|האמת|ברצינות|שום דבר"
    rf"|כלום|לגמרי|בערך|חס וחלילה|חלילה|תלוי|בשמחה|קודם כול|קודם כל|אוי|אה|אהה|שאלה מצוינת|אין דבר כזה){_END}"
)
_MAYBE_ANSWERS = re.compile(
    rf"{_START}(?:את אומרת|אתה אומר|תראה|תראי|תראו|תשמע|תשמעי|אז|נו|אולי|יש|אין|הנה|לפעמים|אפשר|"
    rf"הכול|מעט|הרבה|טוב|דווקא|פעם|אני חושבת?|אני לא){_END}"
)
_AS_YOU = re.compile(rf"{_START}(?:גם|אף) (?:אני|לי|אצלי|אצלנו|אותי|אנחנו|לנו|שלי|בי){_END}")
_MID_SENTENCE = re.compile(
    rf"{_START}(?:ש(?:אנחנו|אני|הוא|היא|הם|הן|זה|זו|זאת|יש|אין|לא|כל|אם|אי|אפשר|צריך|אתה|את|מי|אף|רק|גם)|כי|"
    rf"מפני ש[א-ת]+|בגלל|כדי|על ידי|בעזרת|מתוך|עד ש[א-ת]+|בזכות|למרות|אלא|או|ב?זה ש[א-ת]+|מתי ש[א-ת]+){_END}"
)
_GOES_ON = re.compile(
    rf"{_START}(?:ו(?:אז|מאז|עכשיו|היום|לכן|כך|כש[א-ת]+|בסוף|ב[א-ת]+|אני|הוא|היא|הם|זה|גם|עוד|חוץ|לא|יש|אין|כל|רק|מה|מי)|"
    rf"אחר כך|בסוף|פעם אחת|יום אחד|מאז|לכן|אבל|עד היום|חוץ מזה){_END}"
)
_OPENINGS = (
    ("opens_as_answer", _ANSWERS, "פותח כתשובה"),
    ("as_you", _AS_YOU, "משיב על דברי המנחה"),
    ("mid_sentence", _MID_SENTENCE, "ממשיך את מילות השאלה"),
    ("opens_maybe_as_answer", _MAYBE_ANSWERS, "פותח כתשובה"),
    ("goes_on", _GOES_ON, ""),
)
"""How a paragraph may begin after another's words: kind of cue, form, reason."""
_HOSTS_WORDS = re.compile(
    r"(?<![א-ת])(?:נדבר|נרצה|נשאל|נברר|נשמע מ|אורח שלנו|אורחת שלנו|האורח|האורחת|באולפן|"
    r"בתוכנית הזאת|בשיחה הזאת|ברוך הבא|ברוכה הבאה|ברוכים הבאים|היינו רוצים|הייתי רוצה (?:להתחיל|לשאול)|"
    r"(?:רציתי|רוצה|ברשותך) (?:לשאול|להקריא)|מאזינים|מאזינינו|המאזינות|הצופים|לשומעים|השאלה שלי|אני שואלת? |"
    r"לפני (?:ה)?סיום|שאלה אחרונה|שאלה אחת|נעבור ל|נתקדם|בוא נתחיל|בואי נתחיל|בואו נתחיל|לקריאת|אקרא לכם)"
)
_CLOSING_WORDS = re.compile(
    r"(?<![א-ת])(?:נסיים כאן|נעצור כאן|תודה ל(?!ך)[א-ת]+|תודה לכם|תודה לכן|שהייתם איתנו|שהאזנתם|בשבוע הבא|"
    r"להתראות|עד כאן|זמננו תם|נגמר הזמן|תודה שבאת|תודה שהיית)"
)
_ADDRESSED: dict[Gender, str] = {"m": "פונה אל גבר", "f": "פונה אל אישה"}
_SPEAKER: dict[Gender, str] = {"m": "גבר", "f": "אישה"}
_WORD = re.compile(r"[א-ת]{2,}")
_ECHO_WORDS = 3
_ECHO_END_WORDS = 6
_EVERYDAY = frozenset(
    "את של על אני הוא היא זה לא כן יש אין מה עם גם כל אבל אז הם אנחנו שלי שלך היה הייתה מן אל כי או".split()
)
_SHORT_QUESTION = 7
_LONG_QUESTION = 5
"""A question of fewer words may be a guest's too: ``לא, למה?``."""


@dataclass(frozen=True)
class Cue:
    """One sign of who speaks."""

    kind: str
    """Its row in the table of weights."""
    why: str = ""
    count: float = 1.0

    @property
    def weight(self) -> float:
        """Natural logarithm of odds: positive speaks for the guest."""
        return WEIGHTS[self.kind] * self.count


@dataclass(frozen=True)
class Sides:
    """Between whom a run's paragraphs are divided."""

    host: Person
    guest: Person
    hosts_genders: frozenset[Gender]
    """Those of everybody with a label."""
    host_called: frozenset[str]
    """Words with which the host may be called."""
    guest_called: frozenset[str]
    host_gender: Gender | None
    """None of those who ask from the floor, where one label stands for different people."""
    floor: bool
    """Whether the labelled paragraph is from the floor: then the guest leads the conversation."""


def paragraph_cues(said: Said, sides: Sides) -> list[Cue]:
    """What a paragraph tells by itself of who speaks it: its grammar, whom it calls, its words, its end."""
    cues = [*_own_gender_cues(said.grammar, sides), *_address_cues(said.grammar, sides)]
    if called := called_by(said.grammar.own, sides.guest_called):
        cues.append(Cue("calls_guest", f'"{called}" – פונה אל האורח בשמו'))
    elif called := called_by(said.grammar.own, sides.host_called):
        cues.append(Cue("calls_host", f'"{called}" – פונה אל המנחה בשמו'))
    cues += _word_cues(said, sides)
    return cues


def change_cues(before: Said, after: Said) -> Iterator[Cue]:
    """What speaks for a change of speaker between two paragraphs, or against it."""
    yield from going_on_cues(before, after)
    if before.asks:
        yield Cue("after_question", "תשובה לשאלה")
    for kind, form, why in _OPENINGS:
        if match := form.match(after.text):
            yield Cue(kind, f'"{_bare(match[0])}" – {why}' if why else "")
            break
    if after.asks and not before.asks and len(after.text.split()) <= _SHORT_QUESTION:
        yield Cue("asks_back", "שאלה של מי שמקשיב")
    if echo := _echo(before.text, after.text):
        yield Cue("echo", f'"{echo}" – חוזר על מילות השאלה')


def going_on_cues(before: Said, after: Said) -> Iterator[Cue]:
    """What speaks for one speaker in both of two paragraphs: the second is what the first announced."""
    announced = before.text.rstrip(f" {MARKS}").endswith(":")
    if is_quotation(after.grammar.own):
        reading = announced or is_quotation(before.grammar.own)
        yield Cue("goes_on_reading" if reading else "goes_on_quoting", "קטע שנקרא")
    elif announced:
        yield Cue("after_colon", "ממשיך אחרי נקודתיים")


def _own_gender_cues(grammar: Grammar, sides: Sides) -> Iterator[Cue]:
    balance = grammar.balance_of_oneself()
    gender: Gender = "f" if balance > 0 else "m"
    if not balance or sides.host_gender == sides.guest.gender:
        return
    if sides.host_gender is None and gender == sides.guest.gender:
        return
    kind = "guests_gender" if gender == sides.guest.gender else "hosts_gender"
    yield Cue(kind, f"{_quoted(grammar.of_oneself, gender)} – {_SPEAKER[gender]}")


def _address_cues(grammar: Grammar, sides: Sides) -> Iterator[Cue]:
    """Whom a paragraph is spoken to: nobody speaks to himself, and the guest is mostly spoken to by hosts."""
    guest = sides.guest.gender
    other: Gender = "f" if guest == "m" else "m"
    said = {form.gender for form in grammar.to_one}
    if said == {other}:
        kind = "to_host_woman" if other == "f" else "to_host_man"
        yield Cue(kind, f"{_quoted(grammar.to_one, other)} – {_ADDRESSED[other]}")
    elif guest in said and sides.hosts_genders <= {other}:
        kind = "to_guest_woman" if guest == "f" else "to_guest_man"
        yield Cue(kind, f"{_quoted(grammar.to_one, guest)} – {_ADDRESSED[guest]}")
    elif grammar.to_someone:
        whom = "האורח" if guest == "m" else "האורחת"
        yield Cue("to_someone", f'"{grammar.to_someone}" – פונה אל {whom}')


def _word_cues(said: Said, sides: Sides) -> Iterator[Cue]:
    own = said.grammar.own
    if not sides.floor and (match := _HOSTS_WORDS.search(own)):
        yield Cue("hosts_words", f'"{match[0].strip()}" – מילים של מנחה')
    if not sides.floor and (match := _CLOSING_WORDS.search(own)):
        yield Cue("closing_words", f'"{match[0]}" – מילות סיום של מנחה')
    if said.asks:
        long = len(said.text.split()) > _LONG_QUESTION
        yield Cue("long_question" if long else "short_question", "מסתיים בשאלה")
        if said.grammar.to_someone:
            whom = "האורח" if sides.guest.gender == "m" else "האורחת"
            yield Cue("question_to_someone", f'"{said.grammar.to_someone}" – שאלה אל {whom}')


def _quoted(forms: Sequence[Form], gender: Gender) -> str:
    """The first form of that gender, as it is written."""
    return next(f'"{form.words}"' for form in forms if form.gender == gender)


def _bare(text: str) -> str:
    return text.strip(f" \"'“„(-–—{MARKS}")


def _echo(before: str, after: str) -> str:
    """The word with which a paragraph begins and the one before ended, "" if there is none."""
    # However long a paragraph is, its last and first words stand in its ends.
    ending = set(_WORD.findall(before[-100:])[-_ECHO_END_WORDS:]) - _EVERYDAY
    return next((word for word in _WORD.findall(after[:80])[:_ECHO_WORDS] if word in ending), "")
