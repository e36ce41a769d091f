"""A voice of a person's own is added: it must say a sentence whole, and is measured before it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from audio.calibration import SENTENCES, measure_voice
from audio.engines.piper import PiperEngine
from audio.engines.piper_files import Speaker
from audio.engines.piper_setup import keep_measured, placed
from audio.errors import BadUse, EngineUnavailable, KaryanError
from audio.hebrew.niqqud import points
from audio.hebrew.spoken_text import spoken_text
from audio.pitch import median_pitch
from audio.speech import Gender, Speech, Utterance, Voice
from audio.voicing import speak_whole

MEASURED = SENTENCES[::3]
"""Some eighty words that begin with a plain edge: enough for a median to 5 ms."""
_LEAST_EDGES = 10
"""With fewer the lengths are believed as they are."""
_BETWEEN_HZ = 155
"""A voice below counts as a man's where nobody said what it is."""

Progress = Callable[[int, int], None]
"""Takes how many sentences were spoken, and of how many."""


def add_voice(
    path: Path,
    folder: Path,
    name: str = "",
    gender: Gender | None = None,
    speakers: Sequence[str] = (),
    tell: Progress = lambda done, total: None,
) -> tuple[Voice, ...]:
    """Add a Piper voice, whole or not at all.

    Args:
        path: the ``.onnx`` file with its ``.onnx.json`` beside it, or a folder or an archive with both.
        folder: where such voices are kept.
        name: how people see it; "" for what its file is called.
        gender: of its speakers; None where their pitch is to tell.
        speakers: those wanted of a model of several; none for all.
        tell: is told how far it has come.

    Returns:
        The voices that there are more now.

    Raises:
        BadUse: where it is no such voice, or none that can speak Hebrew.
        EngineUnavailable: where the points cannot be restored here.
    """
    with placed(path, folder, name, gender, speakers) as added:
        # Every speaker says the same sentences.
        engine = PiperEngine(added.folder.parent, cache(points))
        voices = engine.voices()
        total = len(voices) * (len(MEASURED) + 1)
        measured: dict[str, Speaker] = {}
        for index, (speaker, voice) in enumerate(zip(added.record.speakers, voices, strict=True)):
            done = _counted(tell, index * (len(MEASURED) + 1), total)
            measured[voice.id] = _measured(engine, voice, speaker, gender, done)
        keep_measured(added, measured)
    kept = {voice.id: voice for voice in PiperEngine(folder).voices()}
    return tuple(kept[voice.id] for voice in voices)


def _counted(tell: Progress, before: int, total: int) -> Callable[[], None]:
    done = before

    def one_more() -> None:
        nonlocal done
        done += 1
        tell(done, total)

    return one_more


def _measured(
    engine: PiperEngine, voice: Voice, speaker: Speaker, gender: Gender | None, spoken: Callable[[], None]
) -> Speaker:
    """A speaker with its pitch and by how much its sound runs before the model's lengths."""
    try:
        pitch_hz = median_pitch(_test_sentence(engine, voice))
        spoken()
        onsets = measure_voice(engine, voice, MEASURED, spoken)
    except EngineUnavailable:
        raise
    except KaryanError as error:
        raise _unfit(voice, error.he, error.en) from error
    except Exception as error:  # the runtime's own errors have no base but this one
        raise _unfit(voice, "המודל אינו נטען", "the model does not load") from error
    return replace(
        speaker,
        gender=gender or ("m" if pitch_hz < _BETWEEN_HZ else "f"),
        pitch_hz=round(pitch_hz),
        lead_ms=round(onsets.median_ms) if len(onsets.errors_ms) >= _LEAST_EDGES else 0,
    )


def _test_sentence(engine: PiperEngine, voice: Voice) -> Speech:
    utterance = Utterance(spoken_text(SENTENCES[0], engine.reads_numbers), voice)
    speak_whole(engine, utterance)
    return engine.speak(utterance)


def _unfit(voice: Voice, he: str, en: str) -> BadUse:
    return BadUse(
        f"הקול {voice.name} לא הצליח לומר משפט לניסיון, ולא נוסף ({he}); בחרו קול אחר",
        f"the voice {voice.name} could not say a test sentence and was not added ({en}); choose another",
    )
