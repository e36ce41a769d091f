"""The settings, as a table that feeds the environment, the command line's help and the documents."""

import locale
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from audio.engines.table import AUTO, ENGINES
from audio.errors import BadUse

PRIVATE, PUBLIC = "private", "public"
"""Who may follow the feed."""
BUILT_IN = tuple(engine for engine, entry in ENGINES.items() if entry.built_in)
LANGUAGES = ("he", "en")
"""Of messages; the page has its own choice for each reader."""


@dataclass(frozen=True)
class Setting:
    """One setting, read from the environment variable `variable`."""

    name: str
    variable: str
    default: str
    """As people read it in the help; the value itself where it is plain."""
    help_he: str
    help_en: str
    changeable: bool = False
    """Whether the house may decide it, on the page: what is a machine's own it may not."""
    choices: tuple[str, ...] = ()
    """Where only these can be; "" or none stands for the default."""


SETTINGS = (
    Setting(
        "home",
        "KARYAN_HOME",
        "the user's data folder",
        "התיקייה שבה נשמרים הספרייה, הקטעים והפרקים",
        "the folder that holds the library, the clips and the episodes",
    ),
    Setting(
        "database_url",
        "KARYAN_DATABASE_URL",
        "sqlite in KARYAN_HOME",
        "מסד הנתונים של הספרייה, ככתובת של SQLAlchemy",
        "the library's database, as SQLAlchemy writes it",
    ),
    Setting(
        "queue_url",
        "KARYAN_QUEUE_URL",
        "sqlite in KARYAN_HOME",
        "התור של ההקראות ברקע: sqlite:///…, redis://… או postgresql://…",
        "the queue of narrations in the background: sqlite:///…, redis://… or postgresql://…",
    ),
    Setting(
        "media_url",
        "KARYAN_MEDIA_URL",
        "a folder in KARYAN_HOME",
        "המקום שבו נשמרים קטעי הקול והקבצים המוגמרים, למשל file:///srv/karyan",
        "where clips and finished files are kept, e.g. file:///srv/karyan",
    ),
    Setting(
        "engine",
        "KARYAN_ENGINE",
        "auto",
        "מנוע הדיבור: auto, edge, kokoro, piper או espeak",
        "the engine that speaks: auto, edge, kokoro, piper or espeak",
        changeable=True,
        choices=(AUTO, *ENGINES),
    ),
    Setting(
        "voices",
        "KARYAN_VOICES",
        "a folder of the installation",
        "התיקייה של קובצי הקול העצבי, שהפקודה karyan voices install ממלאת",
        "the folder of the neural voice's files, which `karyan voices install` fills",
    ),
    Setting(
        "piper_voices",
        "KARYAN_PIPER_VOICES",
        "a folder in KARYAN_HOME",
        "התיקייה של קולות Piper שנוספו בפקודה karyan voices add",
        "the folder of the Piper voices that were added by `karyan voices add`",
    ),
    Setting(
        "edge_url",
        "KARYAN_EDGE_URL",
        "",
        "שירות אחר שמדבר בפרוטוקול של Edge, למשל ws://127.0.0.1:8765/edge",
        "another service that speaks Edge's wire, e.g. ws://127.0.0.1:8765/edge",
    ),
    Setting(
        "edge_requests",
        "KARYAN_EDGE_REQUESTS",
        "3",
        "כמה בקשות נשלחות לשירות של Edge בו בזמן, 1 עד 6",
        "how many requests Edge's service gets at a time, 1 to 6",
        changeable=True,
    ),
    Setting(
        "fallback",
        "KARYAN_FALLBACK",
        "",
        "המנוע המובנה שמקריא את מה שהמנוע שנבחר לא הצליח להקריא: kokoro או espeak",
        "the built-in engine that speaks what the chosen one could not: kokoro or espeak",
        changeable=True,
        choices=BUILT_IN,
    ),
    Setting(
        "jobs",
        "KARYAN_JOBS",
        "0",
        "כמה קטעים נוצרים בו בזמן; 0 פירושו אחד לכל ליבה",
        "how many clips are made at once; 0 means one a processor core",
        changeable=True,
    ),
    Setting(
        "host",
        "KARYAN_HOST",
        "127.0.0.1",
        "הכתובת שבה הדף מוגש",
        "the address on which the page is served",
    ),
    Setting(
        "port", "KARYAN_PORT", "8451", "הפתחה (port) שבה הדף מוגש", "the port on which the page is served"
    ),
    Setting(
        "site",
        "KARYAN_SITE",
        "",
        "הכתובת שבה אחרים מגיעים אל הדף, למשל https://talks.example; היא נכתבת בערוץ הפודקאסט",
        "the address by which others reach the page, e.g. https://talks.example; the podcast feed names it",
        changeable=True,
    ),
    Setting(
        "feed",
        "KARYAN_FEED",
        "private",
        "private: ערוץ הפודקאסט בכתובת סודית, שהפקודה karyan feed מראה; public: בכתובת שהדף מראה לכול",
        "private: the podcast feed has a secret address, told by `karyan feed`; public: the page names it",
        changeable=True,
        choices=(PRIVATE, PUBLIC),
    ),
    Setting(
        "language",
        "KARYAN_LANGUAGE",
        "the system's, Hebrew or else English",
        "שפת ההודעות: he או en",
        "the language of messages: he or en",
        changeable=True,
        choices=LANGUAGES,
    ),
)


