"""What is asked of a worker on any machine to speak: an utterance as plain values, and back."""

from collections.abc import Container, Iterable
from dataclasses import asdict
from typing import Any

from audio.clips import ClipStore
from audio.speech import Reading, SpokenText, Utterance, Voice
from player.lanes import Task
from player.planning import Plan
from player.run import RunClip


def as_order(utterance: Utterance) -> dict[str, Any]:
    """The utterance as JSON has it."""
    spoken = utterance.spoken
    readings = [[reading.start_char, reading.end_char, reading.spoken] for reading in spoken.readings]
    return {"voice": asdict(utterance.voice), "display": spoken.display, "readings": readings}


def utterance_of(order: dict[str, Any]) -> Utterance:
    """The utterance that `as_order` was given."""
    readings = tuple(Reading(start, end, spoken) for start, end, spoken in order["readings"])
    return Utterance(SpokenText(order["display"], readings), Voice(**order["voice"]))


def missing_clips(plan: Plan, clips: ClipStore, there: Container[str] = ()) -> list[RunClip]:
    """The clips of a plan that are not there, each once, in the order in which they are first heard.

    Args:
        plan: what is to be spoken.
        clips: where they are looked for.
        there: keys of those for which nobody has to look.
    """
    first: dict[str, int] = {}
    for position, task in enumerate(plan.tasks):
        first.setdefault(task.key, position)
    return [
        order_of(position, plan.tasks[position])
        for key, position in first.items()
        if key not in there and not clips.has(key)
    ]


def order_of(position: int, task: Task) -> RunClip:
    """A task of a plan as it is kept for workers."""
    utterance = task.utterance
    return RunClip(position, task.key, len(utterance.spoken.display), as_order(utterance))


def with_stand_ins(plan: Plan, orders: Iterable[RunClip]) -> list[Task]:
    """The plan's tasks, with another voice's where such a one spoke in its speaker's stead."""
    theirs = {
        plan.tasks[order.position].key: Task(order.key, utterance_of(order.utterance))
        for order in orders
        if order.utterance["voice"]["engine"] != plan.engine.name
    }
    return [theirs.get(task.key, task) for task in plan.tasks]
