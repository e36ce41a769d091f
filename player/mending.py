"""Mending an episode: who speaks, what is said and how, with whose voice, after which pause, and if at all.

Every wish is checked, told of what it costs, and made as one act of the history. It is heard with the next
narration, for which only the clips are spoken whose words or voice changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from audio.engines.base import Engine
from audio.engines.table import AUTO, choose_engine, find_voice, open_engine
from audio.hebrew.plain_entries import plain_written
from audio.speech import Voice
from player.casting import cast
from player.decisions import YES, Change, Edit, Kind
from player.errors import BadUse
from player.home import Home
from player.lexicon import HOUSE, new_entry
from player.narration import plan_episode
from player.orders import missing_clips
from player.settling import first_words, names_with_guest
from player.transcript.model import Paragraph, Transcript
from player.transcript.shown import plain

LONGEST_PAUSE_MS = 10_000
LONGEST_TEXT = 20_000
"""Characters of a paragraph: some twenty minutes of talk."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants."""

    kind: Kind
    subject: str
    """See `player.decisions.Kind`."""
    after: str
    """"" for what the document says, or the usual."""
    before: str | None = None
    """What stood there when he wished it; None for whatever does now."""
    for_house: bool = False
    """Of a voice or a reading: whether it is to hold for every episode."""


@dataclass(frozen=True)
class Cost:
    """What a change makes anew, before it is made."""

    clips: int
    """To be spoken."""
    letters: int
    """In them."""
    seconds: float | None = None
    """To speak them, by the engine's pace of late; None where it is not known."""


def changes(home: Home, slug: str, wishes: Sequence[Wish]) -> list[Change]:
    """What would be changed, each wish checked.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where a wish cannot be.
    """
    transcript = home.manuscripts.original(slug, home.decisions.decided(slug))
    return [_change(home, slug, transcript, wish) for wish in wishes]


def mend(home: Home, slug: str, wishes: Sequence[Wish], made_by: str) -> Edit:
    """Make changes, all or none.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where a wish cannot be.
        Conflict: where something else stands there by now than when it was wished.
    """
    return home.decisions.make(slug, changes(home, slug, wishes), made_by)


def cost(home: Home, slug: str, wishes: Sequence[Wish], engine: Engine) -> Cost:
    """What the wishes would cost, without making them.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where a wish cannot be.
    """
    plan = plan_episode(slug, home, engine, changes(home, slug, wishes))
    # What is heard already is there; to look for the thousands of them takes longer than all the rest.
    missing = missing_clips(plan, home.clips, home.library.clips(slug))
    letters = sum(clip.letters for clip in missing)
    pace_ms = home.runs.ms_a_letter(engine.name)
    return Cost(len(missing), letters, None if pace_ms is None else letters * pace_ms / 1000)


def as_narrated(home: Home, slug: str) -> Home:
    """The home with the engine that speaks the episode already: a mended word is no reason for another one.

    What was never narrated is spoken by the engine that the settings name.
    """
    engine = home.library.engine(slug)
    return replace(home, settings=home.settings.but(engine=engine)) if engine else home


def engine_of(home: Home) -> Engine:
    """The engine that a home's settings name.

    Raises:
        EngineUnavailable: where they leave the choice, and none can speak now.
    """
    name, settings = home.settings.engine, home.engine_settings
    return choose_engine(name, settings).engine if name == AUTO else open_engine(name, settings)


def voice_of(home: Home, slug: str, engine: Engine, name: str) -> Voice:
    """The voice in which an engine speaks somebody in an episode.

    Raises:
        NoSuchDocument: where the episode's document is not kept.
        BadUse: where nobody of that name can speak there.
    """
    transcript = home.manuscripts.transcript(slug, home.decisions.decided(slug))
    _known_name(transcript, name)
    chosen = home.decisions.decided(slug, engine.name).voices
    voices = cast(transcript.speakers, engine.voices(), chosen)
    speaking = {speaker.name: speaker.id for speaker in transcript.speakers}
    # Whoever speaks nothing yet, for all that is his is left unspoken, is heard with the first voice.
    return voices[speaking[name]] if name in speaking else engine.voices()[0]


def from_here_to_the_next_label(transcript: Transcript, key: str) -> list[str]:
    """The keys of a paragraph and of those after it that no label gives to anybody."""
    paragraphs = transcript.paragraphs
    start = _paragraph(transcript, key).index
    keys = [key]
    for paragraph in paragraphs[start + 1 :]:
        if not paragraph.why:
            break
        keys.append(paragraph.key)
    return keys


