"""The page that tells what the home holds."""

import os
import time

from flask.testing import FlaskClient

from audio.media import FolderStore

OURS = {"Sec-Fetch-Site": "same-origin"}


def test_what_is_held_is_told_and_freed_by_a_click(client: FlaskClient, media: FolderStore) -> None:
    path = media.root / "clips" / "zz" / "zz.clip"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"1" * 2_000_000)
    os.utime(path, (time.time() - 3 * 24 * 3600,) * 2)
    assert client.get("/storage").text.count("2.0 MB") >= 3
    assert client.post("/storage/clean").status_code == 403
    done = client.post("/storage/clean", headers=OURS)
    assert done.status_code == 303
    assert not path.exists()
    page = client.get(done.location).text
    assert "התפנו" in page and "2.0 MB" in page
    assert "אין מה לפנות" in page


def test_a_home_with_nothing_to_free_offers_nothing(client: FlaskClient) -> None:
    assert "<form" not in client.get("/storage").text.partition("<main")[2].partition("</main>")[0]
