"""What the pages show and how errors are told."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from player.home import Home
from player.library import Library, NewNarration
from player.password import set_password
from player.timeline import TimedWord

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Words(HTMLParser):
    """Collects the text and attributes of the elements that carry an attribute."""

    def __init__(self, attribute: str) -> None:
        super().__init__()
        self.attribute = attribute
        self.depth = 0
        self.found: list[tuple[dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.depth += 1
        elif self.attribute in dict(attrs):
            self.depth = 1
            self.found.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            attributes, text = self.found[-1]
            self.found[-1] = (attributes, text + data)


def elements(response: TestResponse, attribute: str) -> list[tuple[dict[str, str | None], str]]:
    words = Words(attribute)
    words.feed(response.text)
    return words.found


def test_an_empty_library_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "karyan narrate" in page.text
    assert '<a class="button" href="/studio">' in page.text
    assert 'role="search"' not in page.text


def test_an_empty_library_asks_a_listener_for_nothing(home: Home, client: FlaskClient) -> None:
    set_password(home.house, "long enough to be one")
    page = client.get("/").text
    assert "עוד לא פורסם כאן דבר" in page
    assert "karyan narrate" not in page
    assert 'href="/studio"' not in page


@pytest.mark.usefixtures("filled")
def test_the_library_shows_what_is_known_of_each_episode(client: FlaskClient) -> None:
    page = unescape(client.get("/").text)
    for fact in ("שפות מחשב", "גינות בעיר", "שיחות ערב", "12", "3 במאי 2024", 'ד"ר עמוס לב', "נועה"):
        assert fact in page


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("גינ", ["גינות בעיר"]),
        ("שפות 12", ["שפות מחשב"]),
        ("נועה", ["גינות בעיר", "שפות מחשב"]),
        ("אין כזה", []),
    ],
)
def test_the_search_finds_episodes_by_every_word(client: FlaskClient, query: str, titles: list[str]) -> None:
    page = client.get("/", query_string={"q": query}, headers=FRAGMENT).text
    assert sorted(re.findall(r"<h2><a[^>]*><bdi>([^<]*)", page)) == titles


@pytest.mark.usefixtures("filled")
def test_htmx_gets_the_list_alone_and_anyone_else_the_page(client: FlaskClient) -> None:
    fragment = client.get("/", headers=FRAGMENT)
    assert "<html" not in fragment.text
    assert without_token(fragment.data).strip() in without_token(client.get("/").data)
    assert "HX-Request-Type" in fragment.headers["Vary"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("order", "first"), [("title", "גינות בעיר"), ("date", "שפות מחשב"), ("new", "גינות בעיר")]
)
def test_the_orders_of_the_library(client: FlaskClient, order: str, first: str) -> None:
    page = client.get("/", query_string={"order": order}, headers=FRAGMENT).text
    assert re.findall(r"<h2><a[^>]*><bdi>([^<]*)", page)[0] == first


def test_each_line_is_the_documents_text_with_its_times(client: FlaskClient, filled: Library) -> None:
    page = client.get("/episodes/שפות-12")
    timeline = filled.narration("שפות-12").timeline
    expected = [line for turn in timeline.turns for line in turn.lines]
    shown = elements(page, "data-line")
    assert [text for _, text in shown] == [line.text for line in expected]
    assert [(at["data-start-ms"], at["data-end-ms"]) for at, _ in shown] == [
        (str(line.start_ms), str(line.end_ms)) for line in expected
    ]


def test_each_word_has_its_own_characters_and_times(client: FlaskClient, filled: Library) -> None:
    page = client.get("/episodes/שפות-12")
    lines = [line for turn in filled.narration("שפות-12").timeline.turns for line in turn.lines]
    for (at, text), line in zip(elements(page, "data-line"), lines, strict=True):
        assert list(unpacked(at["data-words"] or "", line.start_ms)) == [
            (word.start_char, word.end_char, word.start_ms, word.end_ms) for word in line.words
        ]
        assert [text[word.start_char : word.end_char] for word in line.words] == line.text.split()


def unpacked(packed: str, at_ms: int) -> Iterator[tuple[int, int, int, int]]:
    """The words of an attribute as the page's own module reads them."""
    numbers = list(map(int, packed.split()))
    at = 0
    for skipped, length, wait_ms, lasts_ms in zip(*(numbers[part::4] for part in range(4)), strict=True):
        start, start_ms = at + skipped, at_ms + wait_ms
        at, at_ms = start + length, start_ms + lasts_ms
        yield start, at, start_ms, at_ms


def test_words_whose_times_were_guessed_are_told(client: FlaskClient, filled: Library) -> None:
    shown = filled.narration("שפות-12")
    turns = [
        replace(turn, lines=tuple(replace(line, words=guess_second(line.words)) for line in turn.lines))
        for turn in shown.timeline.turns
    ]
    timeline = replace(shown.timeline, turns=tuple(turns))
    assert "data-guessed" not in client.get("/episodes/שפות-12").text
    filled.save(NewNarration("guessed", timeline, (), shown.m4a, shown.mp3))
    for at, _ in elements(client.get("/episodes/שפות-12"), "data-line"):
        assert at.get("data-guessed") == "1"


