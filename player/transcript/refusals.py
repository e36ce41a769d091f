"""Why a document is refused, each reason one sentence in Hebrew and in English that says what to do."""

from player.errors import BadTranscript


def no_such_file(path: object) -> BadTranscript:
    return BadTranscript(
        f"אין קובץ כזה: {path}; בדקו את השם ואת התיקייה",
        f"there is no such file: {path}; check its name and folder",
    )


def is_folder(path: object) -> BadTranscript:
    return BadTranscript(
        f"{path} היא תיקייה; בחרו קובץ תמליל אחד שבתוכה",
        f"{path} is a folder; choose one transcript file inside it",
    )


def not_permitted(path: object) -> BadTranscript:
    return BadTranscript(
        f"אין הרשאה לקרוא את {path}; תקנו את ההרשאות של הקובץ או העתיקו אותו לתיקייה שלכם",
        f"reading {path} is not permitted; change its permissions or copy it to a folder of yours",
    )


def too_big(name: str, limit_mb: int) -> BadTranscript:
    return BadTranscript(
        f"הקובץ {name} גדול מדי לתמליל; הגודל המרבי הוא {limit_mb} מגה־בייט, חלקו אותו לכמה קבצים",
        f"{name} is too big for a transcript; the limit is {limit_mb} MB, split it into several files",
    )


def other_format(name: str) -> BadTranscript:
    return BadTranscript(
        f"{name} אינו קובץ של תמליל; שמרו אותו כטקסט (txt), כמסמך Word (docx) או ככתוביות (srt, vtt)",
        f"{name} is of another kind; save it as text (.txt), Word (.docx) or subtitles (.srt, .vtt)",
    )


def old_or_locked_word(name: str) -> BadTranscript:
    return BadTranscript(
        f"הקובץ {name} מוגן בסיסמה או נכתב ב־Word ישן; פתחו אותו, הסירו את הסיסמה ושמרו אותו כ־docx",
        f"{name} has a password or is of an old Word; open it, remove the password and save it as .docx",
    )


def not_word(name: str) -> BadTranscript:
    return BadTranscript(
        f"הקובץ {name} פגום או אינו מסמך Word; פתחו אותו ב־Word ושמרו אותו מחדש כ־docx",
        f"{name} is damaged or no Word document; open it in Word and save it again as .docx",
    )


def unpacks_to_too_much(name: str, limit_mb: int) -> BadTranscript:
    return BadTranscript(
        f"המסמך {name} גדול מדי לתמליל: יותר מ־{limit_mb} מגה־בייט כשהוא פרוש; שמרו רק את הטקסט שלו (txt)",
        f"{name} is too big for a transcript: more than {limit_mb} MB unpacked; save its text alone (.txt)",
    )


def no_cues(name: str) -> BadTranscript:
    return BadTranscript(
        f"אין ב־{name} כתוביות עם זמנים; שמרו אותו ככתוביות (srt, vtt), או כטקסט (txt) אם הוא תמליל",
        f"{name} holds no subtitles with times; save it as .srt or .vtt, or as .txt if it is a transcript",
    )


def not_a_timeline(name: str) -> BadTranscript:
    return BadTranscript(
        f"{name} אינו ציר זמן של קריין; בחרו קובץ שנכתב בפקודה karyan export EPISODE --format json",
        f"{name} is no timeline of Karyan's; choose a file that karyan export EPISODE --format json wrote",
    )


def empty(name: str) -> BadTranscript:
    return BadTranscript(
        f"הקובץ {name} ריק; בחרו קובץ שיש בו תמליל",
        f"{name} is empty; choose a file that holds a transcript",
    )


def binary(name: str) -> BadTranscript:
    return BadTranscript(
        f"הקובץ {name} אינו טקסט אלא קובץ בינארי; שמרו את התמליל כטקסט (txt) או כמסמך Word (docx)",
        f"{name} is a binary file, not text; save the transcript as text (.txt) or Word (.docx)",
    )


def unreadable(name: str) -> BadTranscript:
    return BadTranscript(
        f"קידוד האותיות של {name} אינו מוכר; שמרו אותו מחדש בקידוד UTF-8",
        f"the encoding of {name} is not known; save it again as UTF-8",
    )


def not_hebrew(name: str) -> BadTranscript:
    return BadTranscript(
        f"התמליל {name} אינו בעברית; קריין מקריא שיחות בעברית בלבד, בחרו תמליל אחר",
        f"{name} is not in Hebrew; Karyan narrates Hebrew conversations only, choose another transcript",
    )


def no_speech(name: str) -> BadTranscript:
    return BadTranscript(
        f"אין בתמליל {name} דברים להקריא, רק כותרת או הערות; הוסיפו את דברי הדוברים",
        f"{name} holds no speech, only a title or notes; add what the speakers say",
    )
