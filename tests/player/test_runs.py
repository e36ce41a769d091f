"""Narrations in the database: their states, who has what in hand, how far they are."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from audio.errors import KaryanError
from player.home import Home
from player.run import Run, RunClip, State
from player.runs import Runs

REASON = KaryanError("התשובה נקטעה", "the answer was cut off")


def clip(position: int, letters: int = 100) -> RunClip:
    return RunClip(position, f"{position:064}", letters, {"of": position})


@pytest.fixture
def runs(home: Home) -> Runs:
    return home.runs


@pytest.fixture
def run(runs: Runs) -> Run:
    """A run of three clips that is being spoken."""
    run = runs.ask("talk-1", "espeak", "רות")
    assert runs.claim(run.id, "asked", "w1") == run
    assert runs.planned(run.id, "espeak", [clip(0), clip(1), clip(3, 200)])
    return run


def state(runs: Runs, run: Run) -> State:
    found = runs.run(run.id)
    assert found is not None
    return found.state


def speak(runs: Runs, run: Run, *positions: int) -> None:
    for position in positions:
        assert runs.claim_clip(run.id, position, "w1") == clip(position, 200 if position == 3 else 100)
        runs.clip_made(run.id, position, 1000)


def test_a_run_goes_its_way_from_asked_to_done(runs: Runs) -> None:
    run = runs.ask("talk-1", "auto", "רות")
    assert (run.state, run.engine, run.asked_by, run.reason) == ("asked", "auto", "רות", None)
    assert runs.claim(run.id, "asked", "w1") is not None
    assert runs.claim(run.id, "asked", "w2") is None, "another has it in hand"
    assert runs.planned(run.id, "espeak", [clip(0)])
    speaking = runs.last("talk-1")
    assert speaking is not None
    assert (speaking.state, speaking.engine) == ("speaking", "espeak")
    assert runs.all_spoken(run.id) is None
    speak(runs, run, 0)
    assert runs.all_spoken(run.id) == "joining"
    assert runs.all_spoken(run.id) is None, "one worker moves it on"
    assert runs.claim(run.id, "joining", "w2") is not None
    runs.end(run.id)
    assert state(runs, run) == "done"
    assert runs.active() == []


def test_one_that_is_on_its_way_gives_way_to_the_next(runs: Runs, run: Run) -> None:
    following = runs.ask("talk-1", "espeak", "")
    other = runs.ask("talk-2", "espeak", "")
    assert state(runs, run) == "cancelled"
    assert [one.id for one in runs.active()] == [following.id, other.id]
    assert runs.claim_clip(run.id, 0, "w1") is None
    runs.end(run.id, REASON)
    assert state(runs, run) == "cancelled", "whoever was at it may end late"
    assert not runs.planned(run.id, "espeak", [clip(5)])


def test_while_it_is_paused_no_clip_is_begun_and_then_it_goes_on(runs: Runs, run: Run) -> None:
    assert runs.claim_clip(run.id, 0, "w1") is not None
    assert runs.pause(run.id)
    assert not runs.pause(run.id)
    assert runs.claim_clip(run.id, 1, "w1") is None
    runs.clip_made(run.id, 0, 900)
    assert runs.all_spoken(run.id) is None
    assert runs.go_on(run.id)
    assert not runs.go_on(run.id)
    speak(runs, run, 1, 3)
    assert runs.all_spoken(run.id) == "joining"
    assert not runs.pause(run.id), "what is spoken is only to be joined"


def test_what_is_given_up_stays_so(runs: Runs, run: Run) -> None:
    assert runs.claim_clip(run.id, 0, "w1") is not None
    assert runs.cancel(run.id)
    assert not runs.cancel(run.id)
    runs.clip_made(run.id, 0, 900)
    assert runs.all_spoken(run.id) is None
    assert not runs.retry(run.id)
    assert not runs.go_on(run.id)
    assert state(runs, run) == "cancelled"


def test_what_failed_is_asked_for_again_and_nothing_else(runs: Runs, run: Run) -> None:
    speak(runs, run, 0, 3)
    assert runs.claim_clip(run.id, 1, "w1") is not None
    runs.clip_failed(run.id, 1, REASON)
    assert runs.all_spoken(run.id) == "failed"
    (failed,) = runs.progress(runs.run(run.id) or run).failed
    assert (failed.position, failed.reason.he) == (1, REASON.he)
    assert runs.retry(run.id)
    assert not runs.retry(run.id)
    assert [one.position for one in runs.clips(run.id, "waiting")] == [1]
    speak(runs, run, 1)
    assert runs.all_spoken(run.id) == "joining"


def test_one_that_failed_before_it_was_planned_is_planned_again(runs: Runs) -> None:
    run = runs.ask("talk-1", "espeak", "")
    assert runs.claim(run.id, "asked", "w1") is not None
    runs.end(run.id, REASON)
    failed = runs.run(run.id)
    assert failed is not None
    assert failed.reason is not None
    assert (failed.state, failed.reason.en) == ("failed", REASON.en)
    assert runs.retry(run.id)
    assert runs.claim(run.id, "asked", "w2") is not None


def test_two_workers_never_have_one_clip(runs: Runs) -> None:
    run = runs.ask("talk-1", "espeak", "")
    runs.claim(run.id, "asked", "w1")
    runs.planned(run.id, "espeak", [clip(position) for position in range(40)])

    def take(worker: str) -> list[int]:
        return [at for at in range(40) if runs.claim_clip(run.id, at, worker) is not None]

    with ThreadPoolExecutor(4) as pool:
        taken = [at for had in pool.map(take, ["w1", "w2", "w3", "w4"]) for at in had]
    assert sorted(taken) == list(range(40))


def test_progress_counts_letters_and_knows_the_pace_of_the_engine(home: Home, runs: Runs, run: Run) -> None:
    assert runs.progress(run).share == 0
    assert runs.progress(run).seconds_left is None, "nobody knows before a clip was spoken"
    speak(runs, run, 0)
    assert runs.claim_clip(run.id, 1, "w1") is not None
    progress = runs.progress(run)
    assert (progress.clips, progress.clips_done, progress.speaking) == (3, 1, (1,))
    assert progress.share == pytest.approx(1 / 4)
    assert progress.seconds_left == 3
    for worker in ("w1", "w2", "w3"):
        home.rollcall.alive(worker)
    # One of them speaks only what somebody waits for.
    assert runs.progress(run).seconds_left == 2


def test_a_stand_in_waits_in_the_place_of_what_failed(runs: Runs, run: Run) -> None:
    assert runs.claim_clip(run.id, 1, "w1") is not None
    other = RunClip(1, "f" * 64, 100, {"another": True})
    runs.another_says_it(run.id, other)
    assert runs.clip(run.id, 1) == other
    assert runs.clip(run.id, 2) is None
    assert runs.claim_clip(run.id, 1, "w2") == other
