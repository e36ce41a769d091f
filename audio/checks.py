"""Is this speech whole? The same questions to every engine, asked before a speech becomes a clip."""

import numpy as np

from audio.errors import SpeechFailed
from audio.speech import Samples, Speech, SpokenWord, Utterance

SILENT_PEAK = 0.005
"""A speech that never gets louder (−46 dBFS) holds no voice."""
DEAD_PEAK = 0.0005
"""A word that never gets louder (−66 dBFS) was lost: even a whisper before levelling is above it."""
SHORTEST_TESTED_WORD_MS = 100
"""Within less, the closure of a plosive may be all there is."""
LEAST_MS_PER_LETTER = 20
"""Hebrew, written without its vowels, takes 60–90 ms a letter at an ordinary pace."""
MOST_MS_PER_LETTER = 500
DIGIT_LETTERS = 8
"""A digit is read as up to so many letters ("7" may be "שבע מאות")."""
LONGEST_PAUSES_MS = 4_000
"""Silence around a speech, which is most of what a very short one lasts."""


def check(speech: Speech, utterance: Utterance) -> None:
    """Return when the speech is a whole answer to the utterance.

    Raises:
        SpeechFailed: with what is wrong; such a speech must not become a clip.
    """
    _check_words(speech, utterance)
    if not np.isfinite(speech.samples).all():
        raise not_spoken("בקול יש ערכים שאינם מספרים", "the sound holds values that are no numbers")
    if _letters(utterance):
        _check_length(speech, utterance)
        _check_heard(speech, utterance)


def not_spoken(reason_he: str, reason_en: str) -> SpeechFailed:
    """The error of a speech that is not whole: the reason, and what to do."""
    return SpeechFailed(
        f"הקראת פסקה לא הצליחה: {reason_he}; הריצו שוב, ואם זה חוזר בחרו מנוע אחר עם ‎--engine",
        f"a paragraph could not be spoken: {reason_en}; run again, or choose another engine with --engine",
    )


def _check_words(speech: Speech, utterance: Utterance) -> None:
    wanted, got = len(utterance.spoken.readings), len(speech.words)
    if got != wanted:
        raise not_spoken(f"נמסרו זמנים ל־{got} מילים מתוך {wanted}", f"{got} of {wanted} words have a time")
    end_before = 0
    for word in speech.words:
        if word.end_ms < word.start_ms:
            raise not_spoken("מילה מסתיימת לפני תחילתה", "a word ends before it starts")
        if word.start_ms < end_before:
            raise not_spoken("זמני המילים אינם עולים", "the words' times do not rise")
        end_before = word.end_ms
    if end_before > speech.duration_ms:
        raise not_spoken("הקול נגמר לפני המילה האחרונה", "the sound ends before the last word does")


def _letters(utterance: Utterance) -> int:
    return sum(character.isalnum() for reading in utterance.spoken.readings for character in reading.spoken)


def _check_length(speech: Speech, utterance: Utterance) -> None:
    letters = _letters(utterance)
    digits = sum(c.isdigit() for reading in utterance.spoken.readings for c in reading.spoken)
    at_most = (letters + digits * (DIGIT_LETTERS - 1)) * MOST_MS_PER_LETTER + LONGEST_PAUSES_MS
    if speech.duration_ms < letters * LEAST_MS_PER_LETTER / max(1.0, utterance.voice.rate):
        raise not_spoken("הקול קצר מכדי להכיל את הטקסט", "the sound is too short to hold the text")
    if speech.duration_ms > at_most / min(1.0, utterance.voice.rate):
        raise not_spoken("הקול ארוך מדי לטקסט הזה", "the sound is far too long for the text")


def _check_heard(speech: Speech, utterance: Utterance) -> None:
    if np.abs(speech.samples).max(initial=0.0) < SILENT_PEAK:
        raise not_spoken("הקול שקט לגמרי", "the sound is silent")
    for word, reading in zip(speech.words, utterance.spoken.readings, strict=True):
        tested = word.measured and reading.spoken and word.end_ms - word.start_ms >= SHORTEST_TESTED_WORD_MS
        if tested and np.abs(_sound_of(word, speech)).max(initial=0.0) < DEAD_PEAK:
            text = utterance.spoken.display[reading.start_char : reading.end_char]
            raise not_spoken(f"שקט במקום המילה „{text}”", f'there is silence in place of the word "{text}"')


def _sound_of(word: SpokenWord, speech: Speech) -> Samples:
    rate = speech.sample_rate
    return speech.samples[word.start_ms * rate // 1000 : word.end_ms * rate // 1000]
