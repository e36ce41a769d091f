"""Narrations that are made in the background: what each needs, how far it is, and who works at what.

The database alone says what is to be done; a queue only wakes those who do it. Each step is claimed by one
conditional write, so that a task may be told twice, late, or to a worker that is killed, and no work is done
twice at a time or lost.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from audio.errors import KaryanError
from player import tables
from player.run import ACTIVE, UNDER_WAY, Failed, Progress, Run, RunClip, State

_RECENT = 40
"""Clips by which the pace is known."""

_runs, _clips, _workers = tables.runs, tables.run_clips, tables.workers


class Runs:
    """The runs in one database. Safe to share between threads, processes and machines."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # What people ask for.

    def ask(self, slug: str, engine: str, asked_by: str) -> Run:
        """Ask for a narration of an episode; one that is still being made gives way to it.

        What the other one has spoken is kept, so that nothing is lost by asking again.
        """
        values = {
            "slug": slug,
            "engine": engine,
            "state": "asked",
            "asked_at": _now(),
            "ended_at": "",
            "asked_by": asked_by,
            "worker": "",
            "reason": [],
        }
        with self._engine.begin() as connection:
            of_episode = and_(_runs.c.slug == slug, _runs.c.state.in_(ACTIVE))
            connection.execute(update(_runs).where(of_episode).values(state="cancelled", ended_at=_now()))
            return _read_run(connection.execute(insert(_runs).values(values).returning(_runs)).one())

    def pause(self, run_id: int) -> bool:
        """Begin no further clip; whether it was being spoken."""
        return self._move(run_id, ("speaking",), "paused")

    def go_on(self, run_id: int) -> bool:
        """Speak on; whether it was paused."""
        return self._move(run_id, ("paused",), "speaking")

    def cancel(self, run_id: int) -> bool:
        """Give it up; what is spoken is kept. Whether it was still being made."""
        return self._move(run_id, ACTIVE, "cancelled")

    def retry(self, run_id: int) -> bool:
        """Ask again for what failed, and for that alone; whether it had failed."""
        with self._engine.begin() as connection:
            failed = and_(_runs.c.id == run_id, _runs.c.state == "failed")
            planned = connection.execute(
                select(func.count()).select_from(_clips).where(_clips.c.run_id == run_id)
            ).scalar_one()
            again = update(_runs).where(failed)
            state = "speaking" if planned else "asked"
            if connection.execute(again.values(state=state, ended_at="", reason=[])).rowcount != 1:
                return False
            of_run = and_(_clips.c.run_id == run_id, _clips.c.state == "failed")
            connection.execute(update(_clips).where(of_run).values(state="waiting", reason=[]))
        return True

    # What workers do.

    def claim(self, run_id: int, state: State, worker: str) -> Run | None:
        """Take a run in hand, to plan or to join it; None where it is elsewhere, or another has it."""
        free = and_(_runs.c.id == run_id, _runs.c.state == state, _runs.c.worker == "")
        with self._engine.begin() as connection:
            row = connection.execute(update(_runs).where(free).values(worker=worker).returning(_runs)).first()
        return None if row is None else _read_run(row)

    def planned(self, run_id: int, engine: str, clips: Sequence[RunClip]) -> bool:
        """Keep what is missing, and let it be spoken; False where the run was given up meanwhile."""
        with self._engine.begin() as connection:
            mine = and_(_runs.c.id == run_id, _runs.c.state == "asked")
            values = {"state": "speaking", "engine": engine, "worker": ""}
            if connection.execute(update(_runs).where(mine).values(values)).rowcount != 1:
                return False
            rows = [
                {
                    "run_id": run_id,
                    "position": clip.position,
                    "key": clip.key,
                    "letters": clip.letters,
                    "utterance": clip.utterance,
                    "state": "waiting",
                    "worker": "",
                    "took_ms": 0,
                    "reason": [],
                }
                for clip in clips
            ]
            if rows:
                connection.execute(insert(_clips), rows)
        return True

    def claim_clip(self, run_id: int, position: int, worker: str) -> RunClip | None:
        """Take a clip in hand; None where the run is not being spoken, or another has it or had it."""
        speaking = exists().where(_runs.c.id == run_id, _runs.c.state == "speaking")
        free = and_(_is(run_id, position), _clips.c.state == "waiting", speaking)
        taken = update(_clips).where(free).values(state="speaking", worker=worker).returning(_clips)
        with self._engine.begin() as connection:
            row = connection.execute(taken).first()
        return None if row is None else RunClip(row.position, row.key, row.letters, row.utterance)

    def clip_made(self, run_id: int, position: int, took_ms: int) -> None:
        """The clip lies in the store."""
        self._set_clip(run_id, position, state="done", took_ms=took_ms, reason=[])

    def clip_failed(self, run_id: int, position: int, reason: KaryanError) -> None:
        """The clip could not be had."""
        self._set_clip(run_id, position, state="failed", reason=[reason.he, reason.en])

    def another_says_it(self, run_id: int, clip: RunClip) -> None:
        """Let another voice say what failed: the clip waits again, with what is to be spoken now."""
        self._set_clip(
            run_id,
            clip.position,
            state="waiting",
            key=clip.key,
            utterance=clip.utterance,
            reason=[],
        )

    def _set_clip(self, run_id: int, position: int, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(_clips).where(_is(run_id, position)).values(worker="", **values))

    def all_spoken(self, run_id: int) -> State | None:
        """Move a run on whose last clip was spoken: to be joined, or failed where one is missing.

        Returns:
            Its new state; None where clips are still to be spoken, or another worker moved it.
        """

        def any_in(*states: str) -> ColumnElement[bool]:
            return exists().where(_clips.c.run_id == run_id, _clips.c.state.in_(states))

        speaking = and_(_runs.c.id == run_id, _runs.c.state == "speaking", ~any_in("waiting", "speaking"))
        with self._engine.begin() as connection:
            to_join = update(_runs).where(speaking, ~any_in("failed")).values(state="joining")
            if connection.execute(to_join).rowcount == 1:
                return "joining"
            given_up = update(_runs).where(speaking).values(state="failed", ended_at=_now())
            return "failed" if connection.execute(given_up).rowcount == 1 else None

    def end(self, run_id: int, reason: KaryanError | None = None) -> None:
        """The run is done; or, with a reason, failed as a whole. One that was given up stays so."""
        state = "done" if reason is None else "failed"
        words = [] if reason is None else [reason.he, reason.en]
        with self._engine.begin() as connection:
            active = and_(_runs.c.id == run_id, _runs.c.state.in_(ACTIVE))
            connection.execute(
                update(_runs).where(active).values(state=state, ended_at=_now(), worker="", reason=words)
            )

    def plan_again(self, run_id: int) -> None:
        """What was planned no longer holds, for a clip was lost: plan once more."""
        with self._engine.begin() as connection:
            connection.execute(delete(_clips).where(_clips.c.run_id == run_id))
            of_run = and_(_runs.c.id == run_id, _runs.c.state.in_(UNDER_WAY))
            connection.execute(update(_runs).where(of_run).values(state="asked", worker=""))

    # What everybody sees.

    def run(self, run_id: int) -> Run | None:
        """The run of that number."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_runs).where(_runs.c.id == run_id)).one_or_none()
        return None if row is None else _read_run(row)

    def last(self, slug: str) -> Run | None:
        """The run of an episode that was asked for last."""
        chosen = select(_runs).where(_runs.c.slug == slug).order_by(_runs.c.id.desc()).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(chosen).one_or_none()
        return None if row is None else _read_run(row)

    def active(self) -> list[Run]:
        """The runs that are still being made, in the order in which they were asked for."""
        chosen = select(_runs).where(_runs.c.state.in_(ACTIVE)).order_by(_runs.c.id)
        with self._engine.connect() as connection:
            return list(map(_read_run, connection.execute(chosen)))

    def progress(self, run: Run) -> Progress:
        """How far a run is."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(_clips.c.position, _clips.c.letters, _clips.c.state, _clips.c.reason)
                .where(_clips.c.run_id == run.id)
                .order_by(_clips.c.position)
            ).all()
            pace = _ms_a_letter(connection, run.engine)
            workers = connection.execute(select(func.count()).select_from(_workers)).scalar_one()
        letters = sum(row.letters for row in rows)
        left = sum(row.letters for row in rows if row.state in ("waiting", "speaking"))
        return Progress(
            run=run,
            clips=len(rows),
            clips_done=sum(row.state == "done" for row in rows),
            share=1 - left / letters if letters else float(run.state in ("joining", "done")),
            seconds_left=None if pace is None else round(left * pace / 1000 / max(1, workers - 1)),
            speaking=tuple(row.position for row in rows if row.state == "speaking"),
            failed=tuple(
                Failed(row.position, KaryanError(*row.reason)) for row in rows if row.state == "failed"
            ),
        )

    def ms_a_letter(self, engine: str) -> float | None:
        """How long an engine takes for a letter, by the clips that it made last; None where it made none."""
        with self._engine.connect() as connection:
            return _ms_a_letter(connection, engine)

    def synthesis_ms(self, run_id: int) -> int:
        """How long a run's clips took to be spoken, one after the other."""
        chosen = select(func.coalesce(func.sum(_clips.c.took_ms), 0)).where(_clips.c.run_id == run_id)
        with self._engine.connect() as connection:
            return int(connection.execute(chosen).scalar_one())

    def clips(self, run_id: int, *states: str) -> list[RunClip]:
        """The run's clips, or those of them in one of these states, in order."""
        of_run = [_clips.c.run_id == run_id, *([_clips.c.state.in_(states)] if states else [])]
        chosen = select(_clips).where(*of_run).order_by(_clips.c.position)
        with self._engine.connect() as connection:
            return [
                RunClip(row.position, row.key, row.letters, row.utterance)
                for row in connection.execute(chosen)
            ]

    def clip(self, run_id: int, position: int) -> RunClip | None:
        """The clip that a run has at a position; None where it needed none there."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_clips).where(_is(run_id, position))).one_or_none()
        return None if row is None else RunClip(row.position, row.key, row.letters, row.utterance)

    def _move(self, run_id: int, from_states: Sequence[State], to: State) -> bool:
        ended_at = "" if to in ACTIVE else _now()
        moved = update(_runs).where(_runs.c.id == run_id, _runs.c.state.in_(from_states))
        with self._engine.begin() as connection:
            return connection.execute(moved.values(state=to, ended_at=ended_at)).rowcount == 1


def _is(run_id: int, position: int) -> ColumnElement[bool]:
    return and_(_clips.c.run_id == run_id, _clips.c.position == position)


def _ms_a_letter(connection: Connection, engine: str) -> float | None:
    """The pace of an engine in the clips that it made last; None where it has made none."""
    recent = (
        select(_clips.c.took_ms, _clips.c.letters)
        .join(_runs, _runs.c.id == _clips.c.run_id)
        .where(_runs.c.engine == engine, _clips.c.state == "done", _clips.c.took_ms > 0)
        .order_by(_clips.c.run_id.desc(), _clips.c.position.desc())
        .limit(_RECENT)
    )
    rows = connection.execute(recent).all()
    letters = sum(row.letters for row in rows)
    return sum(row.took_ms for row in rows) / letters if letters else None


def _read_run(row: Any) -> Run:
    reason = KaryanError(*row.reason) if row.reason else None
    return Run(row.id, row.slug, row.engine, row.state, row.asked_at, row.asked_by, reason)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
