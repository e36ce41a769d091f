"""Any Piper voice that people added: our own phonemes in its signs, the words' times from its own lengths."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from audio.engines.base import Lanes
from audio.engines.parts import Part, in_a_row, part_of
from audio.engines.pieces import Piece, halves, pieces
from audio.engines.piper_files import Added, Speaker, added_voices, fingerprint
from audio.engines.piper_model import loaded
from audio.engines.piper_notation import notation
from audio.engines.sources import engine_version
from audio.engines.table import UnknownVoice
from audio.engines.takes import all_heard, rests, word_stretches
from audio.errors import EngineUnavailable, SpeechFailed
from audio.hebrew.niqqud import Points, points
from audio.hebrew.said_words import NotHebrew, said_words
from audio.speech import Speech, Utterance, Voice


class PiperEngine:
    """Speaks Hebrew with the Piper voices in a folder.

    Args:
        folder: where `piper_setup` put them; None for none.
        points: puts the vowel marks into a text; one that keeps its answers makes a second run quicker.
        threads: with how many it computes; None for one a core.
    """

    name = "piper"
    reads_numbers = False
    lanes = Lanes("process")

    def __init__(self, folder: Path | None, points: Points = points, threads: int | None = None) -> None:
        self._added = added_voices(folder)
        self._points = points
        self._threads = threads
        self.version = engine_version("piper", fingerprint(self._added))

    def voices(self) -> Sequence[Voice]:
        return tuple(
            Voice(speaker.id, self.name, speaker.name, speaker.gender, speaker.manner, speaker.pitch_hz)
            for added in self._added
            for speaker in added.record.speakers
        )

    def check_ready(self, timeout_s: float) -> None:
        if not self._added:
            raise EngineUnavailable(
                "לא נוסף אף קול Piper; הוסיפו אחד עם karyan voices add PATH",
                "no Piper voice was added; add one with `karyan voices add PATH`",
            )
        for added in self._added:
            added.find_model()
        self._points("שלום")

    def speak(self, utterance: Utterance) -> Speech:
        added, _ = self._find(utterance.voice)
        return in_a_row(self.parts(utterance), utterance, added.config.sample_rate)

    def parts(self, utterance: Utterance) -> Iterator[Part]:
        """The paragraph part by part, each as soon as it is spoken; none for signs alone.

        Raises:
            SpeechFailed: for a word that cannot be said.
            UnknownVoice: for a voice that is not among the engine's.
        """
        added, speaker = self._find(utterance.voice)
        try:
            words = said_words(utterance.spoken.readings, self._points)
        except NotHebrew as error:
            raise _failed(f"המילה {error} אינה בעברית", f"the word {error} is not in Hebrew") from error
        for piece in pieces(words):
            yield from self._spoken(piece, added, speaker, utterance.voice)

    def _spoken(self, piece: Piece, added: Added, speaker: Speaker, voice: Voice) -> Iterator[Part]:
        """A piece in one part or, where the model did not say all of it, in two, and so on."""
        text = notation(piece, added.config)
        model = loaded(added.find_model(), added.record.durations, self._threads)
        take = model.speak(text.tokens, added.config, speaker.number, voice.rate, 2 ** (voice.pitch_st / 12))
        stretches = word_stretches(take, text.words, speaker.lead_ms)
        if all_heard(take, stretches):
            silences = rests(take, piece, text.words, stretches, speaker.lead_ms, voice.rate)
            yield part_of(piece, take, stretches, silences)
        elif len(piece) > 1:
            for half in halves(piece):
                yield from self._spoken(half, added, speaker, voice)
        else:
            raise _failed("מילה נבלעה", "a word was swallowed")

    def _find(self, voice: Voice) -> tuple[Added, Speaker]:
        for added in self._added:
            for speaker in added.record.speakers:
                if speaker.id == voice.id:
                    return added, speaker
        raise UnknownVoice.named(voice.id)


def _failed(he: str, en: str) -> SpeechFailed:
    return SpeechFailed(
        f"קול ה־Piper לא הקריא פסקה: {he}; תקנו את הטקסט או בחרו קול אחר",
        f"the Piper voice could not speak a paragraph: {en}; mend the text or choose another voice",
    )
