"""What can be mended of a paragraph: whose it is, what stands in it, the pause after it, if it is spoken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audio.speech import word_spans
from player.decisions import YES, Kind
from player.errors import NoSuchDocument
from player.home import Home
from player.mending import Wish, from_here_to_the_next_label, no_such_paragraph, possible_names
from player.transcript.decided import Decided
from player.transcript.model import Line, Paragraph
from player.transcript.sentences import lines_of


@dataclass(frozen=True)
class Mendable:
    """A paragraph of the document with what was decided of it."""

    key: str
    number: int
    """Counts the document's paragraphs from 0, those that are not spoken too."""
    speaker: str
    settled: str
    """Whose it was settled to be; "" where that is a guess, or a label's word."""
    sure: float
    why: str
    text: str
    written: str
    """As the document has it."""
    pause: str
    """Milliseconds; "" for the usual one."""
    unspoken: bool
    speakers: tuple[str, ...]
    """Whose it can be."""

    def before(self, kind: Kind) -> str:
        """What is decided of it now."""
        return {
            "speaker": self.settled,
            "text": self.text if self.text != self.written else "",
            "pause": self.pause,
            "unspoken": YES if self.unspoken else "",
        }[kind]

    def line_of(self, word: int) -> Line:
        """The sentence in which a displayed word stands, by the word's index; the first where there is none.

        Whoever picked it may look at the narration of an older text.
        """
        spans = word_spans(self.text)
        start = spans[word][0] if 0 <= word < len(spans) else 0
        lines = lines_of(self.text)
        return next((line for line in reversed(lines) if line.start_char <= start), lines[0])

    def with_line(self, start_char: int, end_char: int, text: str) -> str:
        """The paragraph with another text in place of what stands between two characters."""
        return f"{self.text[:start_char]}{text.strip()}{self.text[end_char:]}".strip()


def mendable(home: Home, slug: str, key: str) -> Mendable:
    """The paragraph of a key.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where the document has no such paragraph.
    """
    for one in mendables(home, slug):
        if one.key == key:
            return one
    raise no_such_paragraph()


def mendables(home: Home, slug: str) -> Iterator[Mendable]:
    """Every paragraph of an episode's document, in order.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
    """
    decided = home.decisions.decided(slug)
    transcript = home.manuscripts.original(slug, decided)
    names = possible_names(transcript)
    for turn in transcript.turns:
        speaker = transcript.speaker(turn.speaker).name
        for paragraph in turn.paragraphs:
            yield _mendable(paragraph, speaker, names, decided)


def _mendable(paragraph: Paragraph, speaker: str, names: tuple[str, ...], decided: Decided) -> Mendable:
    key = paragraph.key
    return Mendable(
        key,
        paragraph.index,
        speaker,
        decided.speakers.get(key, ""),
        paragraph.sure,
        paragraph.why,
        decided.texts.get(key, paragraph.text),
        paragraph.text,
        str(decided.pauses.get(key, "")),
        key in decided.unspoken,
        names,
    )


def until_the_next_label(home: Home, slug: str, wish: Wish) -> list[Wish]:
    """A wish for a paragraph's speaker as one for each from there to the next label.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where the document has no such paragraph.
    """
    decided = home.decisions.decided(slug)
    keys = from_here_to_the_next_label(home.manuscripts.original(slug, decided), wish.subject)
    others = (replace(wish, subject=key, before=decided.speakers.get(key, "")) for key in keys[1:])
    return [wish, *others]


def unspoken(home: Home, slug: str) -> list[Mendable]:
    """The paragraphs that somebody left unspoken, in order; none where the document is not kept."""
    if not home.decisions.decided(slug).unspoken:
        return []
    try:
        return [one for one in mendables(home, slug) if one.unspoken]
    except NoSuchDocument:
        return []
