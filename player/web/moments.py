"""Links to a moment of an episode, as ``static/js/moment.js`` reads them."""

from urllib.parse import quote

from audio.hebrew.bare_text import bare_text
from player.search import Hit

_LETTERS = 36
"""So many letters of a sentence tell it from nearly all others; as in the script."""


def moment_of(hit: Hit) -> str:
    """The end of an address from which the episode plays from this sentence, though it be narrated anew."""
    begin = bare_text(hit.text)[:_LETTERS].strip().replace(" ", "-")
    return f"#t={hit.start_ms / 1000}&s={quote(begin)}&go"
