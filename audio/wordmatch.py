"""An engine's words back on the displayed words.

An engine that normalises text tells the times of *its* words: points added or taken away, "25 שקלים" as one
word or as "עשרים וחמישה שקלים", ד״ר as "דוקטור", XML entities left in. So both sides are reduced to bare
letters, the letters are aligned, and each displayed word takes its time from the letters it was aligned with.
"""

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from audio.speech import SpokenWord

WINDOW = 64
"""How far, in letters, the two texts may drift apart beside their difference in length."""
MATCH, SAME_WORD = 4, 1
"""An aligned letter's score, and its bonus where both sides have it in the same word: in "של שלושה" the
boundary "של" is the first word, and not the beginning of the second."""


@dataclass(frozen=True)
class Boundary:
    """A word as the engine tells it, in milliseconds of the sound."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Match:
    """One time for each displayed word, and how much of the text the boundaries account for."""

    words: tuple[SpokenWord, ...]
    covered: float
    """Share of the letters for which the engine told a time, 0..1; 1 for a text without letters."""


@dataclass(frozen=True)
class _Letter:
    """A letter of either side; on the displayed side its times are still to be found."""

    letter: str
    word: str
    first: bool
    start_ms: int = 0
    end_ms: int = 0


def bare(text: str) -> str:
    """Letters and digits alone: no points, marks, signs, spaces or entities; one form of each letter.

    >>> bare("תַּנַ״ךְ &amp; 1,000")
    'תנך1000'
    """
    decomposed = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def match_words(words: Sequence[str], boundaries: Sequence[Boundary], duration_ms: int) -> Match:
    """Times for the words of a text, complete, never falling and within the sound.

    Args:
        words: each displayed word as it was sent to the engine; one without letters gets a pause.
        boundaries: the engine's words in order; doubles, overlaps and steps back are evened out.
        duration_ms: the length of the sound.
    """
    wanted = [letter for word in words for letter in _letters(word)]
    told = _told_letters(list(dict.fromkeys(boundaries)), duration_ms)
    pairs = _align(wanted, told)
    timed, covered = _timed_letters(len(wanted), told, pairs, duration_ms)
    return Match(_word_times(words, timed, duration_ms), covered / len(wanted) if wanted else 1.0)


def _letters(text: str) -> list[_Letter]:
    word = bare(text)
    return [_Letter(letter, word, first=i == 0) for i, letter in enumerate(word)]


def _told_letters(boundaries: Sequence[Boundary], duration_ms: int) -> list[_Letter]:
    """The boundaries' letters, each with its even share of the boundary's time."""
    starts = [min(ms, duration_ms) for ms in accumulate((max(0, b.start_ms) for b in boundaries), max)]
    told = []
    for boundary, start, limit in zip(boundaries, starts, [*starts[1:], duration_ms], strict=False):
        letters = _letters(boundary.text)
        shares = _spread(start, max(start, min(boundary.end_ms, limit)), len(letters))
        told += [
            replace(letter, start_ms=a, end_ms=b) for letter, (a, b) in zip(letters, shares, strict=True)
        ]
    return told


def _align(wanted: Sequence[_Letter], told: Sequence[_Letter]) -> list[tuple[int, int]]:
    """The pairs (index in wanted, index in told) of the best common subsequence near the diagonal."""
    if [one.letter for one in wanted] == [one.letter for one in told]:
        return [(i, i) for i in range(len(wanted))]
    reach = WINDOW + abs(len(wanted) - len(told))
    rows: list[dict[int, int]] = [dict.fromkeys(range(reach + 1), 0)]
    for i, one in enumerate(wanted, start=1):
        above: dict[int, int] = rows[-1]
        row: dict[int, int] = {}
        for j in range(max(0, i - reach), min(len(told), i + reach) + 1):
            row[j] = max(above.get(j, 0), row.get(j - 1, 0))
            if j and (score := _score(one, told[j - 1])):
                row[j] = max(row[j], above.get(j - 1, 0) + score)
        rows.append(row)
    return _trace(wanted, told, rows)


def _score(one: _Letter, other: _Letter) -> int:
    return MATCH + SAME_WORD * (one.word == other.word) if one.letter == other.letter else 0


def _trace(
    wanted: Sequence[_Letter], told: Sequence[_Letter], rows: Sequence[dict[int, int]]
) -> list[tuple[int, int]]:
    """Walk the scores back from the end to the pairs that made them, in runs as long as can be."""
    pairs = []
    i, j = len(wanted), len(told)
    while i and j:
        here, score = rows[i].get(j, 0), _score(wanted[i - 1], told[j - 1])
        if score and here == rows[i - 1].get(j - 1, 0) + score:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif here == rows[i - 1].get(j, 0):
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


@dataclass(frozen=True)
class _Timed:
    """When a displayed letter is heard; `told` where the engine says that a word starts there."""

    start_ms: int
    end_ms: int
    told: bool


def _timed_letters(
    count: int, told: Sequence[_Letter], pairs: Sequence[tuple[int, int]], duration_ms: int
) -> tuple[list[_Timed], int]:
    """A time for each of `count` displayed letters, and how many of them a boundary accounts for.

    Letters that no letter answers share the time of the engine's letters that stand in their place (a number
    read as words), or the gap where there are none (a boundary that is missing).
    """
    timed: list[_Timed] = []
    covered = len(pairs)
    for (i_before, j_before), (i, j) in pairwise([(-1, -1), *pairs, (count, len(told))]):
        in_place = told[j_before + 1 : j]
        missing = i - i_before - 1
        if missing:
            covered += missing if in_place else 0
            gap_start = timed[-1].end_ms if timed else 0
            gap_end = told[j].start_ms if j < len(told) else duration_ms
            start = in_place[0].start_ms if in_place else gap_start
            end = in_place[-1].end_ms if in_place else gap_end
            told_start = bool(in_place) and in_place[0].first
            timed += [
                _Timed(a, b, told_start and k == 0) for k, (a, b) in enumerate(_spread(start, end, missing))
            ]
        elif in_place and timed:
            timed[-1] = replace(timed[-1], end_ms=in_place[-1].end_ms)
        if i < count:
            opening = in_place[0] if in_place and not timed else told[j]
            timed.append(_Timed(opening.start_ms, told[j].end_ms, opening.first))
    return timed, covered


def _word_times(words: Sequence[str], timed: Sequence[_Timed], duration_ms: int) -> tuple[SpokenWord, ...]:
    """The letters' times gathered into words; words without letters share the pause they stand in."""
    times: list[SpokenWord] = []
    used = signs = 0
    for word in words:
        length = len(bare(word))
        if not length:
            signs += 1
            continue
        first, last = timed[used], timed[used + length - 1]
        times += _pause(times, first.start_ms, signs)
        times.append(SpokenWord(first.start_ms, last.end_ms, first.told))
        used, signs = used + length, 0
    return (*times, *_pause(times, duration_ms, signs))


def _pause(before: Sequence[SpokenWord], end_ms: int, count: int) -> list[SpokenWord]:
    start_ms = before[-1].end_ms if before else 0
    return [SpokenWord(a, b, measured=False) for a, b in _spread(start_ms, end_ms, count)]


def _spread(start_ms: int, end_ms: int, count: int) -> list[tuple[int, int]]:
    """The stretch cut into `count` even ones, without a gap or an overlap."""
    return list(pairwise(start_ms + (end_ms - start_ms) * i // max(count, 1) for i in range(count + 1)))
