"""An engine that is there at times, and at times cannot say a word: what a stand-in is for."""

from collections.abc import Sequence
from dataclasses import replace

from audio.engines.base import Lanes
from audio.engines.espeak import EspeakEngine
from audio.errors import EngineUnavailable, SpeechFailed
from audio.speech import Speech, Utterance, Voice

DRAFT = EspeakEngine()


class Unsteady:
    """In the place of Edge's, with voices of its own, which sound like the draft's."""

    name = "edge"
    version = "1"
    reads_numbers = False
    lanes = Lanes("thread", 3)

    def __init__(self) -> None:
        self.is_gone = False
        self.cannot_say: tuple[str, ...] = ()
        self.asked: list[str] = []

    def voices(self) -> Sequence[Voice]:
        return tuple(
            replace(voice, id=voice.id.replace("espeak", "edge"), engine="edge") for voice in DRAFT.voices()
        )

    def check_ready(self, timeout_s: float) -> None:
        if self.is_gone:
            raise EngineUnavailable("השירות איננו", "the service is gone")

    def speak(self, utterance: Utterance) -> Speech:
        self.asked.append(utterance.spoken.display)
        if any(word in utterance.spoken.display for word in self.cannot_say):
            raise SpeechFailed("התשובה נקטעה", "the answer was cut off")
        own = utterance.voice
        voice = replace(own, id=own.id.replace("edge", "espeak"), engine="espeak")
        return DRAFT.speak(replace(utterance, voice=voice))
