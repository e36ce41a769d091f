"""An episode that is still being spoken, as a page: what is ready plays, the rest stands below it."""

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from audio.encoding import SAMPLE_RATE
from player import narrating
from player.errors import NoSuchEpisode
from player.exports.table import EXPORTS
from player.growing import Beginning, Growing, GrowingSound
from player.layout import line_id
from player.library import Narration
from player.manuscripts import facts_of
from player.run import ACTIVE, Progress, Run, State
from player.timeline import CastSpeaker, SoundFacts, TimedLine, Timeline
from player.transcript.model import Paragraph, Transcript, Turn
from player.watching import watch
from player.web import reader
from player.web.downloads import send
from player.web.language import language
from player.web.parts import parts
from player.web.wording import say

pages = Blueprint("growing", __name__)

_SAID: dict[State, str] = {
    "asked": "growing.asked",
    "speaking": "growing.asked",
    "paused": "growing.paused",
    "joining": "growing.joining",
    "done": "growing.done",
    "cancelled": "growing.cancelled",
}
"""What is told of a state that needs no figures."""


@dataclass(frozen=True)
class ShownLine:
    """A line of the text, and when it is heard where it is spoken already."""

    id: str
    text: str
    timed: TimedLine | None


@dataclass(frozen=True)
class Stage:
    """What one sees of a run at one moment."""

    run: Run
    beginning: Beginning | None
    ready: int | None
    """How many paragraphs are ready; 0 for the first sentence alone, None for nothing."""
    growing: Growing | None
    transcript: Transcript


@reader.pages.before_request
def stand_in_for_the_finished_page() -> str | None:
    """Of an episode that was never narrated to its end its page shows what there is."""
    slug = (request.view_args or {})["slug"]
    return None if parts().library.revision(slug) else page(slug)


def page(slug: str) -> str:
    """The page of an episode that has no narration yet, but one that is or was being made.

    Raises:
        NoSuchEpisode: where none was ever asked for.
    """
    stage = _stage(slug)
    narration = _narration(stage)
    return render_template(
        "growing/episode.html",
        narration=narration,
        description=reader.description(narration),
        notes=_notes(stage.transcript),
        progress=parts().home.runs.progress(stage.run),
        tell=tell,
        watched=watch(parts().home, stage.run),
        slug=slug,
        **_shown(stage, narration, stage.transcript.turns),
    )


@pages.get("/episodes/<slug>/growing")
def more(slug: str) -> str:
    """Of the page's text what is new for one who has so many paragraphs of a run: whole turns."""
    stage = _stage(slug)
    same = request.args.get("run", type=int) == stage.run.id
    have = request.args.get("have", 0, type=int) if same else 0
    until = max(stage.ready or 0, 1)
    turns = [turn for turn in stage.transcript.turns if _has_of(turn, have, until)]
    return render_template(
        "growing/_text.html", notes=defaultdict(list), **_shown(stage, _narration(stage), turns)
    )


@pages.get("/episodes/<slug>/growing.mp3")
def sound(slug: str) -> Response:
    """The sound of a run's first paragraphs; the same bytes whenever it is asked for, and pieces by range."""
    ready = request.args.get("ready", 0, type=int)
    beginning = _beginning(_run(slug, request.args.get("run", type=int)))
    there = None if beginning is None else beginning.ready()
    if beginning is None or there is None or not 0 <= ready <= there:
        abort(404)
    growing = beginning.at(ready)
    grown = GrowingSound(growing.placed, growing.duration_ms, parts().home.clips)
    return send(io.BufferedReader(grown), EXPORTS["mp3"].mime, etag=growing.fingerprint)


