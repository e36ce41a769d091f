"""The nouns that numbers count: their gender, whether they are definite, and their forms for one and two."""

from hebrew_num2words import NOUN_GENDER, noun_gender

from audio.hebrew.around import Around, is_one_of
from audio.hebrew.cardinals import Grammar

# Plurals whose ending belies their gender, and nouns that are counted in the singular.
_MASCULINE = frozenset("""
    שולחנות מקומות לילות קולות חלומות רחובות אבות שמות לוחות קירות שבועות רעיונות חלונות דורות מקורות
    יסודות כוחות עולמות דיברות דברות אוצרות ארמונות זיכרונות זכרונות יתרונות חסרונות פתרונות עקרונות
    גיליונות ניסיונות נסיונות כישרונות ארונות שטרות צבאות מזונות חשבונות מקלות נהרות סודות סולמות שופרות
    שדות כיסאות מוסדות מחוזות אילנות גגות בורות גורלות דמיונות דוחות זוגות חזיונות כינורות לבבות מאורות
    מוחות מזלות מטבעות מעיינות משקאות נרות עורות עופות עיתונות עפרונות ראיונות קורבנות קרבנות קצוות
    ביטחונות אסונות ימות מעמדות מקוואות מקרות תארות וילונות שיגעונות שלטונות תיאבונות ייסורים מחנות מבואות
    מצוקים עצים נכסים סכינים גרביים מכנסיים משקפיים אופניים שמיים מים פנים צהריים איש אחוז אלף אלפים מאיון
    מיליון מיליארד טריליון שקל דולר אירו יורו קילו קילוגרם גרם טון ליטר מטר סנטימטר מילימטר קילומטר דונם
    וולט ואט אמפר מייל יום חודש שבוע ילד בן ספר אדם עמודים חברי בני ימי חודשי ספרי חומשי תלמידי ילדי פרקי
    סוגי מיני כלי רבעי שבטי שירי ראשי מטרי אנשי חלקי צדדי שלבי סדרי דולרים ₪ $ € £ % ש"ח ק"ג ק"מ ס"מ מ"מ
    מ"ר מ"ל מ"ג מ"ק קמ"ש מ' ג' ח"כים מ² מ³ ק"מ² ס"מ² km kg cm mm gb mb ml
""".split())  # fmt: skip
_FEMININE = frozenset("""
    שנים נשים מילים מלים ביצים דבורים תאנים פעמים אבנים ערים דרכים יונים חיטים שעורים עדשים ציפורניים
    נמלים ציפורים גחלים עיזים צפרדעים תולעים נעליים ידיים רגליים אוזניים עיניים שיניים כתפיים ברכיים
    שפתיים כפיים לחיים ירכיים קרניים כנפיים שנה שעה דקה שנייה פעם מעלה מעלות מאות בת אישה נפש יד עין אגורה
    אגורות קומה יחידה מילה שורה רבבות ° שנות בנות שעות דקות
""".split())  # fmt: skip
# Words that begin with he of their own: "3 הורים" is not "the".
_NOT_DEFINITE = frozenset("""
    הרים הורים הסברים הבדלים הישגים היבטים הרגלים הסכמים הליכים הקשרים היתרים החזרים הפסדים הרוגים הדים
    הפכים הודים הונגרים הולנדים היסטוריונים הריונות הצגות הרצאות הצעות הופעות החלטות הודעות המצאות הוראות
    הנחות הפגנות הפסקות הלכות הבטחות הכנסות הוצאות הגדרות הערות הזדמנויות השפעות התקפות
""".split())  # fmt: skip
_NO_NOUNS = frozenset("""
    להיות לעשות לראות לקנות לבנות לשנות לנסות לחיות לחכות לגלות לזכות לענות לבחור לפנות למנות לעלות לבלות
    רבות אליו עליו אחריו לפניו עכשיו אחרים בעצמות פחות לפחות יותר היות אודות עדות ברצינות בקלות במהירות
    לעתים לפעמים בינתיים כמות מות עוד בערך בדיוק מדי יהיו תהיו שיהיו ויהיו יחיו שהיו והיו ועליו שעליו
    מעליו יחדיו מאליו בעקבותיו אליי עליי אליהם עליהם אליהן עליהן לפניהם אחריהם ביניהם ביניהן ביניים
""".split())  # fmt: skip
_OWNED = ("יהם", "יהן", "ייך", "יכם", "ינו", "יי", "יו", "יה", "יך")
# The others end many words that are no plurals: היינו, שנייה.
_SURELY_OWNED = frozenset(("יהם", "יהן", "יי", "יו"))
# "בשעה" after a number is not what it counts.
_LITTLE_WORDS = frozenset("בכלמשו")
_ONE = {
    "שעות": "שעה", "שנים": "שנה", "ימים": "יום", "חודשים": "חודש", "שבועות": "שבוע", "שקלים": "שקל",
    "אחוזים": "אחוז", "כוסות": "כוס", "כפות": "כף", "כפיות": "כפית", "דקות": "דקה", "מטרים": "מטר",
    "ליטרים": "ליטר", "דולרים": "דולר", "מעלות": "מעלה", 'ק"מ': "קילומטר", 'ק"ג': "קילוגרם",
    'ס"מ': "סנטימטר", 'מ"ר': "מטר רבוע", "מ'": "מטר",
}  # fmt: skip
_TWO = {
    "פעמים": "פעמיים", "ימים": "יומיים", "שעות": "שעתיים", "שנים": "שנתיים", "שבועות": "שבועיים",
    "חודשים": "חודשיים",
}  # fmt: skip
_COUNTED_ALONE = frozenset(
    """
    ילד ילדה בן בת יום שנה שעה דקה חודש שבוע איש אישה אדם פעם שקל אחוז דולר מטר ליטר קילו קילומטר מיליון
    מיליארד ספר מילה אות מקום דבר נקודה עמוד צד חבר חברה תלמיד תלמידה כוס כף כפית
""".split()
)
# Numbers on both sides of these count the same thing: "3 או 4 ילדים", "בין 3 ל-5 ילדים".
_LINKS = frozenset("או עד מתוך מכל ועד עבור לבין".split())
_MASCULINE_HEADS = frozenset("לילה בית מוות צוות זית מקרה מעשה מחזה שדה מבנה מחנה מטה מופת סבא".split())
_FEMININE_HEADS = frozenset("""
    עיר ארץ דרך פעם רגל יד רוח נפש עין אבן כוס באר אליזבת קתרינה מרי יקטרינה ויקטוריה איזבל איזבלה מרגרט
    קליאופטרה מריה אנה קריסטינה מרגרטה וילהלמינה יוליאנה
""".split())  # fmt: skip
_MASCULINE_COMPOUNDS = frozenset("יום חג כנס ליל מזמור משחק סיבוב קונגרס פסטיבל".split())


