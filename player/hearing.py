"""The use case: one voice says its line, to be heard before a conversation is given to it."""

from pathlib import Path

from audio.encoding import encode
from audio.engines.table import choose_engine, find_voice
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance, Voice
from audio.voicing import speak_whole
from player.files import whole_file
from player.home import Home

_READS = {"m": "מקריא", "f": "מקריאה"}


def sample_line(voice: Voice) -> str:
    """What a voice says of itself; statement, list and question, so that its melody is heard."""
    reads = _READS[voice.gender]
    return f"שלום, אני {voice.name}. אני {reads} שיחות: על אנשים, על ספרים ועל הדרך. נתחיל?"


def let_hear(home: Home, voice_id: str, text: str | None, output: Path) -> Path:
    """Write an MP3 of a voice.

    Args:
        home: whose settings say how engines are reached.
        voice_id: as ``karyan voices`` lists it.
        text: what it says; None for its sample line.
        output: the file, or an existing folder in which it gets the voice's name.

    Returns:
        The file that was written.

    Raises:
        UnknownVoice: if no engine offers it.
        EngineUnavailable: where its engine cannot speak now.
        SpeechFailed: where the text could not be spoken whole.
        BadUse: where the file cannot be written.
    """
    voice = find_voice(voice_id, home.engine_settings)
    engine = choose_engine(voice.engine, home.engine_settings).engine
    spoken = spoken_text(text or sample_line(voice), engine.reads_numbers)
    sound = encode(speak_whole(engine, Utterance(spoken, voice)).samples)
    target = output / f"{voice.id}.mp3" if output.is_dir() else output
    with whole_file(target) as file:
        file.write(sound.mp3)
    return target
