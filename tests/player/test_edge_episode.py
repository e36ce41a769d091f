"""An episode from a service that fails: as from one that does not, or failed with the true reason."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from audio.engines.table import ENGINES, Entry
from player.errors import NoSuchEpisode
from player.home import Home
from player.narration import Report, narrate
from tests.faults.edge_faults import FAULTS, chain
from tests.faults.edge_service import EdgeService
from tests.faults.episodes import (
    TALK,
    Finished,
    edge_home,
    finished,
    hasty,
    long_talk,
    missing,
    requests_for,
    texts_asked,
)

pytest_plugins = ["tests.faults.fixtures"]

UNHURRIED = ENGINES["edge"]
Services = Callable[..., EdgeService]
END_IT = {
    "200-without-upgrade": "blocks the way",
    "400": "400",
    "401": "401",
    "403-always": "upgrade edge-tts",
    "403-slow-clock": "clock is 60 minutes slow",
    "403-without-date": "upgrade edge-tts",
    "404": "404",
    "429-with-long-retry-after": "600 seconds",
}
"""Faults that no other try mends, and the reason that must be told."""


@pytest.fixture(autouse=True)
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "edge", Entry(hasty, built_in=False))


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talk") / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture(scope="module")
def faultless(talk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finished]:
    """The episode from a service without faults, which says all for the first time: no haste."""
    with EdgeService() as service, pytest.MonkeyPatch.context() as patch:
        patch.setitem(ENGINES, "edge", UNHURRIED)
        home = edge_home(tmp_path_factory.mktemp("faultless"), service.url)
        yield finished(home, narrate(talk, home).episode)


def test_the_episode_without_faults_has_a_measured_time_for_every_word(faultless: Finished) -> None:
    said = [word for word in faultless.words if any(map(str.isalnum, word[0]))]
    assert len(said) == 34
    assert all(measured for _, _, _, measured in said)
    assert all(end <= start for (_, _, end, _), (_, start, _, _) in pairwise(faultless.words))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("503", "busy"), ("reset-before-audio", "not whole"), ("half-audio", "ends before"), ("", "internet")],
)
def test_a_service_that_died_is_not_asked_for_every_paragraph(
    fault: str, reason: str, edge_service: Services, tmp_path: Path
) -> None:
    """Refused, broken, spoilt or out of reach after the first request: all fail with that reason."""
    service = edge_service("", fault, always=True)
    source = tmp_path / "talk.txt"
    source.write_text(long_talk(100), "utf-8")
    home = edge_home(tmp_path / "home", service.url)
    report = narrate(source, home, on_choice=lambda _: None if fault else service.close())
    assert (report.clips_made, report.clips_failed) == (0, 100)
    assert [reason in failure.en for failure in report.failures] == [True]
    assert service.connections <= 25


def hold(report: Report, home: Home, faults: tuple[str, ...], faultless: Finished) -> None:
    """The episode is whole and the same, or it is not there and each failure has its true reason."""
    reasons = [END_IT[fault] for fault in faults if fault in END_IT]
    if not report.clips_failed:
        assert finished(home, report.episode) == faultless
        return
    assert report.failures
    for failure in report.failures:
        assert any(reason in failure.en for reason in reasons), failure.en
        assert any("א" <= letter <= "ת" for letter in failure.he)
    with pytest.raises(NoSuchEpisode):
        finished(home, report.episode)


def narrate_through(
    faults: tuple[str, ...], seed: int, start: Services, folder: Path, talk: Path, faultless: Finished
) -> None:
    """Narrate while the service has these faults, hold the result, heal the service and narrate again."""
    # The first request asks whether the service is ready, and decides if there is an episode at all.
    service = start("", *faults, seed=seed)
    home = edge_home(folder, service.url)
    first = narrate(talk, home)
    hold(first, home, faults, faultless)
    assert service.most_at_once <= 3
    service.heal()
    due, asked = requests_for(missing(home, talk)), texts_asked(service)
    assert len(due) == first.clips_failed
    again = narrate(talk, home)
    assert asked() == due
    assert (again.clips_kept, again.clips_failed) == (first.clips_made, 0)
    assert finished(home, again.episode) == faultless


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_met_once_changes_nothing_or_is_told(
    fault: str, edge_service: Services, tmp_path: Path, talk: Path, faultless: Finished
) -> None:
    narrate_through((fault,), 1, edge_service, tmp_path, talk, faultless)


@pytest.mark.parametrize(
    "seed", [*range(5), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(5, 200))]
)
def test_a_chain_of_faults_changes_nothing_or_is_told(
    seed: int, edge_service: Services, tmp_path: Path, talk: Path, faultless: Finished
) -> None:
    faults = chain(seed, length=1 + seed % 4)
    narrate_through(faults, seed, edge_service, tmp_path, talk, faultless)
