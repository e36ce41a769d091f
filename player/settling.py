"""Who speaks, as people settle it: what is unsure of an episode, and the one decision that ends the doubt.

What is settled is kept by a paragraph's own words, so that it holds when the document comes again, changed
elsewhere; it is heard with the next narration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from player.errors import BadUse
from player.library import SURE_FROM, Guess, Library, Narration
from player.slugs import episode_slug
from player.timeline import TimedLine, Timeline
from player.transcript.model import Transcript
from player.transcript.names_of_labels import is_same_person
from player.transcript.read import read_transcript
from player.transcript.settled import WHY, Settled, paragraph_keys

_LABELLED = Guess(-1, 1.0, "")


@dataclass(frozen=True)
class SpokenParagraph:
    """A narrated paragraph, and how sure it is who speaks it."""

    index: int
    key: str
    """By which what is settled of it is kept."""
    text: str
    start_ms: int
    speaker: str
    """The name of who speaks it in the narration."""
    sure: float
    why: str
    """In a few Hebrew words; "" where a label says so."""
    settled: str
    """Whose it was settled to be, in the narration or after it; "" where nothing is."""

    @property
    def is_unsure(self) -> bool:
        """Whether somebody should look at it; what was settled and is no longer, is a guess again."""
        return not self.settled and (self.sure < SURE_FROM or self.why == WHY)


def read_settled(source: Path, library: Library) -> Transcript:
    """Read a document with what was settled of its episode.

    Raises:
        BadTranscript: for a document that cannot be narrated.
    """
    return read_transcript(source, lambda heading: settled(library, episode_slug(heading)))


def settled(library: Library, slug: str) -> Settled:
    """What was settled of an episode, narrated or not."""
    return library.settlements(slug)


def spoken_paragraphs(library: Library, slug: str) -> tuple[SpokenParagraph, ...]:
    """Every paragraph of an episode as it is narrated, with what was settled of it since.

    Raises:
        NoSuchEpisode: if no episode has that slug.
    """
    return who_speaks(library.narration(slug), settled(library, slug))


def who_speaks(narration: Narration, settled: Settled) -> tuple[SpokenParagraph, ...]:
    """Every paragraph of a narration with what was settled of it."""
    timeline = narration.timeline
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    guesses = {guess.paragraph: guess for guess in narration.guesses}
    paragraphs = [
        (names[turn.speaker], list(lines))
        for turn in timeline.turns
        for _, lines in groupby(turn.lines, key=lambda line: line.paragraph)
    ]
    texts = [" ".join(line.text for line in lines) for _, lines in paragraphs]
    return tuple(
        _spoken(name, lines, text, key, guesses, settled)
        for (name, lines), text, key in zip(paragraphs, texts, paragraph_keys(texts), strict=True)
    )


def _spoken(
    name: str,
    lines: Sequence[TimedLine],
    text: str,
    key: str,
    guesses: Mapping[int, Guess],
    settled: Settled,
) -> SpokenParagraph:
    index = lines[0].paragraph
    guess = guesses.get(index, _LABELLED)
    return SpokenParagraph(
        index, key, text, lines[0].start_ms, name, guess.sure, guess.why, settled.get(key, "")
    )


def possible_speakers(timeline: Timeline) -> tuple[str, ...]:
    """Whose a paragraph can be: those who speak, and the title block's guest where nothing was given him."""
    names = tuple(speaker.name for speaker in timeline.speakers)
    guest = timeline.episode.guest
    silent = guest and not any(name == guest or is_same_person(name, guest) for name in names)
    return (*names, guest) if silent else names


def paragraph_at(library: Library, slug: str, index: int) -> SpokenParagraph:
    """The paragraph of that index in an episode.

    Raises:
        NoSuchEpisode: if no episode has that slug.
        BadUse: if it has no such paragraph.
    """
    paragraphs = spoken_paragraphs(library, slug)
    if not 0 <= index < len(paragraphs):
        raise BadUse(
            f"אין בפרק פסקה {index}; מספרי הפסקאות הם 0 עד {len(paragraphs) - 1}",
            f"the episode has no paragraph {index}; they are numbered 0 to {len(paragraphs) - 1}",
        )
    return paragraphs[index]


def settle(library: Library, slug: str, paragraph: str, speaker: str) -> None:
    """Settle whose the paragraph of this key is.

    Raises:
        NoSuchEpisode: if no episode has that slug.
        BadUse: if the episode as it is narrated now has no such paragraph, or no such speaker.
    """
    narration = library.narration(slug)
    _check_has(narration, paragraph)
    names = possible_speakers(narration.timeline)
    if speaker not in names:
        raise BadUse(
            f"אין בפרק דובר בשם {speaker or '—'}; הדוברים הם: {', '.join(names)}",
            f"nobody called {speaker or '—'} speaks in the episode; those who do: {', '.join(names)}",
        )
    library.settle(slug, paragraph, speaker)
    _note_doubts(library, narration)


def unsettle(library: Library, slug: str, paragraph: str) -> None:
    """Take back what was settled of the paragraph of this key: who speaks it is guessed again.

    Raises:
        NoSuchEpisode: if no episode has that slug.
        BadUse: if the episode as it is narrated now has no such paragraph.
    """
    narration = library.narration(slug)
    _check_has(narration, paragraph)
    library.unsettle(slug, paragraph)
    _note_doubts(library, narration)


def _note_doubts(library: Library, narration: Narration) -> None:
    slug = narration.timeline.episode.slug
    library.note_doubts(slug, sum(one.is_unsure for one in who_speaks(narration, settled(library, slug))))


def _check_has(narration: Narration, paragraph: str) -> None:
    if all(one.key != paragraph for one in who_speaks(narration, {})):
        raise BadUse(
            "הפסקה הזאת כבר אינה בפרק, שהוקרא מחדש בינתיים; טענו את הדף שוב",
            "that paragraph is no longer in the episode, which was narrated anew; load the page again",
        )
