"""What a worker does: plan, speak, join; and what it does when something goes wrong on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audio.engines.table import ENGINES, Entry
from audio.errors import KaryanError
from player import narrating
from player.home import Home, open_home
from player.jobs import Line
from player.mending import Wish, mend
from player.narration import narrate
from player.run import Run
from player.working import Workshop
from tests.conftest import settings_in
from tests.player.unsteady import Unsteady

TALK = """שיחות ניסיון
שיחה 3
על המעיין
שיחה עם ד"ר רות כרמי 3.9.23
גיא: בוקר טוב לכולם, היום נדבר על מעיין אחד. הוא קטן מאוד.
רות: בוקר טוב. באנו אליו בקיץ.
גיא: ומה מצאתם שם?
רות: מים קרים, ושני עצי תאנה.
גיא: תודה רבה.
"""


class Idle:
    """In the place of the queue: remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, int]] = []

    def plan(self, run_id: int) -> None:
        self.told.append(("plan", run_id, 0))

    def speak(self, run_id: int, position: int) -> None:
        self.told.append(("speak", run_id, position))

    def join(self, run_id: int) -> None:
        self.told.append(("join", run_id, 0))

    def waiting(self, _line: Line) -> int:
        return 0

    def taken(self) -> list[tuple[str, int, int]]:
        """What was told since this was last asked."""
        told, self.told = self.told, []
        return told


class Shop:
    """A home, and a worker in this process."""

    def __init__(self, home: Home, name: str = "here:1:a") -> None:
        self.home = home
        self.jobs = Idle()
        self.worker = Workshop(home, name)
        self.worker.__dict__["jobs"] = self.jobs
        self.slug = home.manuscripts.bring(TALK.encode(), "talk.txt").slug

    def ask(self) -> Run:
        return self.home.runs.ask(self.slug, self.home.settings.engine, "")

    def do_all(self) -> list[tuple[str, int, int]]:
        """Do what is told until nothing is; all that was done."""
        done = []
        while told := self.jobs.taken():
            for task, run_id, position in told:
                done.append((task, run_id, position))
                {
                    "plan": lambda run_id, _: self.worker.plan(run_id),
                    "speak": self.worker.speak,
                    "join": lambda run_id, _: self.worker.join(run_id),
                }[task](run_id, position)
        return done

    def state(self, run: Run) -> str:
        found = self.home.runs.run(run.id)
        assert found is not None
        return found.state


@pytest.fixture
def shop(home: Home) -> Shop:
    return Shop(home)


@pytest.fixture
def unsteady(monkeypatch: pytest.MonkeyPatch) -> Unsteady:
    engine = Unsteady()
    monkeypatch.setitem(ENGINES, "edge", Entry(lambda _settings: engine, built_in=False))
    return engine


def test_a_run_is_planned_spoken_and_joined_to_what_a_narration_at_once_is(
    shop: Shop, tmp_path: Path
) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    assert shop.state(run) == "speaking"
    assert [task for task, *_ in shop.jobs.told] == ["speak"] * 4, "the first was spoken at once"
    done = shop.do_all()
    assert done[-1] == ("join", run.id, 0)
    assert shop.state(run) == "done"
    other = open_home(settings_in(tmp_path / "other", KARYAN_JOBS="1"))
    source = tmp_path / "talk.txt"
    source.write_text(TALK, "utf-8")
    narrate(source, other)
    assert shop.home.library.fingerprint(shop.slug) == other.library.fingerprint(shop.slug)


def test_a_mended_word_is_spoken_and_joined_by_whoever_plans_and_nothing_else_is(shop: Shop) -> None:
    shop.worker.plan(shop.ask().id)
    shop.do_all()
    before = shop.home.library.narration(shop.slug)
    wish = Wish("text", before.paragraphs[3].key, "מים קרים מאוד, ושני עצי תאנה.")
    mend(shop.home, shop.slug, [wish], "רות")
    run = shop.ask()
    shop.worker.plan(run.id)
    assert shop.home.runs.progress(run).clips == 1
    shop.do_all()
    after = shop.home.library.narration(shop.slug)
    assert after.revision == before.revision + 1
    assert "קרים מאוד" in after.timeline.turns[3].lines[0].text
    changed = [new.clip != old.clip for new, old in zip(after.paragraphs, before.paragraphs, strict=True)]
    assert changed == [False, False, False, True, False]


def test_a_run_of_which_nothing_is_missing_is_joined_by_whoever_plans(shop: Shop) -> None:
    shop.worker.plan(shop.ask().id)
    shop.do_all()
    run = shop.ask()
    shop.worker.plan(run.id)
    assert shop.jobs.told == []
    assert shop.state(run) == "done"
    assert shop.home.library.revision(shop.slug) == 1, "it is the same narration"


def test_what_is_told_twice_is_done_once(shop: Shop) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    shop.worker.plan(run.id)
    shop.do_all()
    for position in range(5):
        shop.worker.speak(run.id, position)
    shop.worker.join(run.id)
    assert shop.state(run) == "done"
    assert shop.home.library.revision(shop.slug) == 1


