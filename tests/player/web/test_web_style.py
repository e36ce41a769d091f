"""The style page, and the copies that it shows."""

from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from player.exports.table import EXPORTS
from player.web import samples
from player.web.style import COLOURS


@pytest.mark.parametrize(("language", "title"), [("he", "חלקי הדף"), ("en", "Parts of the page")])
def test_the_page_is_shown_in_each_language_with_an_empty_library(
    client: FlaskClient, language: str, title: str
) -> None:
    client.set_cookie("karyan_language", language)
    page = client.get("/style").text
    assert f"<h1>{title}</h1>" in page
    for colour in COLOURS:
        assert f"--{colour}" in page
    for export in EXPORTS.values():
        assert getattr(export, f"label_{language}") in page


def test_nothing_links_to_it_and_its_style_sheet_is_its_own(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "/style" not in page
    assert "style.css" not in page
    assert client.get("/style").text.count("css/style.css") == 1


def test_a_copy_keeps_its_looks_and_loses_what_it_does() -> None:
    part = (
        '<form class="find" role="search" aria-label="x" method="post" action="/go" data-find hidden>'
        '<label for="q">a</label><input id="q" name="q" type="radio" data-tone="2" autofocus>'
        '<a class="x" href="/away" hx-get="/away">b</a><button data-act="play" data-on>c</button></form>'
        '<svg><use href="/icons.svg#up"></use></svg>'
    )
    assert samples.copied(part, "n") == (
        '<form method="dialog" class="find" hidden>'
        '<label for="n-q">a</label><input id="n-q" name="n-q" type="radio" data-tone="2">'
        '<a class="x" href="#">b</a><button data-on>c</button></form>'
        '<svg><use href="/icons.svg#up"></use></svg>'
    )


def test_a_state_that_a_part_no_longer_has_is_told() -> None:
    assert samples.but("<p hidden>", " hidden", "") == "<p>"
    assert samples.inside("<p></p>", "<p>", Markup("<b>&amp;</b>")) == "<p><b>&amp;</b></p>"
    with pytest.raises(ValueError, match="no hidden"):
        samples.but("<p>", "hidden", "")


def test_the_samples_are_as_real_ones() -> None:
    for index, lines in enumerate(samples.SAID):
        turn = samples.turn(index, guessed=(0,))
        assert [line.text for line in turn.lines] == list(lines)
        words = [word for line in turn.lines for word in line.words]
        assert all(before.end_ms <= after.start_ms for before, after in pairwise(words))
        for line in turn.lines:
            assert [line.text[word.start_char : word.end_char] for word in line.words] == line.text.split()
        assert [word.measured for word in words].count(False) == 1
