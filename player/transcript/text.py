"""Bytes of a text file → its text, whichever of the usual Hebrew encodings it was saved in."""

import codecs
import re

from player.transcript import refusals

# UTF-32's little-endian mark begins with UTF-16's, so it is asked for first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "cp1255")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MOST_CONTROLS = 0.01
"""Share of control characters that a text still may have."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def decode(data: bytes, name: str) -> str:
    """The text of a file saved as UTF-8, UTF-16 or UTF-32 with a byte order mark, or Windows-1255.

    Raises:
        BadTranscript: for a binary file, or an encoding that is none of these.
    """
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    if not marked and b"\0" in data:
        raise refusals.binary(name)
    text = _first_that_decodes(data, marked[:1] or _UNMARKED)
    if text is None:
        told = marked or _mostly_text(data.decode("latin-1"))
        raise refusals.unreadable(name) if told else refusals.binary(name)
    if not _mostly_text(text):
        raise refusals.binary(name)
    return text


def text_lines(text: str) -> tuple[str, ...]:
    r"""The lines of a text, whatever ends them: LF, CRLF, CR, a form feed, Unicode's separators.

    >>> text_lines("א\r\nב\rג")
    ('א', 'ב', 'ג')
    """
    return tuple(_LINE_END.split(text))


def _first_that_decodes(data: bytes, encodings: tuple[str, ...] | list[str]) -> str | None:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _mostly_text(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= _MOST_CONTROLS * len(text)
