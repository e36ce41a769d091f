"""The timeline as JSON, as Karyan writes it → the transcript again."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath
from typing import Any

from player.transcript import refusals
from player.transcript.assembling import Spoken
from player.transcript.own import OwnFile, read_guesses, read_heading_facts, read_person, read_text, spoken


def read_own_json(text: str, path: PurePath) -> OwnFile:
    """What a timeline says.

    Args:
        text: the file's.
        path: the file, whose name is the title where it has none; and for the refusal.

    Raises:
        BadTranscript: where it is no timeline of Karyan's.
    """
    try:
        timeline = json.loads(text)
        heading = read_heading_facts(timeline.get("heading"), timeline["episode"], path.stem)
        return OwnFile(heading, tuple(_pieces(timeline)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        # Any JSON at all may come here, each wrong in its own way.
        raise refusals.not_a_timeline(path.name) from error


def _pieces(timeline: Any) -> Iterator[Spoken | str]:
    people = {facts["id"]: read_person(facts) for facts in timeline["speakers"]}
    guesses = read_guesses(timeline.get("guesses", []))
    notes: dict[int, list[str]] = {}
    for note in timeline["notes"]:
        notes.setdefault(note["after_turn"], []).append(read_text(note["text"]))
    yield from notes.get(-1, ())
    for turn in timeline["turns"]:
        for index, lines in groupby(turn["lines"], key=lambda line: line["paragraph"]):
            text = " ".join(read_text(line["text"]) for line in lines)
            # An older file tells of whole turns only how sure they are.
            sure = 1.0 if "guesses" in timeline else float(turn["sure"])
            yield spoken(text, people[turn["speaker"]], guesses.get(index), sure)
        yield from notes.get(turn["index"], ())
