"""How many paragraphs are given to whom a careful reader would give them, on documents with the truth."""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from player.transcript.marks import without_marks
from player.transcript.model import Paragraph, Transcript
from player.transcript.names_of_labels import is_same_person
from player.transcript.read import read_transcript, word_count

DOCUMENTS = Path(__file__).parent.parent / "tests" / "data" / "speakers"
SURE = 0.9
"""From here on a paragraph is called sure."""
_LETTERS = re.compile(r"[א-תa-z\d]+")


_LOOK_AHEAD = 30
"""So many paragraphs further on is looked for the next one of the truth."""


@dataclass(frozen=True)
class Place:
    """Where in the spoken paragraphs the truth was followed to."""

    paragraph: int
    end: int
    """The character after the words."""


@dataclass(frozen=True)
class Miss:
    """A paragraph that was given to another than the truth says, or that nobody says."""

    document: str
    words: str
    truth: str
    """"" for a line that nobody says."""
    given: str
    """"" where the paragraph is not spoken."""
    sure: float


@dataclass(frozen=True)
class DocumentFigures:
    """One document's score."""

    document: str
    paragraphs: int
    """Those whose speaker a reader could tell."""
    sure: int
    """Those that are called sure."""
    misses: tuple[Miss, ...]
    people: int
    """Those of the truth."""
    people_wrong: tuple[str, ...]
    """Whose role or gender is another than the truth's, where it says one."""

    @property
    def sure_misses(self) -> int:
        """Misses that are called sure."""
        return sum(miss.sure >= SURE for miss in self.misses)


@dataclass(frozen=True)
class SpeakerFigures:
    """The score of all documents."""

    documents: tuple[DocumentFigures, ...]
    ms_per_10_000_words: float

    @property
    def paragraphs(self) -> int:
        """How many paragraphs were scored."""
        return sum(document.paragraphs for document in self.documents)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """All misses, in the documents' order."""
        return tuple(miss for document in self.documents for miss in document.misses)

    @property
    def right(self) -> float:
        """The share of paragraphs that are given to the right speaker, from 0 to 1."""
        return 1 - len(self.misses) / self.paragraphs

    @property
    def sure(self) -> float:
        """The share of paragraphs that are called sure."""
        return sum(document.sure for document in self.documents) / self.paragraphs

    @property
    def sure_right(self) -> float:
        """The share of the sure ones that are right."""
        sure = sum(document.sure for document in self.documents)
        return 1 - sum(document.sure_misses for document in self.documents) / sure


def documents_in(folder: Path = DOCUMENTS) -> tuple[Path, ...]:
    """The documents that have their truth beside them."""
    files = (file for file in folder.iterdir() if file.suffix in {".txt", ".srt", ".vtt", ".docx"})
    return tuple(sorted(file for file in files if file.with_suffix(".json").exists()))


def measure_speakers(documents: Sequence[Path] | None = None) -> SpeakerFigures:
    """The score on documents beside which their truth lies, as ``tests/data/speakers/README.md`` tells."""
    documents = documents_in() if documents is None else documents
    start = time.perf_counter()
    transcripts = [read_transcript(document) for document in documents]
    seconds = time.perf_counter() - start
    words = sum(map(word_count, transcripts))
    scored = (_score(*pair) for pair in zip(documents, transcripts, strict=True))
    return SpeakerFigures(tuple(scored), seconds / words * 10_000 * 1000)


def _score(document: Path, transcript: Transcript) -> DocumentFigures:
    truth = json.loads(document.with_suffix(".json").read_text("utf-8"))
    scored, misses, sure = 0, [], 0
    found = list(_found(transcript, [words for words, _ in truth["paragraphs"]]))
    for (words, name), (paragraph, given) in zip(truth["paragraphs"], found, strict=True):
        if name.endswith("?"):
            continue
        scored += 1
        certainty = paragraph.sure if paragraph else 0.0
        sure += certainty >= SURE
        if not _same(name, given):
            misses.append(Miss(document.name, words, name, given, certainty))
    heads = {paragraph.index for paragraph, _ in found if paragraph}
    if document.suffix == ".txt":
        misses += [
            Miss(document.name, paragraph.text[:40], "", name, paragraph.sure)
            for paragraph, name in _spoken(transcript)
            if paragraph.index not in heads
        ]
    people: Mapping[str, Mapping[str, str | None]] = truth["speakers"]
    wrong = tuple(name for name, facts in people.items() if not _has_facts(transcript, name, facts))
    return DocumentFigures(document.name, scored, sure, tuple(misses), len(people), wrong)


def _found(transcript: Transcript, beginnings: Sequence[str]) -> Iterator[tuple[Paragraph | None, str]]:
    """For each paragraph of the truth the one that holds its first words, and its speaker's name."""
    spoken = list(_spoken(transcript))
    texts = [_plain(paragraph.text) for paragraph, _ in spoken]
    at = Place(-1, 0)
    for beginning in beginnings:
        place = _place_of(_plain(beginning), texts, at)
        at = place or at
        yield spoken[place.paragraph] if place else (None, "")


def _place_of(words: str, texts: Sequence[str], after: Place) -> Place | None:
    """Where these words stand next: at a paragraph's head, else inside one of the next."""
    for index in range(after.paragraph + 1, min(len(texts), after.paragraph + 1 + _LOOK_AHEAD)):
        if f"{texts[index]} ".startswith(f"{words} "):
            return Place(index, len(words))
    for index in range(max(0, after.paragraph), min(len(texts), after.paragraph + 2)):
        start = after.end if index == after.paragraph else 0
        found = f"{texts[index]} ".find(f" {words} ", start)
        if found >= 0:
            return Place(index, found + 1 + len(words))
    return None


def _spoken(transcript: Transcript) -> Iterator[tuple[Paragraph, str]]:
    for turn in transcript.turns:
        name = transcript.speaker(turn.speaker).name
        yield from ((paragraph, name) for paragraph in turn.paragraphs)


def _plain(text: str) -> str:
    return " ".join(_LETTERS.findall(without_marks(text).lower()))


def _same(name: str, given: str) -> bool:
    """Whether two names are one's; with which honorifics and callings is not scored."""
    return name == given or (bool(given) and is_same_person(name, given))


def _has_facts(transcript: Transcript, name: str, facts: Mapping[str, str | None]) -> bool:
    speaker = next((speaker for speaker in transcript.speakers if _same(name, speaker.name)), None)
    return speaker is not None and all(
        facts.get(fact) in {None, getattr(speaker, fact)} for fact in ("role", "gender")
    )
