"""The page as an app of the device: what the worker keeps at first, and how the app is called."""

import json
import re
import struct
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from player.page_parts import page_folder
from player.web.language import COOKIE

LOADED = re.compile(
    r'<(?:link rel="(?:icon|manifest|preload|stylesheet)"|script)[^>]*? (?:href|src)="([^"]+)"'
)
STATIC = page_folder() / "static"


def shell(client: FlaskClient) -> dict[str, object]:
    first, _ = client.get("/service-worker.js").text.split("\n", 1)
    found: dict[str, object] = json.loads(first.removeprefix("self.SHELL = ").removesuffix(";"))
    return found


def files(client: FlaskClient) -> list[str]:
    found = shell(client)["files"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", ["/", "/episodes/gardens-7", "/offline"])
def test_the_worker_keeps_all_that_a_page_loads(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    loaded = set(LOADED.findall(page)) | {
        use.split("#")[0] for use in re.findall(r'<use href="([^"]+)"', page)
    }
    assert len(loaded) > 10
    assert loaded - set(files(client)) == set()


def test_the_worker_keeps_every_style_sheet_script_and_font(client: FlaskClient) -> None:
    kept = set(files(client))
    sheets = [f"/static/css/{sheet.name}" for sheet in (STATIC / "css").iterdir()]
    fonts = [
        urljoin(sheet, address)
        for sheet in sheets
        for address in re.findall(r'url\("([^"]+)"\)', client.get(sheet).text)
    ]
    assert len(sheets) > 5
    assert len(fonts) >= 4
    assert {*sheets, *fonts, "/page.js"} <= kept


def test_all_that_the_worker_keeps_is_there(client: FlaskClient) -> None:
    # Where one of them were not, browsers would keep none of them.
    found = shell(client)
    for address in (found["library"], found["offline"], *files(client)):
        assert client.get(str(address)).status_code == 200, address


def test_the_worker_stays_the_same_while_what_it_keeps_does(client: FlaskClient) -> None:
    worker = client.get("/service-worker.js")
    assert worker.mimetype == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    again = client.get("/service-worker.js", headers={"If-None-Match": worker.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("language", "name", "direction"), [("he", "קריין", "rtl"), ("en", "Karyan", "ltr")])
def test_the_app_is_called_by_its_name_in_the_readers_language(
    client: FlaskClient, language: str, name: str, direction: str
) -> None:
    client.set_cookie(COOKIE, language)
    manifest = json.loads(client.get("/manifest.webmanifest").text)
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == (name, language, direction)


def test_the_apps_icons_have_the_sizes_that_they_say(client: FlaskClient) -> None:
    icons = json.loads(client.get("/manifest.webmanifest").text)["icons"]
    assert {icon["sizes"] for icon in icons} == {"192x192", "512x512"}
    for icon in icons:
        width, height = struct.unpack(">II", client.get(icon["src"]).data[16:24])
        assert icon["sizes"] == f"{width}x{height}"
