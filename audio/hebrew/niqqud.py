"""Points (niqqud) for text that was written without them, by the nakdimon model.

The model (Gershuni and Pinter, "Restoring Hebrew Diacritics Without a Dictionary", 2021; MIT licence) reads
one class a character and answers three: vowel, dagesh and shin dot. Its file comes with piper-tts.
"""

import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from audio.errors import EngineUnavailable
from audio.hebrew.corrections import corrected
from audio.hebrew.letters import (
    DAGESH,
    HOLAM,
    HOLAM_HASER,
    LETTERS,
    PATAH,
    SHIN_DOT,
    SIN_DOT,
    STRESS,
    is_letter,
    is_mark,
    plain_signs,
)

# The order of the model's classes; class 0 is padding and class 1 of each answer is "no mark".
_INPUT = ["", "H", "O", "5", *" !\"'(),-.:;?", *LETTERS]
_VOWELS = ["", "", *(chr(code) for code in range(0x05B0, 0x05BD)), PATAH]
_DAGESH = ["", "", DAGESH]
_SHIN = ["", "", SHIN_DOT, SIN_DOT]
_CLASS = {character: index for index, character in enumerate(_INPUT)}

_TAKES_DAGESH = frozenset("בגדהוזטיךכלמנספףצקשת")
_TAKES_VOWEL = frozenset("אבגדהוזחטיךכלמןנסעפצקרשת")
_MATRES = frozenset("אהוי")
_PREFIXES = frozenset("ושכלבמה")
_MOST_PREFIXES = 4
_VOWELS_OF_VAV = frozenset({DAGESH, HOLAM, HOLAM_HASER})
_ALIKE = 0.5
_SENTENCE_GAP = re.compile(r"(?<=[.?!:;])(?=\s)")


class Points(Protocol):
    """Anything that points a text, such as `points` or a store of its answers."""

    def __call__(self, text: str, /) -> str: ...


def points(text: str) -> str:
    """The text with vowel marks put in; without them it is the text again, character by character.

    Marks that the author typed are kept and win. The answer must never be NFC-normalised: that moves vowels
    before the dagesh.

    Raises:
        EngineUnavailable: where the model is not installed.
    """
    letters, typed = _split_marks(text)
    if not any(map(is_letter, letters)):
        return text
    guessed = _split_marks(corrected(model_points(letters)))[1]
    return _join(letters, _settle(letters, typed, guessed))


def model_points(text: str) -> str:
    """Bare text as the model alone points it, without the lexicon and the rules.

    Raises:
        EngineUnavailable: where the model is not installed.
    """
    return _join(text, _guess(text))


def _split_marks(text: str) -> tuple[str, list[str]]:
    """The characters that are no marks, and for each the marks that stand on it.

    A mark without a letter before it counts as a character of its own.
    """
    characters: list[str] = []
    marks: list[str] = []
    for character in text:
        if is_mark(character) and characters and is_letter(characters[-1]):
            marks[-1] += character
        else:
            characters.append(character)
            marks.append("")
    return "".join(characters), marks


def _join(letters: str, marks: list[str]) -> str:
    return "".join(letter + mark for letter, mark in zip(letters, marks, strict=True))


def _settle(letters: str, typed: list[str], guessed: list[str]) -> list[str]:
    """The author's marks where a word is pointed; where only a letter or two is, the guess fills the rest.

    Before a pointed word its prefixes may be bare; the guess fills those alone.
    """
    settled = list(guessed)
    for match in re.finditer(r"\S+", letters):
        span = range(*match.span())
        own = _pointed_from(letters, typed, span)
        for i in span:
            if typed[i] or i >= own:
                settled[i] = typed[i]
    return settled


