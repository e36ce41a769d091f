"""Workers tell that they live; what a dead one had in hand is free again."""

from player.home import Home
from tests.player.test_runs import clip


def test_what_a_dead_worker_had_in_hand_is_free_again(home: Home) -> None:
    runs, rollcall = home.runs, home.rollcall
    run = runs.ask("talk-1", "espeak", "")
    assert runs.planned(run.id, "espeak", [clip(0), clip(1)])
    for worker in ("w1", "w2"):
        rollcall.alive(worker)
    assert runs.claim_clip(run.id, 0, "w1") is not None
    assert runs.claim_clip(run.id, 1, "w2") is not None
    other = runs.ask("talk-2", "espeak", "")
    assert runs.claim(other.id, "asked", "w1") is not None
    rollcall.bury(["w1"])
    assert set(rollcall.workers()) == {"w2"}
    assert runs.claim_clip(run.id, 0, "w3") is not None
    assert runs.claim_clip(run.id, 1, "w3") is None, "its worker lives"
    assert runs.claim(other.id, "asked", "w3") is not None
