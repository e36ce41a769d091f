"""The name of an episode in addresses and on the command line."""

import re
import unicodedata

from player.transcript.model import Heading

LONGEST = 80
_MARKS = re.compile(r"[\u0591-\u05c7\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER = re.compile(r"[\W_]+")


def slug(*parts: str) -> str:
    """A slug of letters, digits and hyphens in the document's own script.

    >>> slug("חיים חדשים", "451")
    'חיים-חדשים-451'
    """
    text = unicodedata.normalize("NFKC", _MARKS.sub("", " ".join(parts))).lower()
    whole = _OTHER.sub("-", text.replace('"', "").replace("'", "")).strip("-")
    return whole[:LONGEST].strip("-") or "episode"


def episode_slug(heading: Heading) -> str:
    """The slug of the episode that a title block tells of: of its series and number, or of its title."""
    if heading.series and heading.number:
        return slug(heading.series, heading.number)
    return slug(heading.title)
