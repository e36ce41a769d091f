"""The use case: a sentence is spoken, and shown as it is said, with its points and its phonemes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from audio.encoding import encode
from audio.engines.base import Engine
from audio.engines.table import choose_engine, find_voice, open_engine
from audio.hebrew.decisions import Corrections
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import transcription
from audio.hebrew.spoken_text import spoken_text
from audio.speech import SpokenText, Utterance, Voice
from audio.voicing import speak_whole
from player.errors import BadUse, NoSuchEpisode
from player.files import whole_file
from player.home import Home
from player.lexicon import HOUSE

FILE_NAME = "say.mp3"


@dataclass(frozen=True)
class WordSaid:
    """One displayed word, and how it is read."""

    text: str
    spoken: str
    """As it goes to the voice; "" for a sign that is not read."""
    pointed: str
    phonemes: str
    """IPA, ``ˈ`` before a stressed vowel; both as the built-in voices say it."""


@dataclass(frozen=True)
class Saying:
    """A sentence that was said."""

    text: str
    words: tuple[WordSaid, ...]
    voice: str
    """The voice's id; "" where none was asked for and nothing was spoken."""
    output: Path | None
    """Where the sound lies; None where none was wanted."""

    @property
    def spoken(self) -> str:
        return _joined(word.spoken for word in self.words)

    @property
    def pointed(self) -> str:
        return _joined(word.pointed for word in self.words)

    @property
    def phonemes(self) -> str:
        return _joined(word.phonemes for word in self.words)


def say(home: Home, text: str, voice_id: str | None, output: Path | None, episode: str = HOUSE) -> Saying:
    """Say a sentence as an episode would be said.

    Args:
        home: whose lexicon and engines are asked.
        text: the sentence.
        voice_id: as ``karyan voices`` lists it; None for the first of the engine that the settings name.
        output: the MP3, or an existing folder in which it gets its usual name; None for no sound.
        episode: the slug of the episode whose own entries of the lexicon count too.

    Raises:
        NoSuchEpisode: if the library does not have it.
        BadUse: where there is nothing to say, or the file cannot be written.
        UnknownVoice: if no engine offers it.
        EngineUnavailable: where the engine cannot speak now.
        SpeechFailed: where the text could not be spoken whole.
    """
    if episode != HOUSE and home.library.fingerprint(episode) is None:
        raise NoSuchEpisode(episode)
    corrections = home.lexicon.corrections(episode)
    own = spoken_text(text, False, corrections)
    if not own.said:
        raise BadUse(
            'אין בזה מילה לומר; כתבו משפט במירכאות: karyan say "שלום"',
            'there is no word in that to say; write a sentence in quotes: karyan say "שלום"',
        )
    if output is None and voice_id is None:
        return Saying(text, _words(own, own), "", None)
    engine, voice = _open(home, voice_id) if output is None else ready_voice(home, voice_id)
    sent = spoken_text(text, engine.reads_numbers, corrections)
    written = None if output is None else speak_into(engine, Utterance(sent, voice), output, FILE_NAME)
    return Saying(text, _words(sent, own), voice.id, written)


def words_said(text: str, corrections: Corrections) -> tuple[WordSaid, ...]:
    """How each displayed word of a text is read, as the built-in voices say it."""
    own = spoken_text(text, False, corrections)
    return _words(own, own)


def ready_voice(home: Home, voice_id: str | None) -> tuple[Engine, Voice]:
    """A voice with its engine, which can speak now.

    Args:
        home: whose settings say how engines are reached.
        voice_id: as ``karyan voices`` lists it; None for the first of the engine that the settings name.

    Raises:
        UnknownVoice: if no engine offers it.
        EngineUnavailable: where the engine cannot speak now.
    """
    if voice_id is None:
        engine = choose_engine(home.settings.engine, home.engine_settings).engine
        return engine, engine.voices()[0]
    voice = find_voice(voice_id, home.engine_settings)
    return choose_engine(voice.engine, home.engine_settings).engine, voice


def speak_into(engine: Engine, utterance: Utterance, output: Path, name: str) -> Path:
    """Write what an engine says as an MP3.

    Args:
        engine: who speaks.
        utterance: what, and in which voice.
        output: the file, or an existing folder in which it gets the name.
        name: of the file in a folder.

    Returns:
        The file that was written.

    Raises:
        SpeechFailed: where the text could not be spoken whole.
        BadUse: where the file cannot be written.
    """
    sound = encode(speak_whole(engine, utterance).samples)
    target = output / name if output.is_dir() else output
    with whole_file(target) as file:
        file.write(sound.mp3)
    return target


def _open(home: Home, voice_id: str | None) -> tuple[Engine, Voice]:
    """A voice with its engine, whether it can speak now or not."""
    voice = find_voice(voice_id or "", home.engine_settings)
    return open_engine(voice.engine, home.engine_settings), voice


def _words(sent: SpokenText, own: SpokenText) -> tuple[WordSaid, ...]:
    """Word by word: what the voice gets, and our own reading of it."""
    # Points only come in between, so that the spaces stay where they are.
    pointed = iter(points(" ".join(reading.spoken for reading in own.readings)).split(" "))
    words = []
    for told, reading in zip(sent.readings, own.readings, strict=True):
        text = " ".join(next(pointed) for _ in reading.spoken.split(" "))
        heard = _joined(transcription(word) for word in text.split())
        shown = own.display[reading.start_char : reading.end_char]
        words.append(WordSaid(shown, told.spoken, text, heard))
    return tuple(words)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
