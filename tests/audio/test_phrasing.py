"""What is heard between the words, measured in the sound of both built-in voices and not in what was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

import numpy as np
import pytest

from audio.engines.base import Engine
from audio.engines.espeak import EspeakEngine
from audio.engines.kokoro import KokoroEngine
from audio.hebrew.niqqud import points
from audio.hebrew.spoken_text import spoken_text
from audio.pitch import frame_pitch
from audio.speech import Speech, Utterance, Voice
from audio.timecode import samples_from_ms
from player.layout import PARAGRAPH_PAUSE_MS

# Each is said with a sign in place of the stroke.
BROKEN = ("אתמול בערב הלכנו לים|והמים היו חמים מאוד.", "הילד רץ מהר|אבל האוטובוס נסע.")
QUOTED = 'המורה שלנו אמר "המים היו חמים מאוד" ואז הלך.'
YES_NO = ("אתה בא איתנו מחר לים", "הילדים הלכו לישון מוקדם", "ראית את הסרט החדש", "אכלתם כבר ארוחת בוקר")
SIGNS = {"comma": ",", "dash": " –", "sentence": ".", "halt": "...", "spaced dashes": " - - -"}
NEURAL = (pytest.param(voice, marks=pytest.mark.slow) for voice in ("kokoro-ehud", "kokoro-yael"))
VOICES = ("espeak-itay", "espeak-tamar", *NEURAL)
SILENT_DB = -36
HOP_MS = 5


@dataclass(frozen=True)
class Speaker:
    """A voice with the engine that it speaks by."""

    engine: Engine
    voice: Voice

    def speak(self, text: str) -> Speech:
        return _speak(self.engine, self.voice, text)


@cache  # the same words sound the same each time
def _speak(engine: Engine, voice: Voice, text: str) -> Speech:
    return engine.speak(Utterance(spoken_text(text, engine.reads_numbers), voice))


@pytest.fixture(scope="module", params=VOICES)
def speaker(request: pytest.FixtureRequest) -> Speaker:
    made: dict[str, type[EspeakEngine | KokoroEngine]] = {"espeak": EspeakEngine, "kokoro": KokoroEngine}
    engine = made[request.param.partition("-")[0]](points=cache(points))
    (voice,) = (voice for voice in engine.voices() if voice.id == request.param)
    return Speaker(engine, voice)


def silence_ms(speech: Speech, word: int, following: int) -> int:
    """The longest silence around the end of one word and the start of another."""
    hop = samples_from_ms(HOP_MS, speech.sample_rate)
    levels = np.abs(speech.samples[: len(speech.samples) // hop * hop]).reshape(-1, hop).max(axis=1)
    quiet = levels < levels.max() * 10 ** (SILENT_DB / 20)
    first = max(0, speech.words[word].end_ms - 100) // HOP_MS
    last = (speech.words[following].start_ms + 100) // HOP_MS
    longest = lasts = 0
    for silent in quiet[first:last]:
        lasts = lasts + 1 if silent else 0
        longest = max(longest, lasts)
    return longest * HOP_MS


def rests(speaker: Speaker, sign: str) -> Iterator[int]:
    """The silence at a sign, in milliseconds, in each sentence."""
    for sentence in BROKEN:
        before, after = sentence.split("|")
        text = f"{before}{sign} {after}"
        word, following = len(before.split()) - 1, len(text.split()) - len(after.split())
        yield silence_ms(speaker.speak(text), word, following)


def test_a_comma_a_dash_a_sentence_a_halt_and_a_paragraph_wait_longer_each_than_the_one_before(
    speaker: Speaker,
) -> None:
    heard = {name: list(rests(speaker, sign)) for name, sign in SIGNS.items()}
    lengths = {name: median(silences) for name, silences in heard.items()}
    assert 120 <= lengths["comma"] < lengths["dash"] < lengths["sentence"] < lengths["halt"]
    assert lengths["halt"] + 50 < PARAGRAPH_PAUSE_MS
    assert lengths["spaced dashes"] == pytest.approx(lengths["halt"], abs=30)
    assert min(heard["dash"]) >= 120


def test_a_quotation_is_set_apart_at_its_start_and_at_its_end(speaker: Speaker) -> None:
    speech = speaker.speak(QUOTED)
    for word in (2, 6):
        assert 120 <= silence_ms(speech, word, word + 1) <= 320, word


def test_the_words_around_a_rest_are_where_they_are_heard(speaker: Speaker) -> None:
    speech = speaker.speak(QUOTED)
    for word in (2, 6):
        ends, starts = speech.words[word].end_ms, speech.words[word + 1].start_ms
        inner = slice(*(samples_from_ms(ms, speech.sample_rate) for ms in (ends + 50, starts - 50)))
        assert starts - ends >= 150
        assert np.abs(speech.samples[inner]).max() < 0.05 * np.abs(speech.samples).max()


def last_pitch_st(speech: Speech) -> float:
    """Where the voice ends, in semitones over its own median."""
    frame = samples_from_ms(40, speech.sample_rate)
    last = samples_from_ms(speech.words[-1].start_ms, speech.sample_rate)

    def pitches(first: int) -> list[float]:
        starts = range(first, len(speech.samples) - frame, frame // 4)
        found = [frame_pitch(speech.samples[at : at + frame], speech.sample_rate) for at in starts]
        return [pitch for pitch in found if pitch]

    ending, whole = pitches(last), pitches(0)
    return float(12 * np.log2(np.median(ending[-max(3, len(ending) // 3) :]) / np.median(whole)))


def test_a_question_ends_higher_than_a_statement(speaker: Speaker) -> None:
    higher = [
        last_pitch_st(speaker.speak(f"{words}?")) - last_pitch_st(speaker.speak(f"{words}."))
        for words in YES_NO
    ]
    assert median(higher) >= {"espeak": 0.8, "kokoro": 4.0}[speaker.engine.name], higher
