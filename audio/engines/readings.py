"""From the words that an engine said to the displayed words: each gets a time."""

from collections.abc import Sequence

from audio.speech import SpokenWord


def times_of_readings(
    said: Sequence[tuple[int, int, int]], readings: int, length_ms: int
) -> tuple[SpokenWord, ...]:
    """The time of each displayed word; one that is not said has the pause in which it stands.

    Args:
        said: the words as they were said: number of the displayed word, start and end in milliseconds;
            several of one number are one displayed word.
        readings: how many displayed words there are.
        length_ms: how long the sound is.
    """
    heard: dict[int, SpokenWord] = {}
    for reading, start_ms, end_ms in said:
        first = heard.get(reading)
        heard[reading] = SpokenWord(first.start_ms if first else start_ms, end_ms)
    words: list[SpokenWord] = []
    next_start_ms = length_ms
    for index in reversed(range(readings)):
        words.append(heard.get(index) or _pause_before(next_start_ms, heard, index))
        next_start_ms = words[-1].start_ms
    return tuple(reversed(words))


def _pause_before(next_start_ms: int, heard: dict[int, SpokenWord], index: int) -> SpokenWord:
    before = next((heard[i] for i in range(index - 1, -1, -1) if i in heard), None)
    return SpokenWord(min(before.end_ms if before else 0, next_start_ms), next_start_ms)
