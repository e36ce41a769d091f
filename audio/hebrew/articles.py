"""Whether ב, כ or ל before a noun stand for the article too, where the next word tells.

בבית הזה is בַּבַּיִת, for what describes it has the article; בבית אחד is בְּבַיִת. Elsewhere the model's guess stays.
"""

import re

from audio.hebrew.letters import HIRIQ, PATAH, QAMATS
from audio.hebrew.pointed import Letter, read_letters
from audio.hebrew.prefixes import prefix_lengths, with_article, without_article
from audio.hebrew.word_list import WordList, bare

_DESCRIBES_THE_NOUN = re.compile(
    "ה(?:זה|זאת|זו|אלה|אלו|הוא|היא|הם|הן|ראשון|ראשונה|שני|שנייה|שלישית?|רביעית?|חמישית?|אחרון|אחרונה|בא|באה"
    "|קרובה?|קרובים|קרובות|נוכחית?|גדולה?|גדולים|גדולות|קטנה?|קטנים|קטנות|חדשה?|חדשים|חדשות|ישנה?|אחרת?|אחרים|אחרות"
    "|נכונה?|מתאימה?|טובה?|טובים|טובות|יפה|יפים|יפות|מיוחדת?|עתיקה?|רחוקה?|קודמת?)"
)
_DESCRIBES_A_NOUN = re.compile(
    "אחד|אחת|כלשהו|כלשהי|מסוים|מסוימת|מסויים|מסויימת|כזה|כזאת|כזו|כאלה|נוסף|נוספת|אחר|אחרת|אחרים|אחרות|רם"
    "|חדש|חדשה|שונה"
)
# Nouns and little words whose own first letter is a ב, כ or ל and looks like a prefix.
_NO_PREFIX = re.compile(
    "(?:ו?כ?ש|ו)?(?:לפני|בין|בתוך|כל|בלי|בגלל|לגבי|כמו|למרות|ליד|לאורך|במשך|בזכות|לעומת|באמצעות|כלפי|לקראת|לאחר"
    "|בעקבות|כאשר|כולם|לזה|בזה|לכל|בכל|כדור|כדורים|בלון|כפית|כף|כלה|ברכה|בדיחה|לפיד|כיתה|כתה|בקשה|כביסה|בעיה|בשורה|בת|בן"
    "|ברוך|ברוכה|במאה|במאות|למאה|כמאה)"
)
_CONJUNCTION = re.compile("(?:ו?כ?ש|ו)?")


def with_articles(text: WordList) -> WordList:
    """The pointed text; where the next word tells of an article in ב, כ or ל, as it tells."""
    words = list(text.words)
    for at, word in enumerate(words):
        following = "" if text.parted_before(at + 1) else bare(words[at + 1])
        words[at] = _settled(word, following)
    return text.with_words(words)


def _settled(word: str, following: str) -> str:
    plain = bare(word)
    letters = read_letters(word)
    prefixes = next((n for n in prefix_lengths(letters) if n and letters[n - 1].name in "בכל"), 0)
    if not prefixes or _NO_PREFIX.fullmatch(plain) or not _CONJUNCTION.fullmatch(plain[: prefixes - 1]):
        return word
    if _DESCRIBES_A_NOUN.fullmatch(following):
        heard = _has_article(letters, prefixes)
        return without_article(word, prefixes, word[letters[prefixes].offset :]) if heard else word
    described = _DESCRIBES_THE_NOUN.fullmatch(following) and not plain.endswith(("ו", "ך"))
    if described or _is_doubled_yod(letters, prefixes):
        return word if _has_article(letters, prefixes) else with_article(word, prefixes)
    return word


def _has_article(letters: tuple[Letter, ...], prefixes: int) -> bool:
    prefix, first = letters[prefixes - 1], letters[prefixes]
    return (PATAH in prefix.marks and first.dagesh) or (QAMATS in prefix.marks and first.name in "אער")


def _is_doubled_yod(letters: tuple[Letter, ...], prefixes: int) -> bool:
    """Whether the model wrote לִיּ, half לַיְּ and half לִי."""
    prefix, first = letters[prefixes - 1], letters[prefixes]
    return HIRIQ in prefix.marks and first.name == "י" and first.dagesh and not first.vowel
