"""What a worker does for each task, wherever it runs: it knows database, queue and media store, no more."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import Any

from audio.engines.base import Engine
from audio.engines.table import choose_engine, open_engine
from audio.errors import ClipDamaged, KaryanError
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance
from audio.voicing import make_clip, speak_whole
from player.casting import stand_ins
from player.errors import as_reason
from player.growing import opening_of
from player.home import Home
from player.jobs import Jobs
from player.narration import choose_anyway, plan_episode
from player.orders import missing_clips, order_of, utterance_of, with_stand_ins
from player.planning import Plan, plan_with
from player.publishing import publish
from player.run import Run, RunClip, State

_log = logging.getLogger(__name__)
_FEW = 2
"""So many clips are spoken at once by whoever plans: somebody mended a word and waits to hear it."""


class Workshop:
    """One worker's hands."""

    def __init__(self, home: Home, worker: str, threads: int | None = None) -> None:
        """A worker of a home.

        Args:
            home: whose runs it works at.
            worker: its name, under which it tells that it lives.
            threads: with how many it computes; None for one a core.
        """
        self._home = home
        self._runs = home.runs
        self._worker = worker
        self._threads = threads
        self._lock = Lock()
        self._at_runs: set[int] = set()
        self._at_clips: set[tuple[int, int]] = set()
        # A voice takes a second to load.
        self._opened = lru_cache(open_engine)

    @cached_property
    def jobs(self) -> Jobs:
        """The queue, with this worker's hands at it."""
        return Jobs(self._home.settings.queue_url, self)

    def plan(self, run_id: int) -> None:
        """Find out what is missing of an episode, and have it spoken; a clip or two at once."""
        with self._taking(run_id, "asked") as run:
            if run is None:
                return
            plan = self._plan_of(run)
            missing = missing_clips(plan, self._home.clips)
            if len(missing) > _FEW:
                self._speak_opening(plan)
            if self._runs.planned(run.id, plan.engine.name, missing):
                self._hand_out(run, missing)

    def speak(self, run_id: int, position: int) -> None:
        """Speak one clip of a run, unless somebody else does; with the last one, the run moves on."""
        place = run_id, position
        with self._lock:
            self._at_clips.add(place)
            clip = self._runs.claim_clip(run_id, position, self._worker)
        try:
            if clip is not None:
                self._speak(run_id, clip)
        finally:
            self._at_clips.discard(place)

    def _speak(self, run_id: int, clip: RunClip) -> None:
        position = clip.position
        started = time.monotonic()
        failure = self._make(clip.key, utterance_of(clip.utterance))
        if failure is None:
            self._runs.clip_made(run_id, position, round(1000 * (time.monotonic() - started)))
        elif not self._let_another(run_id, clip):
            self._runs.clip_failed(run_id, position, failure)
        if self._runs.all_spoken(run_id) == "joining":
            self.jobs.join(run_id)

    def join(self, run_id: int) -> None:
        """Make the episode of its clips, and let it take the place of the one before."""
        with self._taking(run_id, "joining") as run:
            if run is None:
                return
            plan = plan_episode(run.slug, self._home, self._engine(run.engine))
            tasks = tuple(with_stand_ins(plan, self._runs.clips(run.id)))
            try:
                publish(replace(plan, tasks=tasks), self._home)
            except ClipDamaged:
                # Lost, or something was decided since it was planned: what is missing is made, no more.
                self._runs.plan_again(run.id)
                self.jobs.plan(run.id)
                return
            self._runs.end(run.id)

    def hear(self, key: str, order: dict[str, Any]) -> list[str]:
        """Speak a clip that somebody waits for; why it failed, in Hebrew and English, or nothing."""
        failure = self._make(key, utterance_of(order))
        return [] if failure is None else [failure.he, failure.en]

    def take_up(self) -> None:
        """Tell again what the queue lost, or what whoever had it in hand left behind."""
        with self._lock:
            self._home.rollcall.let_go(self._worker, self._at_runs, self._at_clips)
        runs = self._runs.active()
        if any(run.state != "speaking" for run in runs) and not self.jobs.waiting("quick"):
            for run in runs:
                if run.state in ("asked", "joining"):
                    (self.jobs.plan if run.state == "asked" else self.jobs.join)(run.id)
        if not self.jobs.waiting("long"):
            for run in runs:
                if run.state == "speaking":
                    self._tell_again(run.id)

    def _tell_again(self, run_id: int) -> None:
        for clip in self._runs.clips(run_id, "waiting"):
            self.jobs.speak(run_id, clip.position)
        if self._runs.all_spoken(run_id) == "joining":
            self.jobs.join(run_id)

    def warm(self) -> None:
        """Load what speaks, so that the first click waits for nothing."""
        # What cannot speak now says so when it is asked to.
        with suppress(KaryanError):
            home = self._home.renewed()
            engine = choose_engine(home.settings.engine, home.engine_settings).engine
            voice = engine.voices()[0]
            speak_whole(
                self._engine(engine.name), Utterance(spoken_text("שלום.", engine.reads_numbers), voice)
            )

    def _plan_of(self, run: Run) -> Plan:
        home = self._home.renewed()
        home = replace(home, settings=home.settings.but(engine=run.engine))
        plan_by = partial(plan_episode, run.slug, home)
        choice, _gone = choose_anyway(home, plan_by)
        return plan_by(self._engine(choice.engine.name))

    def _hand_out(self, run: Run, missing: list[RunClip]) -> None:
        """Queue what is missing; the first of it is spoken here and now, and what is little altogether."""
        here = missing if len(missing) <= _FEW else missing[:1]
        for clip in missing[len(here) :]:
            self.jobs.speak(run.id, clip.position)
        for clip in here:
            self.speak(run.id, clip.position)
        if not missing and self._runs.all_spoken(run.id) == "joining":
            self.join(run.id)

    def _speak_opening(self, plan: Plan) -> None:
        """Speak the first sentence alone, where one would wait for a long paragraph to hear anything."""
        opening = opening_of(plan)
        if opening is not None and not self._home.clips.has(plan.tasks[0].key):
            self._make(opening.key, opening.utterance)

    def _make(self, key: str, utterance: Utterance) -> KaryanError | None:
        """Make a clip that is missing; why not, where it cannot be had."""
        clips = self._home.clips
        try:
            if not clips.has(key):
                make_clip(self._engine(utterance.voice.engine), clips, key, utterance)
        except Exception as error:
            return as_reason(error)
        return None

    def _let_another(self, run_id: int, clip: RunClip) -> bool:
        """Let the voice that the settings name say it, where there is one and it has not tried itself."""
        run = self._runs.run(run_id)
        other = self._home.settings_now().fallback
        if run is None or other in ("", clip.utterance["voice"]["engine"]):
            return False
        try:
            plan = plan_episode(run.slug, self._home, self._engine(run.engine))
            engine = self._engine(other)
            voices = stand_ins(plan.voices, engine.voices())
            task = plan_with(plan.transcript, engine, voices, plan.corrections).tasks[clip.position]
        except (KaryanError, IndexError):
            return False
        self._runs.another_says_it(run_id, order_of(clip.position, task))
        self.jobs.speak(run_id, clip.position)
        return True

    @contextmanager
    def _taking(self, run_id: int, state: State) -> Iterator[Run | None]:
        """Have a run in hand, or None; whatever goes wrong is its end, and is told to who asked for it."""
        with self._lock:
            self._at_runs.add(run_id)
            run = self._runs.claim(run_id, state, self._worker)
        try:
            yield run
        except Exception as error:
            if run is None:
                raise
            reason = as_reason(error)
            if reason is not error:
                _log.exception("run %s of %s", run.id, run.slug)
            self._runs.end(run.id, reason)
        finally:
            self._at_runs.discard(run_id)

    def _engine(self, name: str) -> Engine:
        """An engine as the settings of this moment have it."""
        return self._opened(name, replace(self._home.renewed().engine_settings, threads=self._threads))