def counted_gender(around: Around) -> Grammar | None:
    """The gender of what a number counts, by the words after it; None where they count nothing."""
    for word in around.after:
        if word in _LINKS or word[-1:].isdecimal():
            continue
        return gender_of_counted(word)
    return None


def gender_of_counted(noun: str) -> Grammar | None:
    """The gender of a noun as it stands after a number, mostly in the plural; None for another word.

    >>> gender_of_counted("שולחנות"), gender_of_counted("שנותיי"), gender_of_counted("הלך")
    ('m', 'f', None)
    """
    if noun in _NO_NOUNS:
        return None
    bare = noun[1:] if noun.startswith("ה") and noun not in _NOT_DEFINITE else noun.lower()
    if bare in _MASCULINE or bare in _FEMININE:
        return "m" if bare in _MASCULINE else "f"
    if stem := _owned(noun):
        return gender_of_counted(stem) if stem.endswith("ות") else _gender_of_owned(stem)
    if noun[:1] in _LITTLE_WORDS and noun[1:] in NOUN_GENDER and noun not in NOUN_GENDER:
        return None
    known = noun_gender(noun)
    return known if known in ("m", "f") else None


def is_definite(around: Around) -> bool:
    """Whether what a number counts is definite: "3 האחים", "4 בניו", "7 ימי השבוע"."""
    noun = around.next
    if noun.startswith("ה") and noun not in _NOT_DEFINITE:
        return True
    of_the = noun.endswith("י") and len(around.after) > 1 and around.after[1].startswith("ה")
    return of_the or bool(_owned(noun))


def one_of(noun: str) -> str:
    """The noun as it follows one and a half, or ""; "שעה" for "שעות"."""
    return _ONE.get(noun, noun if noun in _COUNTED_ALONE else "")


def two_of(noun: str) -> str:
    """The noun's own form for two, or "": "יומיים" for "ימים"."""
    return _TWO.get(noun, "")


def head_gender(before: tuple[str, ...]) -> Grammar:
    """The gender of the noun that an ordinal follows: the f of "המאה ה-19", the m of "יום העצמאות ה-75"."""
    if len(before) > 1:
        first = before[-2]
        if is_one_of(first, _MASCULINE_COMPOUNDS):
            return "m"
        if first.endswith("ת") and before[-1].startswith("ה") and not is_one_of(first, _MASCULINE_HEADS):
            return "f"
    noun = before[-1] if before else ""
    if is_one_of(noun, _FEMININE_HEADS):
        return "f"
    return "f" if noun.endswith(("ה", "ת")) and not is_one_of(noun, _MASCULINE_HEADS) else "m"


def _owned(noun: str) -> str:
    """A plural without the ending of its owner, "שנות" of "שנותיי" and "בנ" of "בניו"; or ""."""
    if noun in _NO_NOUNS:
        return ""
    for ending in _OWNED:
        stem = noun.removesuffix(ending)
        if stem != noun and len(stem) > 1 and (ending in _SURELY_OWNED or stem.endswith("ות")):
            return stem
    return ""


def _gender_of_owned(stem: str) -> Grammar:
    return "f" if {stem + "ים", stem + "יים"} & _FEMININE else "m"
