"""The use case: one voice says its line, to be heard before a conversation is given to it."""

from pathlib import Path

from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance, Voice
from player.home import Home
from player.lexicon import HOUSE
from player.saying import ready_voice, speak_into

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
    engine, voice = ready_voice(home, voice_id)
    corrections = home.lexicon.corrections(HOUSE)
    spoken = spoken_text(text or sample_line(voice), engine.reads_numbers, corrections)
    return speak_into(engine, Utterance(spoken, voice), output, f"{voice.id}.mp3")