def _change(home: Home, slug: str, transcript: Transcript, wish: Wish) -> Change:
    subject, after, about = _CHECKS[wish.kind](home, slug, transcript, wish)
    scope = HOUSE if wish.for_house and wish.kind in _HOUSES else slug
    before = wish.before
    if before is None:
        before = home.decisions.value(scope, wish.kind, subject)
    return Change(scope, wish.kind, subject, before, after, about)


def _paragraph(transcript: Transcript, key: str) -> Paragraph:
    for paragraph in transcript.paragraphs:
        if paragraph.key == key:
            return paragraph
    raise no_such_paragraph()


def no_such_paragraph() -> BadUse:
    """That a key is of no paragraph of the document."""
    return BadUse(
        "הפסקה הזאת אינה במסמך של הפרק; טענו את הדף שוב",
        "the episode's document has no such paragraph; load the page again",
    )


_Checked = tuple[str, str, str]
"""Subject, value, and the subject as people see it."""


def _speaker(_home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    paragraph = _paragraph(transcript, wish.subject)
    name = wish.after and _known_name(transcript, wish.after)
    return paragraph.key, name, first_words(paragraph.text)


def _text(_home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    paragraph = _paragraph(transcript, wish.subject)
    text = plain(wish.after)
    if len(text) > LONGEST_TEXT or (wish.after and not any(map(str.isalnum, text))):
        raise BadUse(
            "בפסקה צריכה לעמוד מילה אחת לפחות; פסקה שאין להקריא מסמנים „לא להקריא”",
            "a paragraph needs a word at least; one that is not to be spoken is marked so",
        )
    return paragraph.key, "" if text == paragraph.text else text, first_words(paragraph.text)


def _pause(_home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    paragraph = _paragraph(transcript, wish.subject)
    if wish.after and not (wish.after.isdecimal() and int(wish.after) <= LONGEST_PAUSE_MS):
        raise BadUse(
            f"הפסקה בין דברים נמדדת באלפיות שנייה, 0 עד {LONGEST_PAUSE_MS}",
            f"a pause is told in milliseconds, 0 to {LONGEST_PAUSE_MS}",
        )
    return paragraph.key, wish.after, first_words(paragraph.text)


def _unspoken(_home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    paragraph = _paragraph(transcript, wish.subject)
    return paragraph.key, YES if wish.after else "", first_words(paragraph.text)


def _of_speaker(_home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    name = _known_name(transcript, wish.subject)
    values = _VALUES[wish.kind]
    if wish.after and wish.after not in values:
        raise BadUse(
            f"{wish.after} אינו אפשרי כאן; בחרו: {', '.join(values)}",
            f"{wish.after} is not possible here; choose {', '.join(values)}",
        )
    return name, wish.after, name


def _voice(home: Home, _slug: str, transcript: Transcript, wish: Wish) -> _Checked:
    engine, _, name = wish.subject.partition(":")
    if wish.after and find_voice(wish.after, home.engine_settings).engine != engine:
        raise BadUse(
            f"הקול {wish.after} אינו של המנוע {engine}; הפקודה karyan voices מציגה את הקולות",
            f"the voice {wish.after} is not one of {engine}'s; `karyan voices` shows them",
        )
    return f"{engine}:{_known_name(transcript, name)}", wish.after, name


def _reading(_home: Home, slug: str, _transcript: Transcript, wish: Wish) -> _Checked:
    scope = HOUSE if wish.for_house else slug
    if not wish.after:
        written = plain_written(wish.subject)
        return written, "", written
    entry = new_entry(wish.subject, wish.after, scope)
    return entry.written, entry.said, entry.written


def possible_names(transcript: Transcript) -> tuple[str, ...]:
    """Whose a paragraph can be: those who speak, and the title block's guest where nothing was given him."""
    return names_with_guest([speaker.name for speaker in transcript.speakers], transcript.heading.guest)


def _known_name(transcript: Transcript, name: str) -> str:
    names = possible_names(transcript)
    if name not in names:
        raise BadUse(
            f"אין בפרק דובר בשם {name}; הדוברים הם: {', '.join(names)}",
            f"nobody called {name} speaks in the episode; those who do: {', '.join(names)}",
        )
    return name


_HOUSES: tuple[Kind, ...] = ("voice", "reading")
"""What can be decided for the whole house."""
_VALUES: dict[Kind, tuple[str, ...]] = {"role": ("host", "guest", "narrator"), "gender": ("m", "f")}
_CHECKS: dict[Kind, Callable[[Home, str, Transcript, Wish], _Checked]] = {
    "speaker": _speaker,
    "text": _text,
    "pause": _pause,
    "unspoken": _unspoken,
    "role": _of_speaker,
    "gender": _of_speaker,
    "voice": _voice,
    "reading": _reading,
}
