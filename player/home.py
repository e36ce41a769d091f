"""The one spot where settings become parts: the library, the lexicon, the media store, the clips."""

from dataclasses import dataclass

from audio.clips import ClipStore
from audio.engines.table import EngineSettings
from audio.media import MediaStore, open_store
from player.config import Settings
from player.database import open_database
from player.decisions import Decisions
from player.house import House
from player.lexicon import Lexicon
from player.library import Library
from player.manuscripts import Manuscripts
from player.runs import Runs


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
    media: MediaStore
    clips: ClipStore

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
        media,
        ClipStore(media),
    )
