"""How many words of our own sentences are pointed as by hand: by the model alone, and as corrected."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audio.hebrew.letters import HOLAM, HOLAM_HASER, QAMATS, QAMATS_QATAN, STRESS, without_points
from audio.hebrew.niqqud import model_points, points
from audio.hebrew.phonemes import phonemes

_DATA = Path(__file__).parent.parent / "tests" / "data"
DEVELOPED_ON = (_DATA / "sentences-1.tsv", _DATA / "sentences-2.tsv", _DATA / "points" / "dev.tsv")
"""Sentences that the lexicon and the rules were made with."""
BLIND = _DATA / "points" / "blind.tsv"
"""Sentences that they were not."""

_METEG = "\u05bd"
_ORDER = {"\u05bc": 0, "\u05c1": 1, "\u05c2": 1}


@dataclass(frozen=True)
class Share:
    """How much is right, from 0 to 1."""

    marks: float
    """Words whose marks are those of the reference."""
    sounds: float
    """Words that are said alike, whatever their marks; the stress is not counted."""


@dataclass(frozen=True)
class PointsFigures:
    """What was measured."""

    words: int
    alone: Share
    """The model alone."""
    corrected: Share
    """With lexicon and rules."""
    misses: tuple[tuple[str, str], ...]
    """The words that are said otherwise, as the reference has them and as they were pointed."""


def measure_points(files: tuple[Path, ...] = DEVELOPED_ON) -> PointsFigures:
    """The figures over all words of these files; a line is a pointed sentence, and a tab may end it."""
    sentences = [line.split("\t")[0] for file in files for line in file.read_text("utf-8").splitlines()]
    wanted = [word for sentence in sentences for word in sentence.split()]
    alone = _pointed(sentences, model_points)
    corrected = _pointed(sentences, points)
    return PointsFigures(
        words=len(wanted),
        alone=_share(wanted, alone),
        corrected=_share(wanted, corrected),
        misses=tuple(
            (word, other)
            for word, other in zip(wanted, corrected, strict=True)
            if sounds(word) != sounds(other)
        ),
    )


def _pointed(sentences: list[str], by: Callable[[str], str]) -> list[str]:
    return [word for sentence in sentences for word in by(without_points(sentence)).split()]


def _share(wanted: list[str], found: list[str]) -> Share:
    pairs = list(zip(wanted, found, strict=True))
    return Share(
        marks=sum(marks(word) == marks(other) for word, other in pairs) / len(pairs),
        sounds=sum(sounds(word) == sounds(other) for word, other in pairs) / len(pairs),
    )


def sounds(word: str) -> str:
    """The phonemes of a pointed word in one string, without its stress."""
    return "".join(phoneme.symbol for phoneme in phonemes(word))


def marks(word: str) -> str:
    """A pointed word in one form for all that differ in nothing one hears or reads.

    Meteg and accents are left out; a short and a long qamats, a holam and its defective kind, and a holam on
    the letter or on the vav behind it are the same.
    """
    plain = re.sub(f"[{STRESS}{_METEG}]", "", word).replace(QAMATS_QATAN, QAMATS).replace(HOLAM_HASER, HOLAM)
    sorted_marks = re.sub("[\u05b0-\u05c7]{2,}", lambda run: "".join(sorted(run[0], key=_place)), plain)
    return re.sub(f"{HOLAM}ו(?![\u05b0-\u05c7])", f"ו{HOLAM}", sorted_marks)


def _place(mark: str) -> int:
    return _ORDER.get(mark, 2)
