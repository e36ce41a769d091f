"""The words by which labels are told from other things that end in a colon."""

from player.transcript.model import Role

_HOST_ROLES = (
    'מנחה המנחה מראיין מראיינת המראיין המראיינת שואל שואלת שאלה ש מגיש מגישה היו"ר יו"ר מורה המורה '
    "קהל תלמיד תלמידה תלמידים סטודנט סטודנטית קריאה קריאות משתתף משתתפת"
)
# Those who ask from the floor are hosts: the guest is the one who answers.
_GUEST_ROLES = "אורח אורחת האורח האורחת מרואיין מרואיינת המרואיין המרואיינת תשובה ת שר השר שרת השרה העד העדה"
_NARRATOR_ROLES = "קריין קריינית הקריין הקריינית"

ROLES: dict[str, Role] = {
    **dict.fromkeys(_HOST_ROLES.split(), "host"),
    **dict.fromkeys(_GUEST_ROLES.split(), "guest"),
    **dict.fromkeys(_NARRATOR_ROLES.split(), "narrator"),
}
"""Labels that are a role, or the letter that is short for one."""

ROLE_STARTS = frozenset(
    """
מנחה המנחה היו"ר יו"ר שר השר שרת השרה תלמיד תלמידה העד העדה קריין קריינית
""".split()
)
"""Roles that a name may follow: ``היו"ר רות לביא``."""

QUESTION_LETTERS = {"ש": "שאלה", "ת": "תשובה"}
"""What a label of one letter stands for."""

MALE_HONORIFICS = frozenset(
    """
הרב רב מר אדון האדון השר הרבי רבי האב השופט היועץ
""".split()
)
FEMALE_HONORIFICS = frozenset(
    """
הרבנית רבנית גברת הגברת גב' גב׳ השרה האחות השופטת היועצת
""".split()
)
HONORIFICS = (
    MALE_HONORIFICS
    | FEMALE_HONORIFICS
    | frozenset(
        """
ד"ר דר' פרופ' פרופ׳ פרופסור דוקטור עו"ד רו"ח אינג' חה"כ ח"כ אל"מ סא"ל תא"ל
""".split()
    )
)

FACT_KEYS = frozenset(
    (
        *"""
בהנחיית בהגשת מנחים מנחות מגישים משתתפים בהשתתפות נוכחים נכחו תאריך מועד שעה מקום נושא הנושא
""".split(),
        *"""
עריכה עורך עורכת תמלול תמלל תמללה הקלטה צילום הפקה כותרת סדרה תוכנית תכנית פרק שיחה שיעור מקור
""".split(),
        *"""
קובץ הערה הערות גרסה גירסה טיוטה תקציר מוזמנים חברים קצרנית רישום ייעוץ
""".split(),
        *("סדר היום", "סדר יום", "חברי הוועדה", "מנהל הוועדה", "מנהלת הוועדה", "תאריך שידור", "על הפרק"),
    )
)
"""What a title block or a protocol's head says of itself; never a speaker."""

NOT_LABELS = frozenset(
    (
        *"""
חז"ל כלומר למשל לדוגמה לדוגמא דוגמה לסיכום בקיצור מסקנה ובכן אגב נזכיר לכן אולם אבל אז שנית
""".split(),
        *"""
ראשית קודם ולבסוף לבסוף בנוסף ציטוט המשך תוצאה סיבה בעיה פתרון זכרו הבהרה תזכורת
""".split(),
        *("שימו לב", "נקודה חשובה", "במילים אחרות", "בסופו של דבר", "הווה אומר", "מצד אחד", "מצד שני"),
    )
)
"""Heads of sentences that look like a name before a colon."""

NEVER_IN_A_NAME = frozenset(
    (
        *"""
אני אתה את הוא היא אנחנו אתם אתן הם הן זה זאת זו אלה אלו כך ככה כזה הזה הזאת האלה
""".split(),
        *"""
של על אל עם מן לפי בין כי אם או גם רק אך לא כן יש אין היה הייתה היו יהיה תהיה להיות
""".split(),
        *"""
אומר אומרת אומרים אמר אמרה אמרו אמרנו אמרתי ואמר ואומר לומר להגיד יאמר נאמר ונאמר שנאמר
""".split(),
        *"""
כותב כותבת כתב כתבה כתבו כתוב כתובה שכתוב וכותב ענה ענתה השיב השיבה הסביר הסבירה שאל
""".split(),
        *"""
מה מי איך למה מדוע מתי איפה היכן כמה האם איזה איזו אשר בזה לזה מזה לי לו לה לנו להם
""".split(),
        *"""
הנה והנה היום מחר אתמול עכשיו תמיד פעם שוב ועוד עוד כל הכל הכול דבר הדבר דברים השאלה התשובה
""".split(),
    )
)
"""Words that no person's label holds."""
