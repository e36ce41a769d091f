"""A small conversation narrated by Edge's engine from a loopback service, and what came of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audio.engines.edge import EdgeEngine
from audio.engines.edge_gate import Patience
from audio.engines.edge_text import split
from audio.engines.table import EngineSettings
from player.home import Home, open_home
from player.lanes import Task
from player.planning import plan_narration
from player.transcript.read import read_transcript
from tests.conftest import settings_in
from tests.faults.edge_service import EdgeService

HASTE = Patience(idle_s=0.8, total_s=3.0, tries=5, first_wait_s=0.01, longest_wait_s=2.0)
"""For answers that the service has said before, so that it need not speak first."""
READY = 1
"""The first request asks whether the service is ready."""
TALK = """שיחות קצרות
שיחה 7
הגשם הראשון
שיחה עם ד"ר אבי שלו 3.11.23 - אחרי עריכה
רון: שלום לכולם, וברוכים הבאים! היום נדבר על הגשם הראשון.
מיכל: בשנת 2020 ירדו כאן 12 מילימטרים ביום אחד – אתה זוכר?
כן. הייתי אז בתל־אביב, ועבדתי ב"הארץ".
רון: ומה היה בצה״ל?
הכול נעצר, וכולם עמדו והקשיבו לטיפות.
(סוף השיחה)
"""


def long_talk(paragraphs: int) -> str:
    """A conversation of so many paragraphs of some three seconds, no two alike."""
    speakers = ("רון", "מיכל")
    lines = [f"{speakers[i % 2]}: זו הפסקה ה-{i} בשיחה, והיא קצרה מאוד." for i in range(1, paragraphs + 1)]
    return "\n".join(["שיחות קצרות", "שיחה 8", "הגשם", *lines, ""])


@dataclass(frozen=True)
class Finished:
    """All that a listener gets of a narration."""

    words: tuple[tuple[str, int, int, bool], ...]
    """Text, start and end in milliseconds, and whether they are measured."""
    sound: tuple[bytes, bytes]
    """Both files, which the same samples make the same to the byte."""


def edge_home(folder: Path, url: str) -> Home:
    """A home that speaks with the service at that address."""
    return open_home(settings_in(folder, KARYAN_ENGINE="edge", KARYAN_EDGE_URL=url))


def hasty(settings: EngineSettings) -> EdgeEngine:
    """Edge's engine as the table opens it, with short waits."""
    return EdgeEngine(settings.edge_url, HASTE, settings.edge_requests)


def finished(home: Home, slug: str) -> Finished:
    """What lies in the library.

    Raises:
        NoSuchEpisode: where nothing does.
    """
    narration = home.library.narration(slug)
    return Finished(
        tuple(
            (word.text, word.start_ms, word.end_ms, word.measured)
            for turn in narration.timeline.turns
            for line in turn.lines
            for word in line.words
        ),
        (_bytes(home, narration.m4a), _bytes(home, narration.mp3)),
    )


def _bytes(home: Home, name: str) -> bytes:
    with home.media.open(name) as file:
        return file.read()


def missing(home: Home, source: Path) -> list[Task]:
    """The clips that a next run has to ask for."""
    plan = plan_narration(read_transcript(source), hasty(home.engine_settings))
    return [task for task in plan.tasks if not home.clips.has(task.key)]


def requests_for(tasks: Sequence[Task]) -> Counter[str]:
    """The texts that one has to ask for, and how often."""
    return Counter(request.text for task in tasks for request in split(task.utterance.spoken))


def texts_asked(service: EdgeService) -> Callable[[], Counter[str]]:
    """From now on: what the service is asked, without the question whether it is ready."""
    before = len(service.asked)
    return lambda: Counter(asked.text for asked in service.asked[before:] if asked.text != "קריין")