def test_a_clip_that_fails_is_told_and_asked_for_again_alone(tmp_path: Path, unsteady: Unsteady) -> None:
    shop = Shop(open_home(settings_in(tmp_path / "home", KARYAN_ENGINE="edge")))
    unsteady.cannot_say = ("תאנה",)
    run = shop.ask()
    shop.worker.plan(run.id)
    shop.do_all()
    assert shop.state(run) == "failed"
    (failed,) = shop.home.runs.progress(run).failed
    assert (failed.position, failed.reason.en) == (3, "the answer was cut off")
    with pytest.raises(KaryanError):
        shop.home.library.narration(shop.slug)
    unsteady.cannot_say = ()
    unsteady.asked.clear()
    assert shop.home.runs.retry(run.id)
    shop.worker.take_up()
    shop.do_all()
    assert shop.state(run) == "done"
    assert len(unsteady.asked) == 1
    assert "תאנה" in unsteady.asked[0]


def test_another_voice_says_what_the_engine_cannot(tmp_path: Path, unsteady: Unsteady) -> None:
    home = open_home(settings_in(tmp_path / "home", KARYAN_ENGINE="edge", KARYAN_FALLBACK="espeak"))
    shop = Shop(home)
    unsteady.cannot_say = ("תאנה",)
    run = shop.ask()
    shop.worker.plan(run.id)
    shop.do_all()
    assert shop.state(run) == "done"
    lines = [line for turn in home.library.narration(shop.slug).timeline.turns for line in turn.lines]
    assert {line.paragraph for line in lines if line.voice} == {3}
    growing = narrating.growing(home, home.runs.run(run.id) or run)
    assert growing is not None
    assert growing.ready() == 5, "what grows has the same voices"
    assert growing.at(5).timeline.turns[3].lines[0].voice.startswith("espeak")


def test_a_clip_that_was_lost_is_made_again_before_it_is_joined(shop: Shop) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    told = shop.jobs.taken()
    for _, run_id, position in told:
        shop.worker.speak(run_id, position)
    lost = shop.home.runs.clips(run.id)[2]
    name = f"clips/{lost.key[:2]}/{lost.key}.clip"
    assert shop.home.media.exists(name)
    shop.home.media.delete(name)
    done = shop.do_all()
    assert [task for task, *_ in done] == ["join", "plan", "join"]
    assert shop.state(run) == "done"


def test_what_a_killed_worker_had_in_hand_is_taken_up_by_the_next(shop: Shop) -> None:
    home, run = shop.home, shop.ask()
    home.rollcall.alive("gone:1:a")
    assert home.runs.claim(run.id, "asked", "gone:1:a") is not None
    shop.worker.take_up()
    shop.do_all()
    assert shop.state(run) == "asked", "somebody else is at it"
    home.rollcall.bury(["gone:1:a"])
    shop.worker.take_up()
    for task, run_id, position in shop.jobs.taken():
        assert (task, position) == ("plan", 0)
        shop.worker.plan(run_id)
    home.rollcall.alive("gone:1:b")
    assert home.runs.claim_clip(run.id, 2, "gone:1:b") is not None
    shop.do_all()
    assert shop.state(run) == "speaking"
    home.rollcall.bury(["gone:1:b"])
    shop.worker.take_up()
    assert shop.do_all() == [("speak", run.id, 2), ("join", run.id, 0)]
    assert shop.state(run) == "done"


def test_whoever_fails_to_write_down_what_he_made_lets_go_of_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    shop.jobs.taken()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as away:
        away.setattr(shop.home.runs, "clip_made", full)
        with pytest.raises(OSError, match="No space"):
            shop.worker.speak(run.id, 1)
    shop.worker.take_up()
    assert ("speak", run.id, 1) in shop.jobs.told
    shop.do_all()
    assert shop.state(run) == "done"


@pytest.mark.parametrize("step", ["pause", "cancel"])
def test_a_pause_or_an_end_comes_before_the_next_clip(shop: Shop, step: str) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    act: Callable[[int], bool] = getattr(shop.home.runs, step)
    assert act(run.id)
    shop.do_all()
    assert shop.home.runs.progress(run).clips_done == 1
    shop.worker.take_up()
    assert shop.jobs.told == []


def test_a_document_that_is_gone_ends_the_run_with_its_reason(shop: Shop) -> None:
    run = shop.home.runs.ask("nobody", "espeak", "")
    shop.worker.plan(run.id)
    found = shop.home.runs.run(run.id)
    assert found is not None
    assert found.reason is not None
    assert found.state == "failed"


def test_a_clip_that_somebody_waits_for_is_heard_or_told_why_not(shop: Shop, unsteady: Unsteady) -> None:
    run = shop.ask()
    shop.worker.plan(run.id)
    (clip, *_) = shop.home.runs.clips(run.id, "waiting")
    assert shop.worker.hear(clip.key, clip.utterance) == []
    assert shop.home.clips.has(clip.key)
    unsteady.cannot_say = ("",)
    voice = {**clip.utterance["voice"], "engine": "edge", "id": "edge-1"}
    assert shop.worker.hear("e" * 64, {**clip.utterance, "voice": voice})[1] == "the answer was cut off"
