"""From an utterance to a stored clip: speak, check, shape, encode, keep."""

from audio.checks import check
from audio.clips import Clip, ClipStore
from audio.encoding import encode
from audio.engines.base import Engine
from audio.mixing import ShapedSpeech, shape
from audio.speech import Utterance


def make_clip(engine: Engine, clips: ClipStore, key: str, utterance: Utterance) -> None:
    """Speak an utterance and keep the clip under its key; what does not pass the checks is not kept.

    Raises:
        EngineUnavailable: where the engine cannot speak now.
        SpeechFailed: where it spoke, but not all of it or not rightly.
    """
    shaped = speak_whole(engine, utterance)
    clip = Clip(
        key=key,
        words=shaped.words,
        length_ms=shaped.length_ms,
        speech_start_ms=shaped.speech_start_ms,
        speech_end_ms=shaped.speech_end_ms,
        loudness_lufs=shaped.loudness_lufs,
        voice=utterance.voice.id,
        spoken=utterance.spoken.said,
    )
    clips.put(clip, encode(shaped.samples))


def speak_whole(engine: Engine, utterance: Utterance) -> ShapedSpeech:
    """Speak an utterance, and see that all of it was said; the sound is ready to be encoded.

    Raises:
        EngineUnavailable: where the engine cannot speak now.
        SpeechFailed: where it spoke, but not all of it or not rightly.
    """
    speech = engine.speak(utterance)
    check(speech, utterance)
    return shape(speech)
