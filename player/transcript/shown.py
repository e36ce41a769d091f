"""A document's text as files show it: nothing in it breaks a line, hides, or turns around what follows."""

import re
from collections.abc import Iterator

from player.transcript.marks import MARKS, POINTS

LEFT_TO_RIGHT, POP = "\u2066", "\u2069"
"""Unicode's isolate: what stands between them has its own direction and disturbs nothing around it."""

_TURNING = "\u202a-\u202e\u2066-\u2069"
_BREAKING = "\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNSHOWN = re.compile(f"[{_TURNING}{_BREAKING}]")
_ISOLATES = re.compile(f"[{LEFT_TO_RIGHT}-{POP}]")
_UNSEEN = re.compile(f"[{MARKS}{POINTS}]")

_LATIN = "A-Za-zÀ-ɏ"
_SIGNS = "%°$€₪+#"
# After a letter a hyphen binds it to the number, as in מ-1985; elsewhere it is the number's own.
_SIGN = r"(?:(?<!\w)[-+−#@$€₪±])?"
_CHUNK = rf"{_SIGN}[{_LATIN}0-9](?:[^\s\u0590-\u05ff\"“”„()\[\]{{}}<>{MARKS}]*[{_LATIN}0-9{_SIGNS}])?"
# Latin words stay together with those after them; two numbers side by side are read from right to left.
_RUN = re.compile(rf"(?={_SIGN}[{_LATIN}]){_CHUNK}(?: {_CHUNK})*|{_CHUNK}")


def plain(text: str) -> str:
    r"""The text on one line, each white space one space, without controls, embeddings, overrides or isolates.

    >>> plain("שלום\n עולם\u202e!")
    'שלום עולם!'
    """
    return " ".join(_UNSHOWN.sub("", " ".join(text.split())).split())


def isolated(text: str) -> str:
    """Plain text with its Latin runs and its numbers isolated, so that their signs stay on their side.

    A run begins and ends within a word, so that the text has the same spaces as before.
    """
    return _RUN.sub(lambda run: f"{LEFT_TO_RIGHT}{run[0]}{POP}", text)


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of plain text in order, and whether each reads from right to left.

    >>> list(directions("על C++, ועוד"))
    [('על ', True), ('C++', False), (', ועוד', True)]
    """
    end = 0
    for run in _RUN.finditer(text):
        if run.start() > end:
            yield text[end : run.start()], True
        yield run[0], False
        end = run.end()
    if end < len(text):
        yield text[end:], True


def without_isolates(text: str) -> str:
    """What `isolated` was given."""
    return _ISOLATES.sub("", text)


def width(text: str) -> int:
    """How many characters one sees side by side: points stand under their letters, marks are not seen.

    >>> width("שָׁלוֹם")
    4
    """
    return len(_UNSEEN.sub("", text))
