"""Who speaks an episode with which voice, who chose that, and how a voice sounds in one of its lines."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from audio.clips import clip_key
from audio.engines.base import Engine
from audio.engines.table import AUTO, Choice, EngineSettings, choose_engine, open_engine
from audio.errors import EngineUnavailable
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Gender, Utterance, Voice
from player.casting import cast
from player.decisions import Kind
from player.errors import BadUse
from player.home import Home
from player.jobs import nobody_works
from player.lanes import Task
from player.lexicon import HOUSE
from player.narrating import open_jobs
from player.orders import as_order
from player.transcript.model import Role, Transcript, Turn

HEARD_WITHIN_S = 40.0
"""A sentence takes a second or two; a service that is asked again and again, longer."""
_STARTING_S = 4.0
"""What workers get that have just been started, where none has told that it lives."""
_CHOICE_HOLDS_S = 60
_SAMPLE_WORDS = range(5, 21)
"""A sentence of so many words lets one know a voice."""


@dataclass(frozen=True)
class Member:
    """A speaker of the episode with his voice."""

    name: str
    role: Role
    gender: Gender
    turns: int
    words: int
    voice: Voice
    """That he would have now."""
    chosen_by: Literal["episode", "house", ""]
    """Whether it was chosen for this episode or for the house; "" where nobody chose, and the voice that fits
    best was given to him."""
    decided: Mapping[str, str]
    """What was decided, by its kind: ``role``, ``gender``, ``voice`` of the episode and ``house``; each ""
    where nothing was."""


@dataclass(frozen=True)
class Speaking:
    """The engine that would speak an episode."""

    engine: Engine
    choice: Choice | None
    """Why this one; None where it was asked for or cannot speak now."""
    unavailable: EngineUnavailable | None
    """Why it cannot speak now."""


def speaking(home: Home, asked: str = "") -> Speaking:
    """The engine that would speak, and why that one; it may be one that cannot speak now.

    Args:
        home: whose settings name the usual one.
        asked: the name of another; "" for the usual one.

    Raises:
        UnknownEngine: where there is none of that name.
        EngineUnavailable: where any may speak, and none can now.
    """
    name = asked or home.settings.engine
    try:
        choice = _choice(name, home.engine_settings, int(time.time()) // _CHOICE_HOLDS_S)
        return Speaking(choice.engine, choice, None)
    except EngineUnavailable as error:
        if name == AUTO:
            raise
        return Speaking(open_engine(name, home.engine_settings), None, error)


@lru_cache(8)
def _choice(name: str, settings: EngineSettings, _minute: int) -> Choice:
    """For a minute; asking a service that does not answer takes three seconds."""
    return choose_engine(name, settings)


def members(home: Home, slug: str, engine: Engine) -> list[Member]:
    """The speakers of an episode in order of first word, each with the voice that he would have.

    Raises:
        NoSuchDocument: where its document is not kept.
    """
    decided = home.decisions.decided(slug, engine.name)
    transcript = home.manuscripts.transcript(slug, decided)
    voices = cast(transcript.speakers, engine.voices(), decided.voices)
    turns, words = _shares(transcript)
    return [
        _member(
            home,
            slug,
            engine,
            speaker.name,
            speaker.role,
            speaker.gender,
            voices[speaker.id],
            turns[speaker.id],
            words[speaker.id],
        )
        for speaker in transcript.speakers
    ]


def member(home: Home, slug: str, engine: Engine, name: str) -> Member:
    """The speaker of that name.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where nobody in it is called so.
    """
    every = members(home, slug, engine)
    for one in every:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in every)
    raise BadUse(
        f"אין בפרק דובר בשם {name}; הדוברים הם: {names}",
        f"nobody called {name} speaks in the episode; those who do: {names}",
    )


def sample(home: Home, slug: str, engine: Engine, name: str, voice_id: str) -> Task:
    """A line of the episode that a speaker says, in some voice of the engine: a clip as any other.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where nobody in it is called so, or the engine has no such voice.
    """
    spoken_by = member(home, slug, engine, name)
    voices = {voice.id: voice for voice in engine.voices()}
    if voice_id and voice_id not in voices:
        raise BadUse(
            f"אין למנוע {engine.name} קול בשם {voice_id}; טענו את הדף שוב",
            f"the engine {engine.name} has no voice {voice_id}; load the page again",
        )
    transcript = home.manuscripts.transcript(slug, home.decisions.decided(slug))
    text = _line_of(transcript, name)
    spoken = spoken_text(text, engine.reads_numbers, home.lexicon.corrections(slug))
    utterance = Utterance(spoken, voices.get(voice_id, spoken_by.voice))
    return Task(clip_key(utterance, engine.name, engine.version), utterance)


def let_hear(home: Home, task: Task) -> None:
    """See to it that a clip is there; whoever works speaks it.

    Raises:
        KaryanError: why it could not be spoken, or that nobody did.
    """
    if home.clips.has(task.key):
        return
    somebody = home.rollcall.anybody_works()
    within_s = HEARD_WITHIN_S if somebody else _STARTING_S
    open_jobs(home.settings.queue_url).hear(task.key, as_order(task.utterance), within_s)
    if not home.clips.has(task.key):
        raise nobody_works()


def _member(
    home: Home,
    slug: str,
    engine: Engine,
    name: str,
    role: Role,
    gender: Gender,
    voice: Voice,
    turns: int,
    words: int,
) -> Member:
    def value(scope: str, kind: Kind, subject: str) -> str:
        return home.decisions.value(scope, kind, subject)

    own, house = (value(scope, "voice", f"{engine.name}:{name}") for scope in (slug, HOUSE))
    chosen = own or house
    by: Literal["episode", "house", ""] = "" if chosen != voice.id else "episode" if own else "house"
    decided = {
        "role": value(slug, "role", name),
        "gender": value(slug, "gender", name),
        "voice": own,
        "house": house,
    }
    return Member(name, role, gender, turns, words, voice, by, decided)


def _shares(transcript: Transcript) -> tuple[Counter[str], Counter[str]]:
    """How many turns and how many words are each speaker's, by his id."""
    turns, words = Counter[str](), Counter[str]()
    for turn in transcript.turns:
        turns[turn.speaker] += 1
        words[turn.speaker] += sum(len(paragraph.text.split()) for paragraph in turn.paragraphs)
    return turns, words


def _line_of(transcript: Transcript, name: str) -> str:
    """A sentence of his by which one can know a voice; else the longest there is."""
    theirs = [turn for turn in transcript.turns if transcript.speaker(turn.speaker).name == name]
    lines = list(_lines(theirs))
    fits = (line for line in lines if len(line.split()) in _SAMPLE_WORDS)
    return next(fits, max(lines, key=len))


def _lines(turns: list[Turn]) -> Iterator[str]:
    for turn in turns:
        for paragraph in turn.paragraphs:
            yield from (line.text for line in paragraph.lines)
