"""What is taken from the page."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from audio.media import MediaStore
from player.exports.table import EXPORTS
from player.library import Library, NewNarration
from tests.player.web.conftest import SOUND

EPISODE = "/episodes/שפות-12"
pytestmark = pytest.mark.usefixtures("filled")


def test_the_sound_is_the_stores_bytes_and_may_be_asked_in_pieces(client: FlaskClient) -> None:
    whole = client.get(f"{EPISODE}/sound.m4a")
    assert whole.data == SOUND
    assert whole.mimetype == "audio/mp4"
    assert whole.headers["Accept-Ranges"] == "bytes"
    piece = client.get(f"{EPISODE}/sound.m4a", headers={"Range": "bytes=100-299"})
    assert piece.status_code == 206
    assert piece.data == SOUND[100:300]
    assert piece.headers["Content-Range"] == f"bytes 100-299/{len(SOUND)}"


def test_the_end_of_the_sound_may_be_asked_for(client: FlaskClient) -> None:
    assert client.get(f"{EPISODE}/sound.m4a", headers={"Range": "bytes=-10"}).data == SOUND[-10:]


def test_a_range_past_the_end_is_refused_with_the_length(client: FlaskClient) -> None:
    answer = client.get(f"{EPISODE}/sound.m4a", headers={"Range": f"bytes={len(SOUND)}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(SOUND)}"


def test_sound_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.get(f"{EPISODE}/sound.m4a").headers["ETag"]
    assert client.get(f"{EPISODE}/sound.m4a", headers={"If-None-Match": etag}).status_code == 304


def test_a_piece_of_sound_that_changed_meanwhile_is_sent_whole(client: FlaskClient) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert client.get(f"{EPISODE}/sound.m4a", headers=headers).data == SOUND


def test_the_timeline_is_the_agreed_form(client: FlaskClient, filled: Library) -> None:
    answer = client.get(f"{EPISODE}/timeline.json")
    assert answer.json == filled.narration("שפות-12").timeline.as_json()
    assert "שפות מחשב" in answer.text


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_format_comes_under_its_hebrew_name(client: FlaskClient, name: str) -> None:
    export = EXPORTS[name]
    answer = client.get(f"{EPISODE}/download/{name}")
    assert answer.status_code == 200
    assert len(answer.data) == int(answer.headers["Content-Length"]) > 0
    assert answer.headers["Content-Type"] == export.mime
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('שיחות ערב 12 שפות מחשב' + export.suffix)}" in said


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_format_may_be_asked_in_pieces_and_is_not_sent_twice(client: FlaskClient, name: str) -> None:
    address = f"{EPISODE}/download/{name}"
    whole = client.get(address)
    piece = client.get(address, headers={"Range": "bytes=10-39", "If-Range": whole.headers["ETag"]})
    assert (piece.status_code, piece.data) == (206, whole.data[10:40])
    assert client.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert client.head(address).headers["Content-Length"] == str(len(whole.data))


def test_no_two_formats_or_episodes_have_the_same_etag(client: FlaskClient) -> None:
    etags = {
        client.head(f"/episodes/{slug}/download/{name}").headers["ETag"]
        for slug in ("שפות-12", "gardens-7")
        for name in EXPORTS
    }
    assert len(etags) == 2 * len(EXPORTS)


def test_a_format_that_is_not_in_the_table_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{EPISODE}/download/wax").status_code == 404


def test_a_sound_that_is_missing_is_told_with_what_to_do(
    client: FlaskClient, filled: Library, media: MediaStore
) -> None:
    media.delete(filled.narration("שפות-12").m4a)
    answer = client.get(f"{EPISODE}/sound.m4a")
    assert answer.status_code == 404
    assert "karyan narrate" in answer.text


def test_a_page_that_shows_an_older_revision_gets_that_revisions_sound_and_never_another(
    client: FlaskClient, filled: Library, media: MediaStore
) -> None:
    page = client.get(EPISODE).text
    (address,) = re.findall(r'data-m4a="([^"]+sound\.m4a[^"]*)"', page)
    shown = filled.narration("שפות-12")
    with media.create("e/newer.m4a") as file:
        file.write(b"newer")
    for number in range(2):
        filled.save(NewNarration(f"newer{number}", shown.timeline, (), "e/newer.m4a", shown.mp3))
        if number == 0:
            assert client.get(address).data == SOUND
    assert client.get(f"{EPISODE}/sound.m4a").data == b"newer"
    assert client.get(address).status_code == 404


def test_a_browser_without_aac_finds_the_mp3(client: FlaskClient) -> None:
    page = client.get(EPISODE).text
    for form, mime in (("m4a", "audio/mp4"), ("mp3", "audio/mpeg")):
        (address,) = re.findall(rf'data-{form}="([^"]+)"', page)
        answer = client.get(address.replace("&amp;", "&"))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, mime)
