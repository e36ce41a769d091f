"""Who speaks, as people settle it: what is unsure of an episode, and the one decision that ends the doubt.

What is settled is kept by a paragraph's own words, so that it holds when the document comes again, changed
elsewhere; it is heard with the next narration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from player.decisions import Change
from player.errors import BadUse
from player.home import Home
from player.library import SURE_FROM, Guess, Narration
from player.slugs import episode_slug
from player.timeline import TimedLine, Timeline
from player.transcript.decided import NOTHING_DECIDED, revise
from player.transcript.document import read_document
from player.transcript.model import Heading, Transcript
from player.transcript.names_of_labels import is_same_person
from player.transcript.read import understand
from player.transcript.settled import WHY, Settled, paragraph_keys

_LABELLED = Guess(-1, 1.0, "")
_FIRST_WORDS = 8


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


def read_revised(source: Path, home: Home) -> Transcript:
    """Read a document with what was decided of its episode, without keeping it.

    Raises:
        BadTranscript: for a document that cannot be narrated.
    """
    document = read_document(source)
    decided = NOTHING_DECIDED

    def settled(heading: Heading) -> Settled:
        nonlocal decided
        decided = home.decisions.decided(episode_slug(heading))
        return decided.speakers

    transcript = understand(document, settled)
    return revise(transcript, decided)


def spoken_paragraphs(home: Home, slug: str) -> tuple[SpokenParagraph, ...]:
    """Every paragraph of an episode as it is narrated, with what was settled of it since.

    Raises:
        NoSuchEpisode: if no episode has that slug.
    """
    return who_speaks(home.library.narration(slug), home.decisions.decided(slug).speakers)


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
    # A narration from before keys were kept goes by its text, as the document did then.
    keys = [one.key for one in narration.paragraphs] or paragraph_keys(texts)
    return tuple(
        _spoken(name, lines, text, key, guesses, settled)
        for (name, lines), text, key in zip(paragraphs, texts, keys, strict=True)
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
    return names_with_guest([speaker.name for speaker in timeline.speakers], timeline.episode.guest)


def names_with_guest(names: Sequence[str], guest: str) -> tuple[str, ...]:
    """The names, and the guest's where none of them is his."""
    silent = guest and not any(name == guest or is_same_person(name, guest) for name in names)
    return (*names, guest) if silent else tuple(names)


def paragraph_at(home: Home, slug: str, index: int) -> SpokenParagraph:
    """The paragraph of that index in an episode.

    Raises:
        NoSuchEpisode: if no episode has that slug.
        BadUse: if it has no such paragraph.
    """
    paragraphs = spoken_paragraphs(home, slug)
    if not 0 <= index < len(paragraphs):
        raise BadUse(
            f"אין בפרק פסקה {index}; מספרי הפסקאות הם 0 עד {len(paragraphs) - 1}",
            f"the episode has no paragraph {index}; they are numbered 0 to {len(paragraphs) - 1}",
        )
    return paragraphs[index]


def settle(home: Home, slug: str, paragraph: str, speaker: str, made_by: str) -> None:
    """Settle whose the paragraph of this key is; "" takes back what was settled, and it is guessed again.

    Raises:
        NoSuchEpisode: if no episode has that slug.
        BadUse: if the episode as it is narrated now has no such paragraph or speaker, or it is so already.
    """
    narration = home.library.narration(slug)
    found = _paragraph_of(narration, paragraph)
    names = possible_speakers(narration.timeline)
    if speaker and speaker not in names:
        raise BadUse(
            f"אין בפרק דובר בשם {speaker}; הדוברים הם: {', '.join(names)}",
            f"nobody called {speaker} speaks in the episode; those who do: {', '.join(names)}",
        )
    before = home.decisions.value(slug, "speaker", paragraph)
    if before != speaker:
        change = Change(slug, "speaker", paragraph, before, speaker, first_words(found.text))
        home.decisions.make(slug, [change], made_by)
        unsure = sum(one.is_unsure for one in who_speaks(narration, home.decisions.decided(slug).speakers))
        home.library.note_doubts(slug, unsure)


def _paragraph_of(narration: Narration, key: str) -> SpokenParagraph:
    for one in who_speaks(narration, {}):
        if one.key == key:
            return one
    raise BadUse(
        "הפסקה הזאת כבר אינה בפרק, שהוקרא מחדש בינתיים; טענו את הדף שוב",
        "that paragraph is no longer in the episode, which was narrated anew; load the page again",
    )


def first_words(text: str) -> str:
    """The beginning of a paragraph, by which people know it."""
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
