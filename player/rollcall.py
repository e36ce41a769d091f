"""Who works at the narrations: each worker tells that it lives; what a dead one had in hand is free again."""

import time
from collections.abc import Collection, Sequence

from sqlalchemy import Engine, and_, delete, false, insert, or_, select, update

from player import tables
from player.run import UNDER_WAY

DEAD_AFTER_S = 10.0
"""A worker tells every two seconds that it lives."""

_runs, _clips, _workers = tables.runs, tables.run_clips, tables.workers


class Rollcall:
    """The workers of one database. Safe to share between threads, processes and machines."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def alive(self, worker: str) -> None:
        """A worker tells that it lives."""
        with self._engine.begin() as connection:
            seen = update(_workers).where(_workers.c.id == worker).values(seen_at=time.time())
            if connection.execute(seen).rowcount == 0:
                connection.execute(insert(_workers).values(id=worker, seen_at=time.time()))

    def workers(self) -> dict[str, float]:
        """The workers, and when each was seen last, in seconds since 1970."""
        with self._engine.connect() as connection:
            return {row.id: row.seen_at for row in connection.execute(select(_workers))}

    def anybody_works(self) -> bool:
        """Whether some worker told of late that it lives."""
        return any(seen_at > time.time() - DEAD_AFTER_S for seen_at in self.workers().values())

    def at_work(self, run_id: int) -> list[str]:
        """The workers that have something of a run in hand."""
        of_run = [
            select(_runs.c.worker).where(_runs.c.id == run_id, _runs.c.worker != ""),
            select(_clips.c.worker).where(_clips.c.run_id == run_id, _clips.c.worker != ""),
        ]
        with self._engine.connect() as connection:
            return sorted({row.worker for chosen in of_run for row in connection.execute(chosen)})

    def bury(self, dead: Sequence[str]) -> None:
        """Forget workers; what they had in hand is free again."""
        with self._engine.begin() as connection:
            connection.execute(delete(_workers).where(_workers.c.id.in_(dead)))
            known = select(_workers.c.id)
            lost = and_(_clips.c.state == "speaking", _clips.c.worker.not_in(known))
            connection.execute(update(_clips).where(lost).values(state="waiting", worker=""))
            left = and_(_runs.c.state.in_(UNDER_WAY), _runs.c.worker != "", _runs.c.worker.not_in(known))
            connection.execute(update(_runs).where(left).values(worker=""))

    def let_go(self, worker: str, runs: Collection[int], clips: Collection[tuple[int, int]]) -> None:
        """Free what a worker could not write down that it is done with.

        Args:
            worker: who has it in hand, as the database knows it.
            runs: those that it is at indeed.
            clips: the same, as run and position.
        """
        kept = [and_(_clips.c.run_id == run_id, _clips.c.position == position) for run_id, position in clips]
        with self._engine.begin() as connection:
            lost = and_(_clips.c.state == "speaking", _clips.c.worker == worker, ~or_(false(), *kept))
            connection.execute(update(_clips).where(lost).values(state="waiting", worker=""))
            left = and_(_runs.c.worker == worker, _runs.c.id.not_in(runs))
            connection.execute(update(_runs).where(left).values(worker=""))
