"""The neural voice built in: our own Hebrew phonemes spoken by Kokoro, sentence by sentence, offline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audio.engines.base import Lanes
from audio.engines.kokoro_files import VoiceFiles
from audio.engines.kokoro_model import SAMPLE_RATE, Take, loaded
from audio.engines.kokoro_notation import notation
from audio.engines.kokoro_pieces import Piece, halves, pieces
from audio.engines.kokoro_times import Stretch, heard, is_whole, word_stretches
from audio.engines.kokoro_voices import TIMBRES, Timbre, speed_at
from audio.engines.readings import times_of_readings
from audio.engines.sources import engine_version
from audio.engines.table import UnknownVoice
from audio.errors import SpeechFailed
from audio.hebrew.niqqud import Points, points
from audio.hebrew.said_words import NotHebrew, said_words
from audio.speech import Samples, Speech, Utterance, Voice
from audio.timecode import ms_from_samples, samples_from_ms

_INSTALLED = VoiceFiles()
# Silence after a piece at its own pace; the model leaves some of it, but not the same each time.
_PAUSES_MS = {
    ".": 380, "!": 380, "?": 430, "…": 520, ":": 300, ";": 300, ",": 190, "–": 260, '"': 220, "": 60
}  # fmt: skip
_PAUSE_OF_SIGNS_MS = 400
_KEPT_BEFORE_MS, _KEPT_AFTER_MS = 15, 40
"""Of what counts as silence: a soft consonant begins there, a vowel dies away there."""
_FADE_MS = 5


@dataclass(frozen=True)
class Part:
    """A piece that was spoken: from its first sound to its last."""

    words: Piece
    samples: Samples
    stretches: tuple[Stretch, ...]


class KokoroEngine:
    """Speaks Hebrew with Kokoro, a small neural model of many voices.

    Args:
        files: where the model and the styles lie.
        points: puts the vowel marks into a text; one that keeps its answers makes a second run quicker.
        threads: with how many it computes; None for one a core.
    """

    name = "kokoro"
    reads_numbers = False
    lanes = Lanes("process")

    def __init__(
        self, files: VoiceFiles = _INSTALLED, points: Points = points, threads: int | None = None
    ) -> None:
        self._files = files
        self._points = points
        self._threads = threads
        self.version = engine_version("kokoro", files.fingerprint())

    def voices(self) -> Sequence[Voice]:
        return tuple(
            Voice(timbre.id, self.name, timbre.name, timbre.gender, timbre.manner, timbre.pitch_hz)
            for timbre in TIMBRES
        )

    def check_ready(self, timeout_s: float) -> None:
        for timbre in TIMBRES:
            self._files.style(timbre.style)
        # Looked at, not loaded: with several lanes this process never speaks.
        self._files.model(), self._files.probe()
        self._points("שלום")

    def speak(self, utterance: Utterance) -> Speech:
        sound: list[Samples] = []
        said: list[tuple[int, int, int]] = []
        at = 0
        for part in self.parts(utterance):
            said += [
                (word.reading, _ms(at + start), _ms(at + end))
                for word, (start, end) in zip(part.words, part.stretches, strict=True)
            ]
            pause = _silence(round(_PAUSES_MS[part.words[-1].melody] / utterance.voice.rate))
            sound += [part.samples, pause]
            at += len(part.samples) + len(pause)
        whole = np.concatenate(sound or [_silence(_PAUSE_OF_SIGNS_MS)])
        times = times_of_readings(said, len(utterance.spoken.readings), _ms(len(whole)))
        return Speech(whole, SAMPLE_RATE, times)

    def parts(self, utterance: Utterance) -> Iterator[Part]:
        """The paragraph part by part, each as soon as it is spoken; none for signs alone.

        Raises:
            SpeechFailed: for a word that cannot be said.
            UnknownVoice: for a voice that is not among the engine's.
        """
        timbre = _timbre(utterance.voice)
        try:
            words = said_words(utterance.spoken.readings, self._points)
        except NotHebrew as error:
            raise _failed(f"המילה {error} אינה בעברית", f"the word {error} is not in Hebrew") from error
        whole = pieces(words)
        for index, piece in enumerate(whole):
            yield from self._spoken(piece, timbre, utterance.voice, last=index == len(whole) - 1)

    def _spoken(self, piece: Piece, timbre: Timbre, voice: Voice, last: bool) -> Iterator[Part]:
        """A piece in one part or, where the model did not say all of it, in two, and so on."""
        text = notation(piece)
        speed = speed_at(voice.rate)
        # The style's row is chosen by the number of tokens without the two at the ends.
        style = self._files.style(timbre.style)[len(text.tokens) - 2]
        model = loaded(self._files.model(), self._files.probe(), self._threads)
        take = model.speak(text.tokens, style, speed, 2 ** (voice.pitch_st / 12), release=last)
        stretches = word_stretches(take, text.words, timbre.lead_ms)
        if is_whole(take, text.words, stretches, speed):
            yield _trimmed(piece, take, stretches)
        elif len(piece) > 1:
            for half in halves(piece):
                yield from self._spoken(half, timbre, voice, last)
        else:
            raise _failed("מילה נבלעה", "a word was swallowed")


def _trimmed(piece: Piece, take: Take, stretches: Sequence[Stretch]) -> Part:
    """From the first sound to the last, with soft edges, so that it can be laid between silences."""
    first, last = heard(take)
    first = max(0, first - samples_from_ms(_KEPT_BEFORE_MS, SAMPLE_RATE))
    last = min(len(take.samples), last + samples_from_ms(_KEPT_AFTER_MS, SAMPLE_RATE))
    samples = take.samples[first:last].copy()
    ramp = np.linspace(0, 1, samples_from_ms(_FADE_MS, SAMPLE_RATE), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[-len(ramp) :] *= ramp[::-1]
    within = [
        (min(max(start - first, 0), len(samples)), min(max(end - first, 0), len(samples)))
        for start, end in stretches
    ]
    return Part(piece, samples, tuple(within))


def _timbre(voice: Voice) -> Timbre:
    found = next((timbre for timbre in TIMBRES if timbre.id == voice.id), None)
    if found is None:
        raise UnknownVoice.named(voice.id)
    return found


def _silence(length_ms: int) -> Samples:
    return np.zeros(samples_from_ms(length_ms, SAMPLE_RATE), np.float32)


def _ms(samples: int) -> int:
    return ms_from_samples(samples, SAMPLE_RATE)


def _failed(he: str, en: str) -> SpeechFailed:
    return SpeechFailed(
        f"הקול העצבי לא הקריא פסקה: {he}; תקנו את הטקסט או בחרו מנוע אחר עם ‎--engine",
        f"the neural voice could not speak a paragraph: {en}; mend the text or choose another --engine",
    )
