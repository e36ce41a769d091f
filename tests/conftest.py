"""What tests share: a home of their own, and the sample conversation narrated once."""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

from player.config import Settings, load_settings
from player.home import Home, open_home
from player.narration import narrate

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "static" / "sample" / "conversation.txt"
# Where a shell ran the tests in the background, Ctrl-C is ignored, by every process that a test starts too.
signal.signal(signal.SIGINT, signal.default_int_handler)
# On a core that others use too, an example may wait longer than it takes.
settings.register_profile("side by side", deadline=None)
settings.load_profile("side by side")

REAL = ROOT.parent / "shared" / "transcripts" / "new-life-451.txt"


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings that keep everything in a folder and speak with the built-in draft voice."""
    return load_settings(
        {"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "espeak", "KARYAN_LANGUAGE": "en", **more}
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home, whose small talks are spoken before another process had begun."""
    return open_home(settings_in(tmp_path / "home", KARYAN_JOBS="1"))


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose library holds the sample conversation; for reading only."""
    home = open_home(settings_in(tmp_path_factory.mktemp("sample")))
    assert narrate(SAMPLE, home).clips_failed == 0
    return home


@pytest.fixture(scope="session")
def sample_slug(sample_home: Home) -> str:
    (episode,) = sample_home.library.episodes()
    return episode.facts.slug


@pytest.fixture(scope="session")
def real_transcript() -> Path:
    """The published document that the project was made for; it is not the project's to contain."""
    if not REAL.is_file():
        pytest.skip("the real transcript is not here")
    return REAL
