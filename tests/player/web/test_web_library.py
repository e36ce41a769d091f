"""The library page: filters and pages by address, sentences that are found, deleting and bringing back."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from player.library import Library
from player.shelf import EPISODES_A_PAGE
from tests.player.web.conftest import narration

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
OURS = {"Sec-Fetch-Site": "same-origin"}


def titles(page: str) -> list[str]:
    return re.findall(r"<h2><a[^>]*><bdi>([^<]*)", page)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"speaker": "נועה", "order": "title"}, ["גינות בעיר", "שפות מחשב"]),
        ({"speaker": "אף אחד"}, []),
        ({"series": "שיחות ערב", "q": "גינות"}, ["גינות בעיר"]),
        ({"doubts": "with"}, ["גינות בעיר", "שפות מחשב"]),
        ({"doubts": "without"}, []),
        ({"doubts": "nonsense", "order": "nonsense"}, ["גינות בעיר", "שפות מחשב"]),
        ({"page": "2"}, []),
    ],
)
def test_an_address_says_what_is_shown(client: FlaskClient, asked: dict[str, str], shown: list[str]) -> None:
    assert titles(client.get("/", query_string=asked).text) == shown


@pytest.mark.usefixtures("filled")
def test_the_page_shows_what_its_address_asks_for_as_chosen(client: FlaskClient) -> None:
    page = client.get("/", query_string={"speaker": "אף אחד", "order": "length"}).text
    form = page[page.index('role="search"') : page.index("</form>", page.index('role="search"'))]
    assert re.findall(r'<option[^>]* value="([^"]+)" selected', form) == ["אף אחד", "length"]


@pytest.mark.usefixtures("filled")
def test_the_address_to_share_has_only_what_was_asked_for(client: FlaskClient) -> None:
    asked = {"q": "גינות", "series": "", "speaker": "", "doubts": "", "order": "new"}
    answer = client.get("/", query_string=asked, headers=FRAGMENT)
    assert unquote(answer.headers["HX-Replace-Url"]) == "/?q=גינות"


def test_more_episodes_are_a_fragment_of_cards(client: FlaskClient, library: Library) -> None:
    for number in range(EPISODES_A_PAGE + 2):
        library.save(narration(f"e{number:02}", f"שם {number:02}", ""))
    first = client.get("/?order=title").text
    (address,) = re.findall(r'hx-get="([^"]+page=2[^"]*)"', first)
    more = client.get(unescape(address), headers=FRAGMENT).text
    assert titles(first) + titles(more) == [f"שם {number:02}" for number in range(EPISODES_A_PAGE + 2)]
    assert "<ol" not in more
    assert "page=3" not in more


@pytest.mark.usefixtures("filled")
def test_a_sentence_that_is_found_leads_to_its_place(client: FlaskClient, filled: Library) -> None:
    page = unescape(client.get("/", query_string={"q": "טובה"}).text)
    assert "<mark>טובה.</mark>" in page
    assert 'ד"ר עמוס לב' in page
    (one, *_) = filled.search.find("טובה").episodes
    line = filled.narration(one.facts.slug).timeline.turns[1].lines[0]
    links = [unquote(link) for link in re.findall(r'href="(/episodes/[^"]+#[^"]+)"', page)]
    assert links[0] == f"/episodes/{one.facts.slug}#t={line.start_ms / 1000}&s=שפה-ישנה-טובה&go"


@pytest.mark.usefixtures("filled")
def test_neither_episode_nor_sentence_is_said_so(client: FlaskClient) -> None:
    assert "אין פרק שמתאים" in client.get("/?q=צפרדעונית").text
    assert "אין פרק שמתאים" not in client.get("/?q=טובה").text


@pytest.mark.usefixtures("filled")
def test_a_deleted_episode_is_gone_from_every_address_until_it_is_brought_back(client: FlaskClient) -> None:
    addresses = [
        "/episodes/gardens-7",
        "/episodes/gardens-7/sound.m4a",
        "/episodes/gardens-7/download/txt",
        "/episodes/gardens-7/cover.png",
        "/episodes/gardens-7/timeline.json",
        "/episodes/gardens-7/speakers",
    ]
    gone = client.post("/episodes/gardens-7/delete", headers={**OURS, **FRAGMENT})
    assert "גינות בעיר" in gone.text and "/episodes/gardens-7/restore" in gone.text
    assert {client.get(address).status_code for address in addresses} == {404}
    assert titles(client.get("/").text) == ["שפות מחשב"]
    assert "גינות בעיר" in client.get("/bin").text
    assert "נשארו 30 ימים" in client.get("/bin").text
    back = client.post("/episodes/gardens-7/restore", headers={**OURS, **FRAGMENT})
    assert titles(back.text) == ["גינות בעיר"]
    assert {client.get(address).status_code for address in addresses} == {200}
    assert "הסל ריק" in client.get("/bin").text


@pytest.mark.usefixtures("filled")
def test_without_scripts_one_is_led_on(client: FlaskClient) -> None:
    assert client.post("/episodes/gardens-7/delete", headers=OURS).location == "/bin"
    assert client.post("/episodes/gardens-7/restore", headers=OURS).location == "/"
    assert client.post("/episodes/gardens-7/delete").status_code == 403
    assert client.post("/episodes/none/delete", headers=OURS).status_code == 404


def test_a_cover_is_drawn_once(client: FlaskClient, filled: Library) -> None:
    first = client.get("/episodes/gardens-7/cover.png?size=192")
    assert client.get("/episodes/gardens-7/cover.png?size=192").data == first.data
    told = narration("gardens-7", "גינות אחרות", "2023-01-01")
    filled.save(replace(told, fingerprint="2"))
    other = client.get("/episodes/gardens-7/cover.png?size=192")
    assert other.headers["ETag"] != first.headers["ETag"]
    assert other.data != first.data
