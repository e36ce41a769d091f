"""The page that asks who speaks: what it shows, and that one click settles it."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from player.home import Home
from player.settling import spoken_paragraphs

SLUG = "שפות-12"
PAGE = f"/episodes/{SLUG}/speakers"
OURS = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}
HOST, GUEST = "נועה", 'ד"ר עמוס לב'

pytestmark = pytest.mark.usefixtures("filled")


def address(home: Home, index: int) -> str:
    return f"{PAGE}/{spoken_paragraphs(home, SLUG)[index].key}"


def rows(page: str) -> list[str]:
    return re.findall(r'<li id="p(\d+)"', page)


def chosen(page: str) -> list[str]:
    return re.findall(r'value="([^"]*)" aria-pressed="true"', unescape(page.replace("&#34;", "''")))


def test_the_doubtful_paragraphs_are_shown_with_reason_and_what_stands_around(client: FlaskClient) -> None:
    page = unescape(client.get(PAGE).text)
    assert rows(page) == ["1"]
    assert "כנראה" in page and "40%" in page and "תשובת האורח" in page
    assert "פסקה אחת בספק" in page
    assert "karyan narrate" in page
    assert "שפה <ישנה> & טובה. נכתבה ב־1985." in re.sub(r"</?bdi[^>]*>", "", page)
    around = re.findall(r'<p class="around">(.*?)</p>', page, re.DOTALL)
    assert HOST in around[0] and "בעצם?" in around[0]
    assert GUEST in around[1] and "אומרים" in around[1]


def test_all_paragraphs_can_be_asked_for(client: FlaskClient) -> None:
    page = client.get(PAGE, query_string={"all": ""}).text
    assert rows(page) == ["0", "1", "2"]
    assert "לפי התווית" in page
    assert "<כאן>" not in page, "a reason is text, not markup"


def test_a_click_settles_and_htmx_gets_the_row_and_the_count_alone(client: FlaskClient, home: Home) -> None:
    answer = client.post(address(home, 1), data={"speaker": HOST}, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert rows(answer.text) == ["1"]
    assert chosen(answer.text) == [HOST]
    assert "נקבע" in answer.text and "אין עוד פסקאות בספק" in answer.text
    assert spoken_paragraphs(home, SLUG)[1].settled == HOST


def test_without_scripts_a_click_settles_and_leads_back_to_the_row(client: FlaskClient, home: Home) -> None:
    answer = client.post(address(home, 1), data={"speaker": GUEST}, headers=OURS)
    assert (answer.status_code, answer.headers["Location"].endswith("/speakers#p1")) == (303, True)
    page = client.get(answer.headers["Location"]).text
    assert rows(page) == ["1"]
    assert "ביטול" in page


def test_what_is_settled_comes_after_what_is_in_doubt_and_can_be_taken_back(
    client: FlaskClient, home: Home
) -> None:
    client.post(address(home, 0), data={"speaker": GUEST}, headers=OURS)
    assert rows(client.get(PAGE).text) == ["1", "0"]
    answer = client.post(address(home, 0), data={"speaker": ""}, headers=HTMX)
    assert chosen(answer.text) == []
    assert "autofocus" in answer.text, "the button that had the focus is gone"
    assert spoken_paragraphs(home, SLUG)[0].settled == ""
    assert rows(client.get(PAGE).text) == ["1"]


def test_the_episodes_page_leads_here_only_while_there_is_a_doubt(client: FlaskClient, home: Home) -> None:
    page = client.get(f"/episodes/{SLUG}").text
    assert "פסקה אחת בספק" in page
    assert re.search(r'class="perhaps" lang="he" href="[^"]*/speakers#p1" title="תשובת האורח"', page)
    client.post(address(home, 1), data={"speaker": GUEST}, headers=OURS)
    settled = client.get(f"/episodes/{SLUG}").text
    assert '/speakers"' not in settled
    assert "כנראה" not in settled


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_another_page_cannot_settle_anything(
    client: FlaskClient, home: Home, headers: dict[str, str]
) -> None:
    answer = client.post(address(home, 1), data={"speaker": HOST}, headers=headers)
    assert answer.status_code == 403
    assert "לא נעשה דבר" in answer.text
    assert home.decisions.decided(SLUG).speakers == {}


def test_a_browser_that_tells_only_the_origin_may_settle(client: FlaskClient, home: Home) -> None:
    answer = client.post(address(home, 1), data={"speaker": HOST}, headers={"Origin": "http://localhost"})
    assert answer.status_code == 303


@pytest.mark.parametrize(("key", "speaker"), [("none-0", HOST), (None, "נחום")])
def test_what_cannot_be_settled_is_told_in_hebrew(
    client: FlaskClient, home: Home, key: str | None, speaker: str
) -> None:
    target = f"{PAGE}/{key}" if key else address(home, 1)
    answer = client.post(target, data={"speaker": speaker}, headers=HTMX)
    assert answer.status_code == 400
    assert re.search("[א-ת]", answer.text)
    assert home.decisions.decided(SLUG).speakers == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_episode_that_is_not_there_is_told(client: FlaskClient, method: str) -> None:
    address = "/episodes/אין/speakers" + ("" if method == "get" else "/k-0")
    assert getattr(client, method)(address, headers=OURS).status_code == 404
