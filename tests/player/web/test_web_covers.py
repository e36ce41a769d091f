"""The pictures that are drawn."""

import io

import pytest
from flask.testing import FlaskClient
from PIL import Image

COVER = "/episodes/שפות-12/cover.png"
pytestmark = pytest.mark.usefixtures("filled")


def side(png: bytes) -> int:
    return Image.open(io.BytesIO(png)).size[0]


@pytest.mark.parametrize(("asked", "sent"), [("", 1400), ("?size=100", 192), ("?size=192", 192),
                                             ("?size=200", 384), ("?size=99999", 1400), ("?size=x", 1400),
                                             ("?size=-4", 192)])  # fmt: skip
def test_a_cover_comes_in_a_few_sizes_whatever_is_asked(client: FlaskClient, asked: str, sent: int) -> None:
    answer = client.get(COVER + asked)
    assert (answer.status_code, answer.mimetype, side(answer.data)) == (200, "image/png", sent)


def test_a_cover_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.get(COVER).headers["ETag"]
    again = client.get(COVER, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/episodes/gardens-7/cover.png").headers["ETag"] != etag


def test_an_episode_that_is_not_there_has_no_cover(client: FlaskClient) -> None:
    assert client.get("/episodes/none/cover.png").status_code == 404


@pytest.mark.parametrize(("asked", "sent"), [(192, 192), (180, 180), (512, 512), (1, 48), (99999, 512)])
def test_the_icon_comes_in_a_few_sizes(client: FlaskClient, asked: int, sent: int) -> None:
    answer = client.get(f"/icon-{asked}.png")
    assert (answer.mimetype, side(answer.data)) == ("image/png", sent)
    assert (
        client.get(f"/icon-{asked}.png", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    )
