"""The interface in the reader's language: Hebrew at first, and what he chose from then on."""

import pytest
from flask.testing import FlaskClient

OURS = {"Sec-Fetch-Site": "same-origin"}


def test_the_page_speaks_hebrew_from_right_to_left_whatever_the_browser_prefers(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="he" dir="rtl">' in page


def test_a_choice_is_kept_and_leads_back_to_the_page(client: FlaskClient) -> None:
    asked = {**OURS, "Referer": "http://localhost/episodes/x/speakers"}
    answer = client.post("/language", data={"language": "en"}, headers=asked)
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://localhost/episodes/x/speakers")
    assert '<html lang="en" dir="ltr">' in client.get("/").text
    assert "No episodes here yet" in client.get("/").text
    client.post("/language", data={"language": "he"}, headers=OURS)
    assert '<html lang="he" dir="rtl">' in client.get("/").text


@pytest.mark.parametrize("language", ["", "fr", "../../x"])
def test_a_language_that_there_is_not_changes_nothing(client: FlaskClient, language: str) -> None:
    answer = client.post("/language", data={"language": language}, headers=OURS)
    assert answer.status_code == 303
    assert '<html lang="he"' in client.get("/").text


def test_it_leads_to_no_other_site(client: FlaskClient) -> None:
    asked = {**OURS, "Referer": "http://elsewhere.example/"}
    assert client.post("/language", data={"language": "en"}, headers=asked).headers["Location"] == "/"


def test_errors_are_told_in_the_chosen_language(client: FlaskClient) -> None:
    client.set_cookie("karyan_language", "en")
    assert "the library has no episode" in client.get("/episodes/nothing").text
    assert "There is no page at this address" in client.get("/nowhere").text