def guess_second(words: tuple[TimedWord, ...]) -> tuple[TimedWord, ...]:
    return (words[0], replace(words[1], measured=False), *words[2:])


def test_the_contents_are_headed_by_the_questions(client: FlaskClient, filled: Library) -> None:
    questions = [at.get("data-question") for at, _ in elements(client.get("/episodes/שפות-12"), "data-turn")]
    assert questions == ["מה זה C++, בעצם?", None]


def test_a_link_shows_a_card_where_it_is_shared(client: FlaskClient, filled: Library) -> None:
    page = client.get("/episodes/שפות-12", base_url="https://localhost").text
    card = {
        name: unescape(told) for name, told in re.findall(r'<meta property="([^"]+)" content="([^"]*)"', page)
    }
    assert card["og:title"] == "שפות מחשב"
    assert card["og:description"] == 'שיחות ערב · שיחה 12 · עם ד"ר עמוס לב 3.5.24'
    assert card["og:url"].startswith("https://localhost/episodes/")
    picture = client.get(card["og:image"])
    assert (picture.status_code, picture.mimetype) == (200, "image/png")


@pytest.mark.usefixtures("filled")
def test_the_title_block_stands_as_in_the_document(client: FlaskClient) -> None:
    page = unescape(client.get("/episodes/שפות-12").text)
    block = page[page.index('<header class="heading">') : page.index('<ul class="cast"')]
    lines = re.findall(r"<(h1|p)[^>]*>(.*?)</\1>", block)
    assert lines == [
        ("p", "שיחות ערב"),
        ("p", "שיחה 12"),
        ("h1", "שפות מחשב"),
        ("p", 'עם ד"ר עמוס לב 3.5.24'),
    ]


@pytest.mark.usefixtures("filled")
def test_notes_stand_apart_and_after_their_turn(client: FlaskClient) -> None:
    page = client.get("/episodes/שפות-12").text
    assert (
        page.index("בעצם?") < page.index("(צחוק באולפן)") < page.index("&lt;ישנה&gt;") < page.index("(סוף)")
    )
    assert page.count("(סוף)") == 1


@pytest.mark.usefixtures("filled")
def test_a_turn_whose_speaker_is_unsure_says_so(client: FlaskClient) -> None:
    headings = re.findall(r'<h2 class="speaker">.*?</h2>', client.get("/episodes/שפות-12").text)
    assert ["כנראה" in heading for heading in headings] == [False, True]
    assert 'title="תשובת האורח"' in headings[1]


@pytest.mark.parametrize(
    "address", ["/episodes/אין", "/episodes/אין/sound.m4a", "/episodes/אין/timeline.json"]
)
def test_an_unknown_episode_is_told_in_hebrew(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "אין בספרייה פרק בשם אין" in answer.text


def test_an_unknown_address_is_told_in_hebrew(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert 'lang="he"' in answer.text
    assert "אין דף בכתובת הזאת" in answer.text


def test_an_error_for_htmx_is_a_fragment(client: FlaskClient) -> None:
    answer = client.get("/episodes/אין", headers=FRAGMENT)
    assert answer.status_code == 404
    assert "<html" not in answer.text


def test_no_page_allows_scripts_of_others_or_in_the_page(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.usefixtures("filled")
def test_pages_go_out_compressed_and_sounds_as_they_are(client: FlaskClient) -> None:
    asked = {"Accept-Encoding": "gzip, br"}
    page = client.get("/episodes/שפות-12", headers=asked, buffered=True)
    assert page.headers["Content-Encoding"] in ("gzip", "br")
    assert "Content-Encoding" not in client.get("/episodes/שפות-12/sound.m4a", headers=asked).headers


@pytest.mark.usefixtures("filled")
def test_a_browser_that_takes_gzip_alone_gets_the_episodes_page_so(client: FlaskClient) -> None:
    page = client.get("/episodes/שפות-12", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert without_token(gzip.decompress(page.data)) == without_token(client.get("/episodes/שפות-12").data)


def without_token(page: bytes) -> bytes:
    """The page without what stands for the session, which is written otherwise each time."""
    return re.sub(rb'(csrf_token" value="|X-CSRF-Token": ")[^"]+', rb"\1", page)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("coding", ["identity", "br"])
def test_a_page_that_nobody_reads_to_its_end_leaves_nothing_behind(client: FlaskClient, coding: str) -> None:
    headers = {"Accept-Encoding": coding}
    client.head("/episodes/שפות-12", headers=headers).close()
    half = client.get("/episodes/שפות-12", headers=headers)
    next(half.iter_encoded())
    half.close()
    assert client.get("/episodes/אין").status_code == 404
    assert client.get("/episodes/שפות-12").text.endswith("</html>")


def test_the_script_is_sent_once_and_then_only_asked_for(client: FlaskClient) -> None:
    script = client.get("/page.js")
    assert script.mimetype == "text/javascript"
    again = client.get("/page.js", headers={"If-None-Match": script.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