@pages.get("/episodes/<slug>/progress.json")
def progress(slug: str) -> ResponseReturnValue:
    """How far it is, for a page that asks every second."""
    run = _run(slug)
    now = parts().home.runs.progress(run)
    revision = parts().library.revision(slug)
    # What plays already goes on until the next is whole.
    beginning = None if revision else _beginning(run)
    ready = None if beginning is None else beginning.ready()
    return {
        "run": run.id,
        "state": run.state,
        "share": now.share,
        "seconds_left": now.seconds_left,
        "ready": ready,
        "ready_ms": 0 if beginning is None or ready is None else beginning.ready_ms(ready),
        "revision": revision,
        "told": tell(now),
    }


def is_being_narrated(slug: str) -> bool:
    """Whether a narration of the episode is being made."""
    run = parts().home.runs.last(slug)
    return run is not None and run.state in ACTIVE


def tell(progress: Progress) -> str:
    """How far a run is, in a sentence."""
    spoken, run = language(), progress.run
    if run.state == "failed":
        reason = run.reason or (progress.failed[0].reason if progress.failed else None)
        key = "growing.failed_partly" if progress.clips_done else "growing.failed"
        return say(key, spoken, reason="" if reason is None else reason.sentence(spoken))
    if run.state == "speaking" and progress.share:
        return say("growing.speaking", spoken, percent=int(100 * progress.share))
    return say(_SAID[run.state], spoken)


def _run(slug: str, run_id: int | None = None) -> Run:
    runs = parts().home.runs
    run = runs.last(slug) if run_id is None else runs.run(run_id)
    if run is None or run.slug != slug:
        raise NoSuchEpisode(slug)
    return run


def _beginning(run: Run) -> Beginning | None:
    return narrating.growing(parts().home, run)


def _stage(slug: str) -> Stage:
    home, run = parts().home, _run(slug)
    beginning = _beginning(run)
    ready = None if beginning is None else beginning.ready()
    if beginning is None:
        transcript = home.manuscripts.transcript(slug, home.decisions.decided(slug))
    else:
        transcript = beginning.plan.transcript
    growing = None if beginning is None or ready is None else beginning.at(ready)
    return Stage(run, beginning, ready, growing, transcript)


def _narration(stage: Stage) -> Narration:
    """What is ready as though it were all; its revision is 0."""
    heading = stage.transcript.heading
    timeline = stage.growing.timeline if stage.growing else _nothing_yet(stage)
    return Narration(0, timeline, heading.lines, "", "", "", ())


def _nothing_yet(stage: Stage) -> Timeline:
    sound = SoundFacts(SAMPLE_RATE, 0, "", stage.run.engine)
    speakers = tuple(
        CastSpeaker(one.id, one.name, one.role, one.gender, "") for one in stage.transcript.speakers
    )
    return Timeline(facts_of(stage.transcript.heading), sound, speakers, (), ())


def _shown(stage: Stage, narration: Narration, turns: Sequence[Turn]) -> dict[str, Any]:
    return {
        "run": stage.run,
        "ready": stage.ready,
        "timeline": narration.timeline,
        "heading": reader.heading(narration),
        "speakers": reader.speakers(narration),
        "stood_in": reader.stood_in_count(narration.timeline),
        "turns": turns,
        "lines_of": _lines_of(narration.timeline),
    }


def _lines_of(timeline: Timeline) -> Callable[[Paragraph], list[ShownLine]]:
    timed = {line.id: line for turn in timeline.turns for line in turn.lines}

    def lines_of(paragraph: Paragraph) -> list[ShownLine]:
        ids = [line_id(paragraph, number) for number in range(len(paragraph.lines))]
        return [
            ShownLine(id, line.text, timed.get(id)) for id, line in zip(ids, paragraph.lines, strict=True)
        ]

    return lines_of


def _has_of(turn: Turn, first: int, end: int) -> bool:
    return any(first <= paragraph.index < end for paragraph in turn.paragraphs)


def _notes(transcript: Transcript) -> dict[int, list[str]]:
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for note in transcript.notes:
        notes[note.after_turn].append(note.text)
    return notes
