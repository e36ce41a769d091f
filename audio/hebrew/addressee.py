"""Whether a man or a woman is spoken to, and the words whose points tell which: לְךָ or לָךְ, אָמַרְתָּ or אָמַרְתְּ.

The letters are the same, and the model guesses word by word. The sentence often says it (אתה, את, תגידי);
where it does not, the paragraph may.
"""

import re
from collections.abc import Iterator

from audio.hebrew.letters import DAGESH, HIRIQ, PATAH, QAMATS, SEGOL, SHVA, TSERE
from audio.hebrew.word_list import WordList, bare

_PARAGRAPH_END = re.compile("\n")
_SENTENCE_END = re.compile("[.?!\n]")
_CONJUNCTION = "(?:ו?כ?ש|ו)?"
_HE = re.compile(f"{_CONJUNCTION}אתה")
_SHE = re.compile(f"{_CONJUNCTION}את")
_SHE_POINTED = f"א{PATAH}ת{DAGESH}{SHVA}"
# What is said to a woman only: the future and the imperative of the commonest verbs.
_SAID_TO_HER = frozenset(
    (
        "תגידי תראי תשמעי תספרי תחשבי תדעי תוכלי תרצי תהיי תבואי תלכי תעשי תקחי תיקחי תתני תנסי תדאגי תשכחי "
        "תזכרי תשאלי תעני תסבירי תביני תרגישי תרשי תאמרי תדברי תחכי תסלחי תמשיכי תתחילי תפסיקי תכתבי תקראי "
        "תצטרכי תסתכלי תגיעי תחזרי לבעלך תישארי תמצאי תאמיני תתארי תשבי תיכנסי תצאי תעזרי תשימי תזהרי "
        "תיזהרי תפחדי תוותרי תתייאשי תבחרי תעזבי תעברי בואי לכי קחי תני חכי הגידי הסבירי הקשיבי קומי שבי "
        "עזבי שימי הביאי דעי האמיני נסי הביטי הסתכלי זוזי רוצי עשי תרגעי תירגעי תשתקי תפתחי תסגרי תאכלי "
        "תשתי תישני תלבשי תכיני תנוחי תשלחי תתקשרי תנשמי תראיי תחייכי תצחקי"
    ).split()
)
# Called by name, between stops, a woman is spoken to.
_WOMEN = frozenset(
    (
        "תמר יעל מיכל נועה רונית אורית שרה רבקה רחל לאה חנה דינה דנה שירה מאיה הילה ענת עינת גלית סיגל "
        "אורנה ורד רותי רות אסתר נעמי דבורה מרים יהודית שולמית אפרת הדס הגר איילת ליאת לימור קרן שלומית "
        "יפעת נורית עדנה תמי רינה ציפורה אילנה רוני_ נילי אביגיל טליה דפנה חגית מירב מיטל סמדר עירית רחלי "
        "יפית גברתי יקירתי אחותי סבתא אימא אמא שולה ציפי מירי בתיה אביבה שושנה זהבה אורלי ליאורה תהילה "
        "רויטל קטיה נטשה אולגה מרינה סבינה"
    ).split()
)
_POINTED_TO_HER = frozenset(("סַפְּרִי", "שִׁמְעִי", "אִמְרִי"))
_LITTLE = {
    "שלך": ("שֶׁלְּךָ", "שֶׁלָּךְ"),
    "אותך": ("אוֹתְךָ", "אוֹתָךְ"),
    "איתך": ("אִיתְּךָ", "אִיתָּךְ"),
    "אתך": ("אִתְּךָ", "אִתָּךְ"),
    "לך": ("לְךָ", "לָךְ"),
    "בך": ("בְּךָ", "בָּךְ"),
}
"""Words that are to him and to her otherwise than the endings tell."""
_ENDINGS_TO_HER = (
    (re.compile(f"ת{DAGESH}{QAMATS}$"), f"ת{DAGESH}{SHVA}"),  # amarta
    (re.compile(f"(י|א)ת{QAMATS}$"), r"\1ת"),  # ra'ita, matsata
    (re.compile(f"{SHVA}ך{QAMATS}$"), f"{TSERE}ך{SHVA}"),  # da'atxa
    (re.compile(f"{SEGOL}יך{QAMATS}$"), f"{PATAH}י{HIRIQ}ך{SHVA}"),  # alexa
)
_ENDINGS_TO_HIM = (
    (re.compile(f"(?<=.{SHVA})ת{DAGESH}{SHVA}$"), f"ת{DAGESH}{QAMATS}"),
    (re.compile(f"{PATAH}י{HIRIQ}ך{SHVA}$"), f"{SEGOL}יך{QAMATS}"),
)
_PAST = re.compile(f"(?:ת{DAGESH}?[{QAMATS}{SHVA}]|[יא]ת)$")
_OF_THREE_LETTERS = re.compile("[א-ת][^ו][א-ת]ת")