@dataclass(frozen=True)
class Settings:
    """The settings as they hold for one run."""

    home: Path
    database_url: str
    queue_url: str
    media_url: str
    engine: str
    voices: Path | None
    """None for the installation's own folder."""
    piper_voices: Path
    edge_url: str | None
    edge_requests: int
    fallback: str
    """"" for none: what the chosen engine cannot speak has failed."""
    jobs: int
    host: str
    port: int
    site: str
    """Without a slash at its end; "" for the address that the page is asked by."""
    feed: str
    """`PUBLIC` or `PRIVATE`."""
    language: str
    given: frozenset[str] = frozenset()
    """The names of those that environment or command line gave: they go before what the house decided."""

    def but(self, **given: Any) -> "Settings":
        """The same with others given, as by the command line."""
        return replace(self, **given, given=self.given.union(given))


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read every setting from the environment, defaults where it is silent.

    Raises:
        BadUse: where a value is none that the setting can have.
    """
    value = {setting.name: environment.get(setting.variable, "").strip() for setting in SETTINGS}
    home = Path(value["home"]).expanduser() if value["home"] else user_data_path("karyan", appauthor=False)
    home = home.absolute()
    return Settings(
        home=home,
        database_url=value["database_url"] or f"sqlite:///{home / 'library.sqlite3'}",
        queue_url=value["queue_url"] or f"sqlite:///{home / 'queue.sqlite3'}",
        media_url=value["media_url"] or (home / "media").as_uri(),
        engine=_either("KARYAN_ENGINE", value["engine"] or AUTO, (AUTO, *ENGINES)),
        voices=_folder(value["voices"]) if value["voices"] else None,
        piper_voices=_folder(value["piper_voices"]) if value["piper_voices"] else home / "voices" / "piper",
        edge_url=value["edge_url"] or None,
        edge_requests=_whole_number("KARYAN_EDGE_REQUESTS", value["edge_requests"] or "3", range(1, 7)),
        fallback=_built_in("KARYAN_FALLBACK", value["fallback"]),
        jobs=_whole_number("KARYAN_JOBS", value["jobs"] or "0"),
        host=value["host"] or "127.0.0.1",
        port=_whole_number("KARYAN_PORT", value["port"] or "8451"),
        site=_address("KARYAN_SITE", value["site"]),
        feed=_either("KARYAN_FEED", value["feed"] or PRIVATE, (PRIVATE, PUBLIC)),
        language=_either("KARYAN_LANGUAGE", value["language"] or _system_language(), LANGUAGES),
        given=frozenset(name for name, text in value.items() if text),
    )


def with_house(settings: Settings, decided: Mapping[str, str]) -> Settings:
    """The same with what the house decided, where nothing was given and the setting is changeable.

    Args:
        decided: by the setting's name, as the environment would have it.

    Raises:
        BadUse: where a value is none that the setting can have.
    """
    open_ones = [one for one in SETTINGS if one.changeable and one.name not in settings.given]
    told = {one.variable: decided[one.name] for one in open_ones if one.name in decided}
    by_house = load_settings(told)
    return replace(settings, **{one.name: getattr(by_house, one.name) for one in open_ones})


def _folder(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _built_in(variable: str, name: str) -> str:
    if name and name not in BUILT_IN:
        raise BadUse(
            f"{variable} צריך להיות מנוע מובנה ({', '.join(BUILT_IN)}) ולא {name!r}; תקנו או הסירו אותו",
            f"{variable} must be a built-in engine ({', '.join(BUILT_IN)}), not {name!r}; mend or unset it",
        )
    return name


def _address(variable: str, text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise BadUse(
            f"{variable} צריך להיות כתובת כמו https://talks.example ולא {text!r}; תקנו או הסירו אותו",
            f"{variable} must be an address such as https://talks.example, not {text!r}; mend or unset it",
        )
    return text.rstrip("/")


def _either(variable: str, text: str, words: Sequence[str]) -> str:
    if text not in words:
        raise BadUse(
            f"{variable} צריך להיות {' או '.join(words)} ולא {text!r}; תקנו או הסירו אותו",
            f"{variable} must be {' or '.join(words)}, not {text!r}; mend or unset it",
        )
    return text


def _whole_number(variable: str, text: str, among: range | None = None) -> int:
    if not text.isdecimal():
        raise BadUse(
            f"{variable} צריך להיות מספר שלם ולא {text!r}; תקנו או הסירו אותו",
            f"{variable} must be a whole number, not {text!r}; mend or unset it",
        )
    number = int(text)
    if among is not None and number not in among:
        raise BadUse(
            f"{variable} צריך להיות בין {among[0]} ל־{among[-1]} ולא {number}; תקנו או הסירו אותו",
            f"{variable} must be between {among[0]} and {among[-1]}, not {number}; mend or unset it",
        )
    return number


def _system_language() -> str:
    return "he" if (locale.getlocale()[0] or "").lower().startswith(("he", "iw")) else "en"
