"""An engine's words back on the displayed words.

An engine that normalises text tells the times of *its* words: points added or taken away, "25 שקלים" as one
word or as "עשרים וחמישה שקלים", ד״ר as "דוקטור", XML entities left in. So both sides are reduced to bare
letters, the letters are aligned, and each displayed word takes its time from the letters it was aligned with.
"""

import html
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
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
    """One time for each displayed word, and which of them the boundaries do not account for."""

    words: tuple[SpokenWord, ...]
    untold: frozenset[int] = frozenset()
    """The words, by index, of whose start or of one of whose letters no boundary tells; never a sign."""


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
        boundaries: the engine's words in order; doubles and steps back count as not told, and overlaps are
            evened out.
        duration_ms: the length of the sound.
    """
    wanted = [letter for word in words for letter in _letters(word)]
    told = _told_letters(list(_rising(boundaries, duration_ms)), duration_ms)
    pairs = _align(wanted, told)
    timed = _timed_letters(len(wanted), told, pairs, duration_ms)
    spans = _letter_spans(words)
    told_whole = (
        i for i, span in spans.items() if timed[span][0].told and all(letter.known for letter in timed[span])
    )
    return Match(_word_times(len(words), spans, timed, duration_ms), frozenset(spans) - frozenset(told_whole))


def _letters(text: str) -> list[_Letter]:
    word = bare(text)
    return [_Letter(letter, word, first=i == 0) for i, letter in enumerate(word)]


def _rising(boundaries: Sequence[Boundary], duration_ms: int) -> Iterator[Boundary]:
    """The boundaries that tell of a word, each of which comes after the one before it."""
    last_ms = -1
    for boundary in boundaries:
        if last_ms < boundary.start_ms <= duration_ms and bare(boundary.text):
            last_ms = boundary.start_ms
            yield boundary


def _told_letters(boundaries: Sequence[Boundary], duration_ms: int) -> list[_Letter]:
    """The boundaries' letters, each with its even share of the boundary's time."""
    told = []
    limits = [*(boundary.start_ms for boundary in boundaries[1:]), duration_ms]
    for boundary, limit in zip(boundaries, limits, strict=False):
        letters = _letters(boundary.text)
        end_ms = max(boundary.start_ms, min(boundary.end_ms, limit))
        shares = _spread(boundary.start_ms, end_ms, len(letters))
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
    known: bool = True
    """Whether any boundary accounts for it."""


def _timed_letters(
    count: int, told: Sequence[_Letter], pairs: Sequence[tuple[int, int]], duration_ms: int
) -> list[_Timed]:
    """A time for each of `count` displayed letters.

    Letters that no letter answers share the time of the engine's letters that stand in their place (a number
    read as words), or the gap where there are none (a boundary that is missing).
    """
    timed: list[_Timed] = []
    for (i_before, j_before), (i, j) in pairwise([(-1, -1), *pairs, (count, len(told))]):
        in_place = told[j_before + 1 : j]
        missing = i - i_before - 1
        if missing:
            gap_start = timed[-1].end_ms if timed else 0
            gap_end = told[j].start_ms if j < len(told) else duration_ms
            start = in_place[0].start_ms if in_place else gap_start
            end = in_place[-1].end_ms if in_place else gap_end
            told_start = bool(in_place) and in_place[0].first
            timed += [
                _Timed(a, b, told_start and k == 0, known=bool(in_place))
                for k, (a, b) in enumerate(_spread(start, end, missing))
            ]
        elif in_place and timed:
            timed[-1] = replace(timed[-1], end_ms=in_place[-1].end_ms)
        if i < count:
            opening = in_place[0] if in_place and not timed else told[j]
            timed.append(_Timed(opening.start_ms, told[j].end_ms, opening.first))
    return timed


def _letter_spans(words: Sequence[str]) -> dict[int, slice]:
    """Where the letters of each word that has any lie among all letters."""
    lengths = [len(bare(word)) for word in words]
    ends = list(accumulate(lengths))
    return {
        i: slice(end - length, end)
        for i, (length, end) in enumerate(zip(lengths, ends, strict=True))
        if length
    }


def _word_times(
    count: int, spans: Mapping[int, slice], timed: Sequence[_Timed], duration_ms: int
) -> tuple[SpokenWord, ...]:
    """The letters' times gathered into words; words without letters share the pause they stand in."""
    times: list[SpokenWord] = []
    for i, span in spans.items():
        first, last = timed[span][0], timed[span][-1]
        times += _pause(times, first.start_ms, i - len(times))
        times.append(SpokenWord(first.start_ms, last.end_ms, first.told))
    return (*times, *_pause(times, duration_ms, count - len(times)))


def _pause(before: Sequence[SpokenWord], end_ms: int, count: int) -> list[SpokenWord]:
    start_ms = before[-1].end_ms if before else 0
    return [SpokenWord(a, b, measured=False) for a, b in _spread(start_ms, end_ms, count)]


def _spread(start_ms: int, end_ms: int, count: int) -> list[tuple[int, int]]:
    """The stretch cut into `count` even ones, without a gap or an overlap."""
    return list(pairwise(start_ms + (end_ms - start_ms) * i // max(count, 1) for i in range(count + 1)))