def _pointed_from(letters: str, typed: list[str], span: range) -> int:
    """Where in a word the part begins that the author pointed whole; its end where there is none."""
    last = max((i for i in span if is_letter(letters[i])), default=span.start)
    for start in span[: _MOST_PREFIXES + 1]:
        inner = range(start, last)
        if any(typed[start : span.stop]) and all(_is_borne(letters, typed, i, start) for i in inner):
            return start
        if letters[start] not in _PREFIXES:
            break
    return span.stop


def _is_borne(letters: str, typed: list[str], at: int, start: int) -> bool:
    """Whether a letter needs no further mark: it has one, serves a vowel, or a vav after it is its vowel."""
    if typed[at] or not is_letter(letters[at]):
        return True
    before_vowel = letters[at + 1] == "ו" and typed[at + 1].replace(STRESS, "") in _VOWELS_OF_VAV
    return before_vowel or (letters[at] in _MATRES and at > start)


def _guess(letters: str) -> list[str]:
    """The model's marks for each character; it reads sentence by sentence."""
    pieces = _SENTENCE_GAP.split(letters)
    marks: dict[int, list[str]] = {}
    for batch in _batches(pieces):
        marks.update(zip(batch, _guess_batch([pieces[index] for index in batch]), strict=True))
    return [mark for index in range(len(pieces)) for mark in marks[index]]


def _batches(pieces: Sequence[str]) -> Iterator[list[int]]:
    """Which pieces go to the model together: some of like length, since all cost as the longest."""
    batch: list[int] = []
    for index in sorted(range(len(pieces)), key=lambda index: len(pieces[index]), reverse=True):
        if batch and len(pieces[index]) < _ALIKE * len(pieces[batch[0]]):
            yield batch
            batch = []
        batch.append(index)
    yield batch


def _guess_batch(pieces: Sequence[str]) -> list[list[str]]:
    classes = np.zeros((len(pieces), max(map(len, pieces))), dtype=np.float32)
    for row, piece in enumerate(pieces):
        classes[row, : len(piece)] = [_class_of(character) for character in piece]
    vowels, dageshes, shins = _answers(classes)
    return [
        [_marks_of(c, vowels[row, i], dageshes[row, i], shins[row, i]) for i, c in enumerate(piece)]
        for row, piece in enumerate(pieces)
    ]


def _class_of(character: str) -> int:
    plain = plain_signs(character).replace("–", "-")
    if plain.isspace():
        return _CLASS[" "]
    if plain.isdigit():
        return _CLASS["5"]
    return _CLASS.get(plain, _CLASS["O"])


def _marks_of(letter: str, vowel: int, dagesh: int, shin: int) -> str:
    """Dagesh, shin dot, vowel: the order in which Hebrew is stored."""
    return (
        (_DAGESH[dagesh] if letter in _TAKES_DAGESH else "")
        + (_SHIN[shin] if letter == "ש" else "")
        + (_VOWELS[vowel] if letter in _TAKES_VOWEL else "")
    )


def _answers(classes: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """The likeliest vowel, dagesh and shin classes for input classes of the same shape (rows, characters)."""
    session = _session()
    return [
        np.argmax(scores, axis=-1) for scores in session.run(None, {session.get_inputs()[0].name: classes})
    ]


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # A second thread costs twice the processor for a tenth of the time, and narration runs several processes.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Texts differ in length: a plan of where each tensor lies, a stock of memory and the weights once more in
    # another order are 60 MB that gain a tenth of the time.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.disable_prepacking", "1")
    return onnxruntime.InferenceSession(str(_model_path()), options, providers=["CPUExecutionProvider"])


def _model_path() -> Path:
    # Found, not imported: importing piper would load its code, of which nothing is needed.
    package = importlib.util.find_spec("piper")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder) / "hebrew" / "nakdimon.onnx"
        if path.is_file():
            return path
    raise EngineUnavailable(
        "המודל שמנקד את הטקסט אינו מותקן; הריצו make install, או pip install piper-tts",
        "The model that restores the points is not installed; run make install, or pip install piper-tts",
    )
