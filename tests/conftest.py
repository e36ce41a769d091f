"""What tests share: a home of their own, and the sample conversation narrated once."""

from pathlib import Path

import pytest

from player.config import Settings, load_settings
from player.home import Home, open_home
from player.narration import narrate

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "static" / "sample" / "conversation.txt"
REAL = ROOT.parent / "shared" / "transcripts" / "new-life-451.txt"


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings that keep everything in a folder and speak with the built-in draft voice."""
    return load_settings(
        {"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "espeak", "KARYAN_LANGUAGE": "en", **more}
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return open_home(settings_in(tmp_path / "home"))


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
