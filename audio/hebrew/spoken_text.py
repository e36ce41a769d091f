"""What is said for each displayed word."""

from audio.hebrew.letters import without_unseen
from audio.speech import Reading, SpokenText, word_spans


def spoken_text(display: str, reads_numbers: bool) -> SpokenText:
    """A paragraph with the words to say for each of its displayed words."""
    readings = []
    for start, end in word_spans(display):
        word = without_unseen(display[start:end])
        readings.append(Reading(start, end, word if any(map(str.isalnum, word)) else ""))
    return SpokenText(display, tuple(readings))
