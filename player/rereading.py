"""How a word of an episode is read, and hearing it read otherwise before anything is kept."""

from dataclasses import dataclass

from audio.clips import clip_key
from audio.engines.base import Engine
from audio.errors import BadUse as BadUse
from audio.hebrew.plain_entries import plain_written
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance, word_spans
from player.home import Home
from player.lexicon import HOUSE, new_entry
from player.mendable import Mendable
from player.mending import voice_of
from player.narrating import open_jobs
from player.orders import as_order
from player.saying import WordSaid, words_said

_PATIENCE_S = 20.0
"""The neural voice takes a second for a sentence; a queue may hold a joining before it."""
_SIGNS = "\"'.,?!:;…–-()[]„”“״׳«»"


@dataclass(frozen=True)
class WordRead:
    """A word that was picked, and how it is read now."""

    index: int
    """Among the paragraph's displayed words."""
    written: str
    """Without the signs around it; "" where it is none of which a reading can be decided."""
    shown: str
    said: WordSaid
    kept: str
    """What was decided of it for this episode; "" where nothing is."""
    kept_for_house: str


def word_read(home: Home, slug: str, paragraph: Mendable, index: int) -> WordRead | None:
    """A word of a paragraph, by its index; None where the paragraph has no such word any more."""
    spans = word_spans(paragraph.text)
    if not 0 <= index < len(spans):
        return None
    line = paragraph.line_of(index)
    inside = index - sum(1 for start, _ in spans if start < line.start_char)
    shown = paragraph.text[slice(*spans[index])]
    written = _plain(shown)
    return WordRead(
        index,
        written,
        shown,
        words_said(line.text, home.lexicon.corrections(slug))[inside],
        *(home.decisions.value(scope, "reading", written) if written else "" for scope in (slug, HOUSE)),
    )


def _plain(shown: str) -> str:
    try:
        return plain_written(shown.strip(_SIGNS))
    except BadUse:
        return ""


def hear(
    home: Home, slug: str, engine: Engine, paragraph: Mendable, word: int, written: str, said: str
) -> str:
    """Have a word's sentence spoken with a reading that is not kept, in its voice; the clip's key.

    Args:
        home: whose workers speak.
        slug: the episode's.
        engine: who speaks it.
        paragraph: in which the word stands.
        word: its index.
        written: what is to be read otherwise.
        said: how; "" for how it is read now.

    Raises:
        BadUse: where that is not a word with a reading of it in Hebrew.
        KaryanError: why it could not be spoken, or that nobody did.
    """
    also = [new_entry(written, said, slug)] if said else []
    spoken = spoken_text(
        paragraph.line_of(word).text, engine.reads_numbers, home.lexicon.corrections(slug, also)
    )
    utterance = Utterance(spoken, voice_of(home, slug, engine, paragraph.speaker))
    key = clip_key(utterance, engine.name, engine.version)
    if not home.clips.has(key):
        open_jobs(home.settings.queue_url).hear(key, as_order(utterance), _PATIENCE_S)
    return key
