"""Text of a document that stands in one line among other text: a chapter's title, a tag, a file's name."""

import unicodedata

# Embeddings, overrides and isolates: one that is not closed turns round all that follows it elsewhere.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_TEXT = frozenset({"Cc", "Cs"})
"""Control characters and halves of characters, which neither XML nor a file's name may hold."""


def one_line(text: str) -> str:
    """The text in one line, without what is not seen and turns round what stands after it.

    >>> one_line(" שלום\\r\\n\\u202eלכם\\x00 ")
    'שלום לכם'
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    kept = (sign for sign in spaced if sign not in _TURNING and unicodedata.category(sign) not in _NOT_TEXT)
    return " ".join("".join(kept).split())


def shortened(text: str, longest: int) -> str:
    """One line of so many characters at most, cut after a word.

    >>> shortened("אז איך מתחילים דבר כזה, בעצם?", 20)
    'אז איך מתחילים דבר…'
    """
    line = one_line(text)
    if len(line) <= longest:
        return line
    cut = line[:longest]
    whole, space, _ = cut.rpartition(" ")
    kept = whole if space else cut[:-1]
    return kept.rstrip(" ,;:.–-־") + "…"
