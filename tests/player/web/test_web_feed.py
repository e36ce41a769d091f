"""The feed as podcast apps follow it: each address in it is asked."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree
from PIL import Image

from audio.media import MediaStore
from player.app import create_app
from player.config import PUBLIC
from player.feed import channel
from player.feed.addresses import FILES
from player.feed.key import PUBLIC_KEY, house, renew
from player.home import Home, open_home
from player.library import Library
from player.slugs import slug
from tests.conftest import settings_in
from tests.contract.test_exports import HOSTILE
from tests.player.feed.rules import ATOM, ITUNES, PODCAST, faults
from tests.player.web.conftest import SOUND, SOUND_MP3, narration

pytestmark = pytest.mark.usefixtures("filled")
SERIES = slug("שיחות ערב")


@pytest.fixture
def folder(media: MediaStore) -> str:
    return f"/feed/{house(media).secret}"


def read(client: FlaskClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert faults(answer.data) == []
    return etree.fromstring(answer.data).find("channel")


def save(library: Library, media: MediaStore, slug: str, **facts: str) -> None:
    new = narration(slug, "שלום", "2024-05-03")
    episode = replace(new.timeline.episode, **facts)
    new = replace(new, timeline=replace(new.timeline, episode=episode))
    for name, sound in ((new.m4a, SOUND), (new.mp3, SOUND_MP3)):
        with media.create(name) as file:
            file.write(sound)
    library.save(new)


def test_the_house_and_a_series_keep_every_rule_and_show_the_newest_first(
    client: FlaskClient, folder: str
) -> None:
    for address in (f"{folder}/house.xml", f"{folder}/series/{SERIES}.xml"):
        shown = read(client, address)
        assert [item.findtext("title") for item in shown.findall("item")] == [
            "12 · שפות מחשב",
            "12 · גינות בעיר",
        ]
    assert shown.findtext("title") == "שיחות ערב"
    assert shown.find("item").findtext("pubDate") == "Fri, 03 May 2024 12:00:00 +0000"


def test_every_address_in_it_leads_to_what_it_says(client: FlaskClient, folder: str) -> None:
    shown = read(client, f"{folder}/house.xml")
    for picture in shown.iter(f"{ITUNES}image"):
        answer = client.get(picture.get("href"))
        assert Image.open(BytesIO(answer.data)).size == (1400, 1400)
    item = shown.find("item")
    enclosure = item.find("enclosure")
    sound = client.get(enclosure.get("url"))
    assert (len(sound.data), sound.mimetype) == (int(enclosure.get("length")), enclosure.get("type"))
    assert client.get(enclosure.get("url"), headers={"Range": "bytes=0-9"}).status_code == 206
    beside = [*item.iter(f"{PODCAST}transcript"), *item.iter(f"{PODCAST}chapters")]
    assert len(beside) == len(FILES) - 1
    for one in beside:
        answer = client.get(one.get("url"))
        assert (answer.status_code, answer.mimetype) == (200, one.get("type"))
    assert client.get(item.findtext("link")).status_code == 200
    (itself,) = shown.findall(f"{ATOM}link")
    assert urlsplit(itself.get("href")).path == f"{folder}/house.xml"


def test_the_people_are_named_with_their_roles(client: FlaskClient, folder: str) -> None:
    item = read(client, f"{folder}/house.xml").find("item")
    people = [(person.text, person.get("role")) for person in item.iter(f"{PODCAST}person")]
    assert people == [("נועה", "host"), ('ד"ר עמוס לב', "guest")]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_and_titles_keep_every_rule(
    client: FlaskClient, folder: str, library: Library, media: MediaStore, text: str
) -> None:
    save(library, media, "hostile", series=text, title=text, guest=text, number=text, date="")
    read(client, f"{folder}/house.xml")
    read(client, f"{folder}/series/{slug(text)}.xml")
    assert client.get(f"{folder}/series/{slug(text)}.png").status_code == 200


def test_a_feed_that_did_not_change_is_not_sent_again_and_one_that_did_is(
    client: FlaskClient, folder: str, library: Library, media: MediaStore
) -> None:
    first = client.get(f"{folder}/house.xml")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{folder}/house.xml", headers=again).status_code == 304
    save(library, media, "third")
    assert client.get(f"{folder}/house.xml", headers=again).status_code == 200


def test_a_long_feed_has_pages_that_lead_to_each_other(
    client: FlaskClient, folder: str, library: Library, media: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "EPISODES_A_PAGE", 1)
    save(library, media, "third", date="2020-01-01")
    address, seen = f"{folder}/house.xml", []
    while address:
        shown = read(client, address)
        seen += [item.findtext("guid") for item in shown.findall("item")]
        links = {link.get("rel"): link.get("href") for link in shown.findall(f"{ATOM}link")}
        address = links.get("next", "")
    assert len(seen) == len(set(seen)) == 3
    assert urlsplit(links["last"]).query == urlsplit(links["self"]).query == "page=3"
    assert client.get(f"{folder}/house.xml?page=4").status_code == 404
    assert client.get(f"{folder}/house.xml?page=0").status_code == 404


@pytest.mark.parametrize(
    "path", ["house.xml", f"series/{SERIES}.xml", "house.png", "שפות-12/episode.mp3", "שפות-12/cover.png"]
)
def test_without_the_secret_there_is_nothing(
    client: FlaskClient, media: MediaStore, folder: str, path: str
) -> None:
    assert client.get(f"{folder}/{path}").headers["X-Robots-Tag"] == "noindex"
    for key in ("", PUBLIC_KEY, house(media).secret[:-1], house(media).secret + "x", "א"):
        answer = client.get(f"/feed/{key}/{path}")
        assert answer.status_code == 404
        assert house(media).secret not in answer.text


def test_a_new_secret_shuts_the_addresses_before_and_keeps_who_the_feed_is(
    client: FlaskClient, media: MediaStore, folder: str
) -> None:
    guids = [guid.text for guid in read(client, f"{folder}/house.xml").iter("guid", f"{PODCAST}guid")]
    renew(media)
    assert client.get(f"{folder}/house.xml").status_code == 404
    shown = read(client, f"/feed/{house(media).secret}/house.xml")
    assert [guid.text for guid in shown.iter("guid", f"{PODCAST}guid")] == guids


def test_a_private_feed_is_to_be_listed_nowhere_and_the_page_does_not_name_it(
    client: FlaskClient, media: MediaStore, folder: str
) -> None:
    shown = read(client, f"{folder}/house.xml")
    assert (shown.findtext(f"{ITUNES}block"), shown.findtext(f"{PODCAST}locked")) == ("Yes", "yes")
    for page in ("/", "/episodes/שפות-12"):
        assert house(media).secret not in client.get(page).text


def test_a_public_house_has_a_feed_that_everybody_finds_at_its_own_address(
    home: Home,
) -> None:
    settings = home.settings.but(site="https://talks.example/k", feed=PUBLIC)
    app = create_app(replace(home, settings=settings))
    with app.test_client() as client:
        shown = read(client, f"/feed/{PUBLIC_KEY}/series/{SERIES}.xml")
        assert shown.find(f"{ITUNES}block") is None
        (itself,) = shown.findall(f"{ATOM}link")
        assert itself.get("href").startswith("https://talks.example/k/feed/public/series/")
        assert "X-Robots-Tag" not in client.get(f"/feed/{PUBLIC_KEY}/house.xml").headers
        with app.test_request_context():
            named = app.jinja_env.globals["feed_address"]("שיחות ערב")
        assert named == itself.get("href")


def test_what_is_not_in_the_library_has_no_feed(client: FlaskClient, folder: str) -> None:
    for path in ("series/none.xml", "series/none.png", "none/episode.mp3", "שפות-12/episode.wav"):
        assert client.get(f"{folder}/{path}").status_code == 404


def test_an_empty_house_has_an_empty_feed(tmp_path: Path) -> None:
    empty = open_home(settings_in(tmp_path / "empty"))
    with create_app(empty).test_client() as client:
        assert read(client, f"/feed/{house(empty.media).secret}/house.xml").find("item") is None
