"""A hundred thousand documents, changed by chance: none breaks the reader, loses a character or is slow."""

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from audio.hebrew.spoken_text import spoken_text
from player.errors import BadTranscript
from player.transcript.marks import without_marks
from player.transcript.pieces import split_pieces
from player.transcript.read import parse_transcript

DOCUMENTS = 100_000
BATCH = 500
DATA = Path(__file__).parents[2] / "data"
SOURCES = tuple(path.read_text("utf-8") for path in sorted(DATA.glob("*/*.txt")))
MOST_LINES = 24
S_PER_WORD = 1 / 10_000
"""A document may take a second for each ten thousand of its words,"""
LEAST_S = 0.05
"""and a short one this, whatever the machine does meanwhile."""
STRAY = [
    *"\u200f \u202b \u202c \u2067 \u00a0 \ufeff ( ) [ ] ( ( : : - – \" ' ״ … ... ? ! * ** << >> ‹ > _".split(
        " "
    ),
    *[
        "אורן:",
        "יעל: ",
        "ש:",
        "ת.",
        'היו"ר',
        "קריאה:",
        "(בלחש)",
        "שיחה 451",
        "11.11.14",
        "12:30",
        "/",
        "%",
        "₪",
        "7",
    ],
    *["\u05b0", "\u05c1", "\u0301", "é", "م", "中", "🙂", "https://a.il/x?y=1", "a", "א" * 200, "9" * 60],
    *["\t", "\r\n", "\u2028", "\x0b", "\n\n"],
]


def mutated(chance: random.Random) -> str:
    """Some lines of one or two documents, in order or not, and a few of their characters changed."""
    lines = [
        line for source in chance.sample(SOURCES, chance.choice((1, 1, 2))) for line in some(chance, source)
    ]
    if chance.random() < 0.3:
        chance.shuffle(lines)
    text = chance.choice(("\n", "\n", "\n\n", "\r\n", " ")).join(lines)
    for _ in range(chance.choice((0, 1, 2, 4, 9))):
        at = chance.randrange(len(text) + 1)
        end = at + chance.choice((0, 0, 0, 1, 3, 20))
        text = text[:at] + chance.choice(STRAY) * chance.choice((1, 1, 1, 2, 30)) + text[end:]
    return text


def some(chance: random.Random, source: str) -> list[str]:
    lines = source.splitlines()
    start = chance.choice((0, chance.randrange(len(lines))))
    return lines[start : start + chance.randrange(1, MOST_LINES)]


def ink(text: str) -> str:
    """What one sees of a text, without white space."""
    return "".join(without_marks(text).split())


def read(text: str) -> None:
    """Read a document and every word of it as it is said."""
    try:
        transcript = parse_transcript(text, "x")
    except BadTranscript as refusal:
        assert refusal.he and refusal.en
        return
    for paragraph in transcript.paragraphs:
        # A SpokenText that missed a displayed word, or moved one, would not come into being.
        assert spoken_text(paragraph.text, reads_numbers=False).display == paragraph.text


def faults(seed: int) -> Iterator[str]:
    """What went wrong in one batch of documents."""
    chance = random.Random(seed)
    for _ in range(BATCH):
        text = mutated(chance)
        try:
            spent_s = seconds(text)
            if ink("".join(piece.mark + piece.text for piece in split_pieces(text))) != ink(text):
                yield f"a character is lost of {text!r}"
        except Exception as error:
            yield f"{error!r} for {text!r}"
            continue
        if spent_s > max(LEAST_S, len(text.split()) * S_PER_WORD):
            yield f"{spent_s:.2f} s for {text!r}"


def seconds(text: str) -> float:
    """Of processor time to read a document; measured once more where a first time was long."""
    spent = []
    for _ in range(2):
        started = time.process_time()
        read(text)
        spent.append(time.process_time() - started)
        if spent[-1] < LEAST_S:
            break
    return min(spent)


def faults_of(seed: int) -> list[str]:
    return list(faults(seed))


@pytest.mark.slow
@pytest.mark.timed
def test_none_of_a_hundred_thousand_documents_breaks_the_reader_loses_a_character_or_is_slow() -> None:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = [fault for batch in pool.map(faults_of, range(DOCUMENTS // BATCH)) for fault in batch]
    assert not found, f"{len(found)} documents, the first: {found[0][:2000]}"


@pytest.mark.timed
def test_nor_does_one_of_the_first_five_hundred() -> None:
    assert faults_of(0) == []
