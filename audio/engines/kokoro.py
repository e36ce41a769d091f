"""The neural voice built in: our own Hebrew phonemes spoken by Kokoro, sentence by sentence, offline."""

from collections.abc import Iterator, Sequence

from audio.engines.base import Lanes
from audio.engines.kokoro_files import VoiceFiles
from audio.engines.kokoro_melody import questions_rise
from audio.engines.kokoro_model import SAMPLE_RATE, loaded
from audio.engines.kokoro_notation import notation
from audio.engines.kokoro_times import is_whole
from audio.engines.kokoro_voices import TIMBRES, Timbre, speed_at
from audio.engines.parts import Part, in_a_row, part_of
from audio.engines.pieces import Piece, halves, pieces
from audio.engines.sources import engine_version
from audio.engines.table import UnknownVoice
from audio.engines.takes import rests, word_stretches
from audio.errors import SpeechFailed
from audio.hebrew.niqqud import Points, points
from audio.hebrew.said_words import NotHebrew, said_words
from audio.speech import Speech, Utterance, Voice

_INSTALLED = VoiceFiles()


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
        return in_a_row(self.parts(utterance), utterance, SAMPLE_RATE)

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
        pitch = 2 ** (voice.pitch_st / 12)
        take = model.speak(text.tokens, style, speed, pitch, release=last)
        rise = questions_rise(take, piece, text.words)
        if rise is not None:
            # The lengths do not hang on the pitch, so the same take comes again with another melody.
            take = model.speak(text.tokens, style, speed, rise * pitch, release=last)
        stretches = word_stretches(take, text.words, timbre.lead_ms)
        if is_whole(take, text.words, stretches, speed):
            silences = rests(take, piece, text.words, stretches, timbre.lead_ms, voice.rate)
            yield part_of(piece, take, stretches, silences)
        elif len(piece) > 1:
            for half in halves(piece):
                yield from self._spoken(half, timbre, voice, last)
        else:
            raise _failed("מילה נבלעה", "a word was swallowed")


def _timbre(voice: Voice) -> Timbre:
    found = next((timbre for timbre in TIMBRES if timbre.id == voice.id), None)
    if found is None:
        raise UnknownVoice.named(voice.id)
    return found


def _failed(he: str, en: str) -> SpeechFailed:
    return SpeechFailed(
        f"הקול העצבי לא הקריא פסקה: {he}; תקנו את הטקסט או בחרו מנוע אחר עם ‎--engine",
        f"the neural voice could not speak a paragraph: {en}; mend the text or choose another --engine",
    )