def addressed(text: WordList) -> WordList:
    """The pointed text with each form of "you" as its sentence, or else its paragraph, has it."""
    words = list(text.words)
    hers = [_is_to_her(text, at) for at in range(len(words))]
    for paragraph in _runs(text, range(len(words)), _PARAGRAPH_END):
        said = {hers[at] for at in paragraph} - {None}
        usual = said.pop() if len(said) == 1 else None
        for sentence in _runs(text, paragraph, _SENTENCE_END) if said or usual is not None else ():
            nearest = next((hers[at] for at in sentence if hers[at] is not None), usual)
            for at in sentence:
                nearest = nearest if hers[at] is None else hers[at]
                if hers[at] is None and nearest is not None:
                    after_you = at > 0 and hers[at - 1] is not None and not text.parted_before(at)
                    words[at] = _said_to(words[at], nearest, after_you)
    return text.with_words(words)


def _is_to_her(text: WordList, at: int) -> bool | None:
    """Whether a word says that a woman is spoken to, or a man; None where it says neither."""
    word = text.words[at]
    plain = bare(word)
    if plain in _WOMEN and text.parted_before(at) and text.parted_before(at + 1):
        return True
    if _HE.fullmatch(plain):
        return False
    if plain in _SAID_TO_HER or word in _POINTED_TO_HER or (_SHE.fullmatch(plain) and _SHE_POINTED in word):
        return True
    return None


def _runs(text: WordList, words: range, end: re.Pattern[str]) -> Iterator[range]:
    """The words taken apart where such an end stands between two."""
    start = words.start
    for at in range(words.start + 1, words.stop + 1):
        if at == words.stop or end.search(text.gaps[at]):
            yield range(start, at)
            start = at


def _said_to(word: str, to_her: bool, after_you: bool) -> str:
    plain = bare(word)
    if not plain.endswith(("ת", "ך")):
        return word
    for little, (to_him, to_woman) in _LITTLE.items():
        if plain.endswith(little) and plain[: -len(little)] in ("", "ו", "ש", "וש", "כש"):
            lead = word[: len(word) - len(_tail(word, len(little)))]
            return lead + (to_woman if to_her else to_him)
    if after_you and _OF_THREE_LETTERS.fullmatch(plain) and not _PAST.search(word):
        word = _past_of_three_letters(plain)
    for ending, said in _ENDINGS_TO_HER if to_her else _ENDINGS_TO_HIM:
        if ending.search(word):
            return ending.sub(said, word)
    return word


def _tail(word: str, letters: int) -> str:
    """The last so many letters of a word with their marks."""
    starts = [at for at, character in enumerate(word) if "א" <= character <= "ת"]
    return word[starts[-letters] :]


def _past_of_three_letters(plain: str) -> str:
    """What stands after "you" and ends in ת, as the simple past: כָּתַבְתָּ, רָאִיתָ, מָצָאתָ."""
    first, middle, last = plain[0], plain[1], plain[2]
    hard = DAGESH if first in "בגדכפת" else ""
    dot = "\u05c1"
    start = first + hard + (dot if first == "ש" else "") + QAMATS + middle + (dot if middle == "ש" else "")
    if last == "י":
        return f"{start}{HIRIQ}ית{QAMATS}"
    if last == "א":
        return f"{start}{QAMATS}את{QAMATS}"
    return f"{start}{PATAH}{last}{dot if last == 'ש' else ''}{SHVA}ת{DAGESH}{QAMATS}"
