"""Names and text as they are shown: a speaker's mark, and what would jump beside Hebrew isolated."""

import re

from markupsafe import Markup, escape

from player.storage import MB

# A sign before or after a Latin run or a number takes the direction of the Hebrew around it and jumps to the
# run's other side: "C++" is shown as "++C". Runs without such signs are left to the bidirectional algorithm.
_JUMPING = re.compile(
    r"(?<!\w)[@#.+]+[A-Za-z][\w.+#@/:&-]*"  # .NET, @name
    r"|[A-Za-z][\w.+#@/:&-]*[+#/&]"  # C++, https://…/
    r"|(?<!\S)[-+−]\d[\d.,]*\d?%?",  # −5
    re.ASCII,
)
_MAY_JUMP = re.compile(r"[A-Za-z+−]|-\d")
# In a line that runs from left to right: words of Hebrew and what stands between them, but not an arrow from
# one to another, beside which they would change places.
_HEBREW = re.compile(r"""[֐-׿](?:(?:[^→:"A-Za-z]|(?<=[֐-׿])"(?=[֐-׿]))*[֐-׿])?""")
_TITLE = re.compile(r"""ה?(רב|רבי|גב'|גב׳|מר|ד["״]ר|פרופ['׳]|פרופסור|עו["״]ד|ח["״]כ|שר|שרה)""")


def initial(name: str) -> str:
    """The letter in a speaker's mark.

    >>> initial('ד"ר יעל כהן')
    'י'
    """
    words = [word for word in name.split() if not _TITLE.fullmatch(word)] or [name]
    return next((letter for letter in words[0] if letter.isalpha()), "•")


def megabytes(bytes_: int) -> Markup:
    """A size, as it stands in a line of Hebrew or English.

    >>> megabytes(1_250_000)
    Markup('<bdi dir="ltr">1.2 MB</bdi>')
    """
    return Markup('<bdi dir="ltr">{:.1f} MB</bdi>').format(bytes_ / MB)


def isolate(text: str) -> Markup:
    """The text to the character, what would change its place beside Hebrew isolated."""
    if not _MAY_JUMP.search(text):  # as in nearly all lines of a long page
        return escape(text)
    return _wrapped(text, _JUMPING, Markup('<bdi dir="ltr">{}</bdi>'))


def isolate_hebrew(text: str) -> Markup:
    """A line in a language that runs from left to right, with each piece of Hebrew in it isolated.

    >>> isolate_hebrew("רות, today: א → ב")
    Markup('<bdi lang="he">רות</bdi>, today: <bdi lang="he">א</bdi> → <bdi lang="he">ב</bdi>')
    """
    return _wrapped(text, _HEBREW, Markup('<bdi lang="he">{}</bdi>'))


def _wrapped(text: str, runs: re.Pattern[str], element: Markup) -> Markup:
    """The text to the character, each of its runs within an element."""
    pieces: list[Markup] = []
    end = 0
    for match in runs.finditer(text):
        pieces += [escape(text[end : match.start()]), element.format(match[0])]
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])
