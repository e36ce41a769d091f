"""The one spot where settings become parts: the library, the lexicon, the media store, the clips."""

from dataclasses import dataclass, replace

from audio.clips import ClipStore
from audio.engines.table import EngineSettings
from audio.media import MediaStore, open_store
from player.config import Settings, with_house
from player.database import open_database
from player.decisions import Decisions
from player.house import House
from player.lexicon import Lexicon
from player.library import Library
from player.manuscripts import Manuscripts
from player.rollcall import Rollcall
from player.runs import Runs

SETTING = "setting/"
"""Before the name of a setting that the house decided."""


@dataclass(frozen=True)
class Home:
    """Everything that a use case needs."""

    settings: Settings
    library: Library
    manuscripts: Manuscripts
    decisions: Decisions
    lexicon: Lexicon
    house: House
    runs: Runs
    rollcall: Rollcall
    media: MediaStore
    clips: ClipStore

    def settings_now(self) -> Settings:
        """The settings as they hold at this moment; those of the home are as they were when it was opened.

        Raises:
            BadUse: where the house keeps a value that a setting cannot have.
        """
        return with_house(self.settings, self.house.under(SETTING))

    def renewed(self) -> "Home":
        """The same home with the settings of this moment."""
        return replace(self, settings=self.settings_now())

    @property
    def engine_settings(self) -> EngineSettings:
        return engine_settings(self.settings, self.media)


def engine_settings(settings: Settings, media: MediaStore | None) -> EngineSettings:
    """What the settings say of engines.

    Args:
        settings: as they hold for this run.
        media: where what engines compute may be kept; None for nowhere.
    """
    return EngineSettings(
        settings.edge_url,
        media,
        settings.voices,
        settings.piper_voices,
        edge_requests=settings.edge_requests,
    )


def open_home(settings: Settings) -> Home:
    """Open the library and the stores that the settings name, making them where they are not there yet.

    What the house decided of the settings is put into them where nothing else was given.

    Raises:
        KaryanError: where one cannot be opened, or the house keeps a value that a setting cannot have.
    """
    return open_as_given(settings).renewed()


def open_as_given(settings: Settings) -> Home:
    """The same, but with the settings as they are given.

    Raises:
        KaryanError: where one cannot be opened.
    """
    media = open_store(settings.media_url)
    database = open_database(settings.database_url)
    return Home(
        settings,
        Library(database),
        Manuscripts(database, media),
        Decisions(database),
        Lexicon(database),
        House(database),
        Runs(database),
        Rollcall(database),
        media,
        ClipStore(media),
    )
