"""Settings come from the environment, and what is wrong is said."""

from pathlib import Path

import pytest

from audio.errors import BadUse
from player.config import SETTINGS, load_settings, with_house


def test_everything_lies_in_the_home_when_nothing_else_is_said(tmp_path: Path) -> None:
    settings = load_settings({"KARYAN_HOME": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/library.sqlite3"
    assert settings.media_url == f"file://{tmp_path}/media"
    assert (settings.engine, settings.host, settings.edge_url) == ("auto", "127.0.0.1", None)


def test_database_and_media_store_can_lie_elsewhere(tmp_path: Path) -> None:
    settings = load_settings(
        {"KARYAN_DATABASE_URL": "postgresql+psycopg://db/k", "KARYAN_MEDIA_URL": "file:///srv/k"}
    )
    assert settings.database_url == "postgresql+psycopg://db/k"
    assert settings.media_url == "file:///srv/k"


def test_without_a_home_the_data_folder_of_the_user_is_taken() -> None:
    home = load_settings({}).home
    assert home.is_absolute()
    assert home.name == "karyan"


def test_the_voices_lie_in_the_installation_or_where_one_says(tmp_path: Path) -> None:
    assert load_settings({}).voices is None
    assert load_settings({"KARYAN_VOICES": str(tmp_path)}).voices == tmp_path
    assert load_settings({"KARYAN_VOICES": "voices"}).voices == Path("voices").absolute()


def test_added_voices_lie_in_the_home_or_where_one_says(tmp_path: Path) -> None:
    assert load_settings({"KARYAN_HOME": str(tmp_path)}).piper_voices == tmp_path / "voices" / "piper"
    assert load_settings({"KARYAN_PIPER_VOICES": "mine"}).piper_voices == Path("mine").absolute()


@pytest.mark.parametrize("variable", ["KARYAN_PORT", "KARYAN_JOBS"])
@pytest.mark.parametrize("value", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(BadUse, match=variable):
        load_settings({variable: value})


@pytest.mark.parametrize("value", ["0", "7", "three"])
def test_so_many_requests_at_a_time_as_the_service_bears(value: str) -> None:
    assert load_settings({}).edge_requests == 3
    assert load_settings({"KARYAN_EDGE_REQUESTS": "6"}).edge_requests == 6
    with pytest.raises(BadUse, match="KARYAN_EDGE_REQUESTS"):
        load_settings({"KARYAN_EDGE_REQUESTS": value})


def test_the_fallback_is_a_built_in_engine_or_none() -> None:
    assert load_settings({}).fallback == ""
    assert load_settings({"KARYAN_FALLBACK": "kokoro"}).fallback == "kokoro"
    for value in ("edge", "auto", "nobody"):
        with pytest.raises(BadUse, match=r"KARYAN_FALLBACK.*kokoro, .*espeak"):
            load_settings({"KARYAN_FALLBACK": value})


@pytest.mark.parametrize(("value", "language"), [("he", "he"), ("en", "en")])
def test_the_language_of_messages_can_be_set(value: str, language: str) -> None:
    assert load_settings({"KARYAN_LANGUAGE": value}).language == language


def test_each_setting_has_a_sentence_in_both_languages() -> None:
    for setting in SETTINGS:
        assert setting.variable == f"KARYAN_{setting.name.upper()}"
        assert setting.help_he and setting.help_en


@pytest.mark.parametrize(
    ("variable", "value"), [("KARYAN_ENGINE", "parrot"), ("KARYAN_LANGUAGE", "fr"), ("KARYAN_FEED", "secret")]
)
def test_a_word_that_is_none_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(BadUse, match=rf"{variable}.*{value}"):
        load_settings({variable: value})


def test_what_was_given_goes_before_the_house_and_the_house_before_what_is_usual() -> None:
    given = load_settings({"KARYAN_ENGINE": "espeak"})
    house = {"engine": "kokoro", "jobs": "3", "port": "99"}
    settings = with_house(given, house)
    assert (settings.engine, settings.jobs, settings.port, settings.feed) == ("espeak", 3, 8451, "private")
    assert with_house(settings, {}).jobs == 0, "what the house takes back is as usual again"
    assert with_house(settings.but(jobs=1), house).jobs == 1


def test_a_value_of_the_house_is_refused_as_one_of_the_environment() -> None:
    with pytest.raises(BadUse) as in_environment:
        load_settings({"KARYAN_JOBS": "many"})
    with pytest.raises(BadUse) as in_house:
        with_house(load_settings({}), {"jobs": "many"})
    assert in_house.value.he == in_environment.value.he


def test_settings_of_the_command_line_too_can_be_a_key() -> None:
    settings = load_settings({}).but(port=8123)
    assert {settings: 1}[load_settings({}).but(port=8123)] == 1
    assert "port" in settings.given
