"""The page of settings: what it shows, what can be set there, and what not."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from player.app import create_app
from player.config import SETTINGS, load_settings
from player.errors import BadUse
from player.home import Home, open_as_given
from player.house_settings import decide
from player.password import set_password
from tests.player.web.conftest import OurPage

OURS = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}


def row(page: str, name: str) -> str:
    """The part of the page that is a setting's, without tags around what it says."""
    return re.findall(rf'<li id="{name}">.*?</li>', unescape(page), re.DOTALL)[0]


@pytest.mark.parametrize("language", ["he", "en"])
def test_every_setting_is_shown_with_its_words_value_and_source(client: FlaskClient, language: str) -> None:
    client.set_cookie("karyan_language", language)
    page = client.get("/settings").text
    for setting in SETTINGS:
        shown = re.sub(r"</?bdi[^>]*>", "", row(page, setting.name))
        assert setting.variable in shown
        assert (setting.help_he if language == "he" else setting.help_en) in shown
    source = {"he": "נקבע בהפעלה או בסביבה", "en": "set at the start or in the environment"}
    assert source[language] in row(page, "engine")
    assert "<form" not in row(page, "engine"), "what the environment says cannot be set here"
    assert "<form" not in row(page, "database_url")
    assert "<form" in row(page, "fallback")
    assert "karyan password" in page


def test_a_setting_is_set_in_place_and_holds_at_once(client: FlaskClient, home: Home) -> None:
    answer = client.post("/settings/feed", data={"value": "public"}, headers=HTMX)
    assert answer.status_code == 200 and "<html" not in answer.text
    assert "נקבע כאן" in row(answer.text, "feed") and "נשמר" in answer.text
    assert "/feed/public/" in client.get("/").text
    assert home.settings_now().feed == "public"
    client.post("/settings/feed", data={"value": ""}, headers=HTMX)
    assert "/feed/public/" not in client.get("/").text


def test_without_scripts_it_leads_back_to_the_row(client: FlaskClient, home: Home) -> None:
    answer = client.post("/settings/jobs", data={"value": "2"}, headers=OURS)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/settings#jobs")
    assert "נקבע כאן" in row(client.get("/settings").text, "jobs") or home.settings.jobs == 1


@pytest.mark.parametrize("headers", [OURS, HTMX])
@pytest.mark.parametrize("language", ["he", "en"])
def test_a_bad_value_is_told_as_in_the_environment_and_changes_nothing(
    client: FlaskClient, home: Home, headers: dict[str, str], language: str
) -> None:
    client.set_cookie("karyan_language", language)
    with pytest.raises(BadUse) as in_environment:
        load_settings({"KARYAN_EDGE_REQUESTS": "<7>"})
    answer = client.post("/settings/edge_requests", data={"value": "<7>"}, headers=headers)
    assert answer.status_code == 400
    assert ("<html" in answer.text) == (headers is OURS)
    assert in_environment.value.sentence(language) in row(answer.text, "edge_requests")
    assert 'value="&lt;7&gt;"' in answer.text, "what was typed can be mended"
    assert home.house.under("setting/") == {}


@pytest.mark.parametrize("name", ["host", "database_url", "home"])
def test_what_is_a_machines_own_is_not_set_here(client: FlaskClient, home: Home, name: str) -> None:
    assert client.post(f"/settings/{name}", data={"value": "x"}, headers=HTMX).status_code == 400
    assert client.post("/settings/none", data={"value": "x"}, headers=HTMX).status_code == 400
    assert home.house.under("setting/") == {}


def test_only_editors_see_it_and_set_anything(client: FlaskClient, home: Home) -> None:
    assert 'href="/settings"' in client.get("/").text
    set_password(home.house, "a long password")
    assert 'href="/settings"' not in client.get("/").text
    assert client.get("/settings").headers["Location"].startswith("/login?next=")
    assert client.get("/settings/engines", headers=HTMX).status_code == 403
    assert client.post("/settings/jobs", data={"value": "2"}, headers=HTMX).status_code == 403
    client.post("/login", data={"password": "a long password"}, headers=OURS)
    assert "נקבעה סיסמה" in client.get("/settings").text


def test_passwords_in_addresses_are_not_shown(home: Home) -> None:
    settings = home.settings.but(edge_url="ws://me:hush@127.0.0.1/edge?token=hush")
    page = create_app(replace(home, settings=settings)).test_client().get("/settings").text
    assert "ws://me:***@127.0.0.1/edge?token=***" in page
    assert "hush" not in page


def test_who_can_speak_is_looked_at_when_it_is_asked_for(client: FlaskClient) -> None:
    assert re.search(r'hx-get="/settings/engines" hx-trigger="load"', client.get("/settings").text)


def test_a_bad_value_that_lies_there_is_told_and_the_shell_mends_it(home: Home) -> None:
    home.house.put("setting/edge_requests", "99")
    app = create_app(open_as_given(home.settings))
    app.test_client_class = OurPage
    with app.test_client() as client:
        told = client.get("/settings")
        assert told.status_code == 400 and "KARYAN_EDGE_REQUESTS" in told.text
        decide(home, "edge_requests", "")
        assert client.get("/settings").status_code == 200
