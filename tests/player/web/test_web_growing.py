"""The page of an episode that is being spoken, the sound of what is ready, and how far it is."""

import pytest
from flask.testing import FlaskClient

from audio.errors import KaryanError
from player import narrating
from player.home import Home
from player.working import Workshop
from tests.conftest import SAMPLE


@pytest.fixture
def slug(home: Home) -> str:
    return home.manuscripts.bring(SAMPLE.read_bytes(), SAMPLE.name).slug


@pytest.fixture
def worker(home: Home) -> Workshop:
    return Workshop(home, "here:1:0")


def test_an_episode_that_nobody_asked_for_is_not_there(client: FlaskClient, slug: str) -> None:
    for path in ("", "/progress.json", "/growing", "/growing.mp3?run=1&ready=0"):
        assert client.get(f"/episodes/{slug}{path}").status_code == 404


def test_before_anything_is_spoken_all_of_the_text_is_there_without_times(
    home: Home, client: FlaskClient, slug: str
) -> None:
    narrating.begin(home, slug, "")
    page = client.get(f"/episodes/{slug}")
    assert page.status_code == 200
    assert "מתחילים להקריא" in page.text
    assert "data-line" not in page.text
    assert "data-episode" not in page.text
    for paragraph in home.manuscripts.transcript(slug, home.decisions.decided(slug)).paragraphs:
        assert f'data-paragraph="{paragraph.index}"' in page.text
    assert client.get(f"/episodes/{slug}/cover.png").status_code == 200
    told = client.get(f"/episodes/{slug}/progress.json").json
    assert told == {
        "run": 1,
        "state": "asked",
        "share": 0.0,
        "seconds_left": None,
        "ready": None,
        "ready_ms": 0,
        "revision": 0,
        "told": "מתחילים להקריא…",
    }


def test_what_is_ready_has_its_times_and_its_sound_and_an_open_page_gets_what_is_new_alone(
    home: Home, client: FlaskClient, slug: str, worker: Workshop
) -> None:
    run = narrating.begin(home, slug, "")
    worker.plan(run.id)
    before = client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=1")
    worker.speak(run.id, 1)
    worker.speak(run.id, 2)
    told = client.get(f"/episodes/{slug}/progress.json").json
    assert told is not None
    assert (told["state"], told["ready"], told["revision"]) == ("speaking", 3, 0)
    page = client.get(f"/episodes/{slug}").text
    assert f'data-duration-ms="{told["ready_ms"]}"' in page
    assert "/growing.mp3?run=1&amp;ready=3" in page
    assert 'id="p2-0" data-start-ms' in page
    assert 'data-unspoken id="p3-0"' in page
    new = client.get(f"/episodes/{slug}/growing?run=1&have=1").text
    assert 'id="p2-0" data-start-ms' in new
    assert 'id="p12-0"' not in new
    assert "<!doctype" not in new
    after = client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=1")
    assert after.data == before.data
    assert after.headers["ETag"] == before.headers["ETag"]
    longer = client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=3")
    assert longer.headers["ETag"] != before.headers["ETag"]
    part = client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=3", headers={"Range": "bytes=9000-12345"})
    assert part.status_code == 206
    assert part.data == longer.data[9000:12346]
    for beyond in ("run=1&ready=4", "run=1&ready=-1", "run=2&ready=0"):
        assert client.get(f"/episodes/{slug}/growing.mp3?{beyond}").status_code == 404


@pytest.mark.slow
def test_once_it_is_whole_the_finished_page_is_shown_and_an_open_one_plays_on(
    home: Home, client: FlaskClient, slug: str, worker: Workshop
) -> None:
    run = narrating.begin(home, slug, "")
    worker.plan(run.id)
    growing = client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=1").data
    for clip in home.runs.clips(run.id, "waiting"):
        worker.speak(run.id, clip.position)
    assert "data-growing" in client.get(f"/episodes/{slug}").text
    worker.join(run.id)
    page = client.get(f"/episodes/{slug}").text
    assert 'data-revision="1"' in page
    assert "data-growing" not in page
    assert "data-under-way" not in page
    assert client.get(f"/episodes/{slug}/growing.mp3?run=1&ready=1").data == growing
    told = client.get(f"/episodes/{slug}/progress.json").json
    assert told is not None
    assert (told["state"], told["revision"]) == ("done", 1)
    narrating.begin(home, slug, "")
    assert "data-under-way" in client.get(f"/episodes/{slug}").text


def test_what_failed_is_told_with_its_reason_in_the_readers_language(
    home: Home, client: FlaskClient, slug: str, worker: Workshop
) -> None:
    run = narrating.begin(home, slug, "")
    worker.plan(run.id)
    home.runs.end(run.id, KaryanError("נגמר המקום בדיסק", "the disk is full"))
    client.set_cookie("karyan_language", "en")
    for text in (
        client.get(f"/episodes/{slug}").text,
        client.get(f"/episodes/{slug}/progress.json").json["told"],  # type: ignore[index]
    ):
        assert "Reading failed" in text
        assert "the disk is full" in text


def test_what_was_spoken_before_it_failed_can_be_heard_and_only_then_that_is_told(
    home: Home, client: FlaskClient, slug: str, worker: Workshop
) -> None:
    def told(*, is_planned: bool) -> str:
        run = narrating.begin(home, slug, "")
        if is_planned:
            worker.plan(run.id)
        home.runs.end(run.id, KaryanError("נגמר המקום בדיסק", "the disk is full"))
        answer = client.get(f"/episodes/{slug}/progress.json").json
        assert answer is not None
        return str(answer["told"])

    assert told(is_planned=False) == "ההקראה נכשלה. נגמר המקום בדיסק"
    # Whoever plans speaks the first sentence at once.
    assert told(is_planned=True) == "ההקראה נכשלה, ומה שכבר הוקרא אפשר לשמוע. נגמר המקום בדיסק"
