"""`karyan feed` as a person uses it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home


def run(home: Home | Path, *words: str, **more: str) -> Result:
    folder = home if isinstance(home, Path) else home.settings.home
    settings = {"KARYAN_HOME": str(folder), "KARYAN_LANGUAGE": "en", **more}
    return CliRunner().invoke(karyan, ["feed", *words], env=settings)


def addresses(done: Result) -> dict[str, str]:
    assert done.exit_code == 0, done.output
    return {told["series"]: told["address"] for told in json.loads(done.stdout)}


def test_it_tells_the_secret_address_of_the_house_and_of_each_series(sample_home: Home) -> None:
    told = addresses(run(sample_home, "--json"))
    assert told.keys() == {"", "שיחות על הדרך"}
    assert told[""].startswith("http://127.0.0.1:8451/feed/") and told[""].endswith("/house.xml")
    shown = run(sample_home)
    assert all(address in shown.stdout for address in told.values())
    assert addresses(run(sample_home, "--json")) == told


def test_new_addresses_are_others_and_stay(tmp_path: Path) -> None:
    first = addresses(run(tmp_path, "--json"))
    second = addresses(run(tmp_path, "--json", "--renew"))
    assert first != second == addresses(run(tmp_path, "--json"))


def test_a_public_house_has_a_plain_address_at_its_site(tmp_path: Path) -> None:
    told = addresses(run(tmp_path, "--json", KARYAN_FEED="public", KARYAN_SITE="https://talks.example/"))
    assert told == {"": "https://talks.example/feed/public/house.xml"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KARYAN_FEED", "open"), ("KARYAN_SITE", "talks.example"), ("KARYAN_SITE", "https://a b")],
)
def test_an_odd_setting_is_one_sentence(tmp_path: Path, variable: str, value: str) -> None:
    done = run(tmp_path, **{variable: value})
    assert done.exit_code == 2
    assert variable in done.stderr and len(done.stderr.splitlines()) == 1
