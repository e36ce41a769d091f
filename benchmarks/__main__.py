"""``python -m benchmarks [PART …]``: measure all or these, print it and write ``benchmarks/results.md``."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from audio.engines.edge import REQUESTS
from benchmarks.edge import EdgeFigures, measure_edge
from benchmarks.exports import LONG_MINUTES, SHORT_MINUTES, ExportFigures, measure_exports
from benchmarks.joining import JoiningFigures, measure_joining
from benchmarks.library import LibraryFigures, Times, measure_library
from benchmarks.mending import MendingFigures, measure_mending, p95
from benchmarks.narration import NarrationFigures, measure_narration
from benchmarks.neural import NeuralFigures, measure_neural
from benchmarks.onsets import OnsetFigures, measure_onsets
from benchmarks.page import Lit, PageFigures, measure_page
from benchmarks.phonemes import PhonemeFigures, measure_phonemes
from benchmarks.points import BLIND, PointsFigures, measure_points
from benchmarks.readings import BLIND as BLIND_READINGS
from benchmarks.readings import DEVELOPED_ON, ReadingFigures, measure_readings
from benchmarks.speakers import SpeakerFigures, measure_speakers
from benchmarks.studio import StudioFigures, measure_studio
from tests.browser.measure import Delays

RESULTS = Path(__file__).parent / "results.md"
Row = tuple[str, str, str]
"""What was measured, the figure, and what it should be."""


Section = tuple[str, Iterable[str]]
"""A heading of the results, and what stands under it."""


@dataclass(frozen=True)
class Part:
    """Something that is measured by itself."""

    what: str
    measure: Callable[[Path], Iterable[Section]]
    """Given an empty folder."""


def narration(folder: Path) -> Iterator[Section]:
    yield "Narration with the draft voice", table(narration_rows(measure_narration(folder)))


def neural(folder: Path) -> Iterator[Section]:
    yield "Narration with the neural voice", table(neural_rows(measure_neural(folder)))


def edge(folder: Path) -> Iterator[Section]:
    yield "Narration from a slow service that speaks Edge's wire", table(edge_rows(measure_edge(folder)))


def onsets(_folder: Path) -> Iterator[Section]:
    yield "Told times of words against the edges in the sound", table(onset_rows(measure_onsets()))


def phonemes(_folder: Path) -> Iterator[Section]:
    figures = measure_phonemes()
    yield "Phonemes of pointed Hebrew", [*table(phoneme_rows(figures)), *misses(figures)]


def points(_folder: Path) -> Iterator[Section]:
    known, blind = measure_points(), measure_points((BLIND,))
    yield (
        "Points of text without them, sentences they were developed on",
        [*table(points_rows(known)), *misread(known)],
    )
    yield "Points of text without them, sentences nobody saw before", table(points_rows(blind))


def readings(_folder: Path) -> Iterator[Section]:
    known, unseen = measure_readings(DEVELOPED_ON), measure_readings(BLIND_READINGS)
    yield "Numbers, dates, abbreviations", [*table(reading_rows(known, unseen)), *misreadings(unseen)]


def speakers(_folder: Path) -> Iterator[Section]:
    figures = measure_speakers()
    yield "Who speaks", [*table(speaker_rows(figures)), *speaker_misses(figures)]


def joining(folder: Path) -> Iterator[Section]:
    yield "Joining finished clips", table(joining_rows(measure_joining(folder)))


def exports(folder: Path) -> Iterator[Section]:
    yield "What one takes away", table(export_rows(measure_exports(folder)))


def library(folder: Path) -> Iterator[Section]:
    yield "A large library", table(library_rows(measure_library(folder)))


def studio(folder: Path) -> Iterator[Section]:
    yield "The studio", table(studio_rows(measure_studio(folder)))


def mending(folder: Path) -> Iterator[Section]:
    yield "Mending an episode of five hours", table(mending_rows(measure_mending(folder)))


def page(folder: Path) -> Iterator[Section]:
    yield "The page in a real Chromium", table(page_rows(measure_page(folder)))


PARTS = {
    part.__name__: Part(what, part)
    for what, part in (
        ("narration", narration),
        ("the neural voice", neural),
        ("Edge's service, on this machine", edge),
        ("words' times", onsets),
        ("phonemes", phonemes),
        ("points", points),
        ("readings", readings),
        ("who speaks", speakers),
        ("joining", joining),
        ("what one takes away", exports),
        ("the library", library),
        ("the studio", studio),
        ("mending", mending),
        ("the page", page),
    )
}


def main(names: Sequence[str]) -> None:
    """Measure the parts of these names, or all of them, print it and put it into the results."""
    kept = read_results()
    for name in names or PARTS:
        say(f"{PARTS[name].what} …")
        with tempfile.TemporaryDirectory(prefix="karyan-bench-") as folder:
            for title, lines in PARTS[name].measure(Path(folder)):
                kept[title] = "\n".join([f"_{date.today()}_", "", *lines])
                print(f"## {title}\n\n{kept[title]}", flush=True)
        write_results(kept)


def read_results() -> dict[str, str]:
    """What was measured before, by its heading."""
    sections = RESULTS.read_text("utf-8").split("\n## ")[1:] if RESULTS.is_file() else []
    found = (section.partition("\n") for section in sections)
    return {title: text.strip("\n") for title, _, text in found}


def write_results(sections: Mapping[str, str]) -> None:
    """Write what was measured, each under its heading."""
    parts = [*heading(), *(f"\n## {title}\n\n{text}" for title, text in sections.items())]
    RESULTS.write_text("\n".join(parts) + "\n", "utf-8")


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def heading() -> Iterator[str]:
    yield "# What was measured"
    yield ""
    yield "Written by `make bench`: each part by itself, on its day. Absolute times are this machine's."
    yield ""
    yield f"{processor()}, {os.cpu_count()} cores · {platform.system()} {platform.machine()}"
    yield f"· Python {platform.python_version()} · PyAV {version('av')} · numpy {version('numpy')}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    names = (line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line)
    return next(names, "") if info.exists() else platform.processor() or "processor"


def table(rows: Iterator[Row]) -> Iterator[str]:
    yield "| what | figure | goal |"
    yield "| --- | --- | --- |"
    yield from (f"| {what} | {figure} | {goal} |" for what, figure, goal in rows)


def narration_rows(figures: NarrationFigures) -> Iterator[Row]:
    bare = figures.bare_s
    yield "length of the episode", f"{figures.sound_s / 60:.1f} min", ""
    yield "bare engine: points, synthesis, one encoding, one process", f"{bare:.1f} s", ""
    yield "narration over the bare engine", f"{figures.all_lanes_s / bare:.2f} ×", "≤ 1.3"
    yield "the same, one clip at a time", f"{figures.one_lane_s / bare:.2f} ×", ""
    yield "narrating again over the bare engine", f"{figures.again_s / bare:.3f} ×", ""
    yield "narration per second of sound", f"{figures.all_lanes_s / figures.sound_s * 1000:.1f} ms", ""


def neural_rows(figures: NeuralFigures) -> Iterator[Row]:
    yield "length of the episode", f"{figures.sound_s / 60:.1f} min", ""
    yield (
        "wall per second of sound, a process a core",
        f"{figures.wall_s / figures.sound_s:.3f} s",
        "≤ 0.25 s",
    )
    yield "most memory of a worker", f"{figures.worker_mib:.0f} MiB", "≤ 450 MiB"
    yield "first sound from a cold process", f"{figures.cold_s:.2f} s", "≤ 2.5 s"
    yield "first sound from a warm one", f"{figures.warm_s:.2f} s", "≤ 1 s"


def edge_rows(figures: EdgeFigures) -> Iterator[Row]:
    latencies = f"{figures.paragraphs} paragraphs, {figures.latency_s:g} s before each answer"
    yield f"{latencies}: wall over latencies / {REQUESTS}", f"{figures.whole:.2f} ×", "≤ 1.1"
    yield "the same, every second paragraph failing once", f"{figures.failing:.2f} ×", "≤ 1.1"
    yield "requests at a time, as the service saw it", str(figures.most_at_once), f"≤ {REQUESTS}"


def onset_rows(figures: OnsetFigures) -> Iterator[Row]:
    yield "edges found, four voices", str(figures.edges), "≥ 400"
    yield "told less found, median", f"{figures.median_ms:+.1f} ms", "±10 ms"
    yield "within 30 ms", f"{figures.within_30_ms:.1%}", "≥ 90 %"
    for onsets in (*figures.voices, figures.draft):
        found = f"{onsets.median_ms:+.1f} ms, {onsets.within_30_ms:.1%} of {len(onsets.errors_ms)}"
        yield f"{onsets.voice.id}: median, within 30 ms", found, ""


def phoneme_rows(figures: PhonemeFigures) -> Iterator[Row]:
    yield "words of our own sentences, pointed by hand", str(figures.words), "≥ 1,000"
    yield "all phonemes right", f"{figures.sounds_right:.1%}", "≥ 98 %"
    yield "the stress right too", f"{figures.stress_right:.1%}", "≥ 97 %"
    yield "words per second", f"{figures.words_per_s:.0f}", ""


def misses(figures: PhonemeFigures) -> Iterator[str]:
    """The words that are said otherwise than the reference has them."""
    yield "\nSaid otherwise than expected:\n"
    yield from (f"- {word}: {said}, expected {expected}" for word, expected, said in figures.misses)


def speaker_rows(figures: SpeakerFigures) -> Iterator[Row]:
    yield (
        "paragraphs of documents with the truth",
        f"{figures.paragraphs} of {len(figures.documents)}",
        "≥ 600",
    )
    yield "given to the right speaker", f"{figures.right:.1%}", "≥ 97 %"
    yield "called sure (≥ 0.9)", f"{figures.sure:.1%}", ""
    yield "right of the sure ones", f"{figures.sure_right:.2%}", "≥ 99.5 %"
    wrong = sum(len(document.people_wrong) for document in figures.documents)
    people = sum(document.people for document in figures.documents)
    yield "people with the right role and gender", f"{people - wrong} of {people}", ""
    yield "time per 10,000 words", f"{figures.ms_per_10_000_words:.0f} ms", "≤ 1,000 ms"


def speaker_misses(figures: SpeakerFigures) -> Iterator[str]:
    """The paragraphs that are given to another than a careful reader would give them."""
    yield "\nGiven to another than expected:\n"
    for miss in figures.misses:
        truth, given = miss.truth or "nobody", miss.given or "nobody"
        yield f"- {miss.document}, {miss.words}: {given} ({miss.sure:.0%}), expected {truth}"


def points_rows(figures: PointsFigures) -> Iterator[Row]:
    yield "words of our own sentences, pointed by hand", str(figures.words), "≥ 1,000"
    yield "said right, the model alone", f"{figures.alone.sounds:.1%}", ""
    yield "said right, with lexicon and rules", f"{figures.corrected.sounds:.1%}", ""
    yield "all marks right, the model alone", f"{figures.alone.marks:.1%}", ""
    yield "all marks right, with lexicon and rules", f"{figures.corrected.marks:.1%}", ""


def misread(figures: PointsFigures, most: int = 60) -> Iterator[str]:
    """Words that are said otherwise than as pointed by hand."""
    yield f"\nRead otherwise than by hand, {most} of {len(figures.misses)} at most:\n"
    yield from (f"- {word}: read {found}" for word, found in figures.misses[:most])


def reading_rows(known: ReadingFigures, unseen: ReadingFigures) -> Iterator[Row]:
    right = f"{known.right} of {known.cases}"
    yield "written cases read as written, those the rules were made with", right, "all"
    yield "the same of cases nobody saw before", f"{unseen.right} of {unseen.cases}", ""


def misreadings(figures: ReadingFigures) -> Iterator[str]:
    """The unseen cases that are read otherwise."""
    yield "\nRead otherwise than written down:\n"
    yield from (f"- {shown}: {said}, expected {wanted}" for shown, wanted, said in figures.misses)


def joining_rows(figures: JoiningFigures) -> Iterator[Row]:
    half_hour, five_hours, pydub = figures.ours_30_min, figures.ours_5_h, figures.pydub_30_min
    yield "length of the long episode", f"{five_hours.sound_s / 3600:.2f} h", "5 h"
    yield "5 hours, both files", f"{five_hours.wall_s:.2f} s", "≤ 5 s"
    yield "memory above the idle process, 5 hours", f"{five_hours.above_idle_mib:.0f} MiB", "≤ 150 MiB"
    yield "peak of 5 hours over that of 30 minutes", f"{figures.memory_growth:.2f} ×", "≤ 1.2"
    yield "30 minutes, both files", f"{half_hour.wall_s:.2f} s", ""
    yield f"30 minutes by pydub, one {figures.pydub_format} file", f"{pydub.wall_s:.1f} s", ""
    yield "ours is faster, 30 minutes", f"{figures.times_faster:.0f} ×", "≥ 20"


def export_rows(figures: ExportFigures) -> Iterator[Row]:
    slowest = max(figures.forms_s, key=lambda name: figures.forms_s[name])
    yield (
        f"all {len(figures.forms_s)} forms over the narration in the draft voice",
        f"{figures.share:.1%}",
        "≤ 25 %",
    )
    yield f"the slowest, {slowest}", f"{figures.forms_s[slowest]:.2f} s", ""
    yield f"all forms of {LONG_MINUTES // 60} hours", f"{figures.long_s:.1f} s", ""
    yield f"peak of memory, all forms of {SHORT_MINUTES} minutes", f"{figures.short_mib:.0f} MiB", ""
    growth = figures.long_mib / figures.short_mib
    told = f"{figures.long_mib:.0f} MiB, {growth:.2f} ×"
    yield f"the same of {LONG_MINUTES // 60} hours, with ten times the words", told, "≤ 1.3 ×"


def library_rows(figures: LibraryFigures) -> Iterator[Row]:
    def told(times: Times) -> str:
        return f"{times.median_ms:.0f} ms, {times.p95_ms:.0f} ms"

    yield "episodes", f"{figures.episodes:,}", "1,500"
    yield "words", f"{figures.words:,}", "4,000,000"
    yield "database", f"{figures.database_mb:.0f} MB", ""
    yield "saving an episode: median, 95 %", told(figures.saved), "median ≤ 50 ms"
    for what, times in figures.asked.items():
        yield f"{what}, over HTTP: median, 95 %", told(times), "95 % ≤ 100 ms"


def studio_rows(figures: StudioFigures) -> Iterator[Row]:
    first = ", ".join(f"{seconds:.2f}" for seconds in figures.first_sound_s)
    yield (
        "from asking for a narration to its first sound, with the neural voice, each time",
        f"{first} s",
        "≤ 2 s",
    )
    narrated = "while two episodes are being narrated, 95 %"
    yield f"the library's page {narrated}", f"{figures.library_ms:.0f} ms", "≤ 100 ms"
    yield f"how far an episode is, {narrated}", f"{figures.progress_ms:.0f} ms", ""


def mending_rows(figures: MendingFigures) -> Iterator[Row]:
    edits = figures.edits
    shown = f"of {len(edits)} edits in {figures.sound_s / 3600:.1f} hours, 95 %"
    told, kept, heard = (
        p95([edit.told_ms for edit in edits]),
        p95([edit.kept_ms for edit in edits]),
        p95([edit.heard_s for edit in edits]),
    )
    yield f"from an edit to the new narration, without its synthesis, {shown}", f"{heard:.2f} s", "≤ 2 s"
    yield f"the answer what it costs, {shown}", f"{told:.0f} ms", "≤ 200 ms"
    yield f"the answer that it is kept, {shown}", f"{kept:.0f} ms", "≤ 200 ms"
    beyond = sum(edit.files - edit.told for edit in edits)
    yield "clips spoken that were not told of", str(beyond), "0"


def page_rows(figures: PageFigures) -> Iterator[Row]:
    for speed, lit in figures.lit.items():
        yield from lit_rows(speed, "", lit)
    for speed, lit in figures.huge_lit.items():
        yield from lit_rows(speed, ", more than ten hours", lit)
    file = figures.file_lit
    where = f"the single file, network off: median, 95 %, worst of {file.count}"
    yield where, told_delays(file), "95 % ≤ 20 ms"
    slow, ours = figures.by_timeupdate, figures.lit[1.0].delays
    yield "the same page driven by `timeupdate`, at 1×: median, 95 %, worst", told_delays(slow), ""
    yield "ours is nearer, 95 %", f"{slow.p95_ms / ours.p95_ms:.0f} ×", ""
    yield "wrong word or line at rest, of fifty seeks", str(figures.wrong_at_rest), "0"
    yield "heard after a seek against the clock, median of 20", f"{figures.heard_ms:.1f} ms", "≤ 3 ms"
    page, huge = figures.opened, figures.huge_opened
    yield f"{page.words:,} words: first text painted", f"{page.painted_ms:.0f} ms", "≤ 500 ms"
    yield f"{page.words:,} words: document ready", f"{page.ready_ms:.0f} ms", "≤ 1,000 ms"
    yield f"{page.words:,} words: sent, without sound and fonts", f"{page.sent_kb:.0f} kB", "≤ 150 kB"
    yield f"{huge.words:,} words: a click on the first line plays", f"{huge.clicked_ms:.0f} ms", "≤ 2,000 ms"


def told_delays(delays: Delays, speed: float = 1) -> str:
    """In ms of the sound, or of real time where the speed it was played at is given."""
    return ", ".join(f"{ms / speed:.1f} ms" for ms in (delays.median_ms, delays.p95_ms, delays.worst_ms))


def lit_rows(speed: float, episode: str, lit: Lit) -> Iterator[Row]:
    """What was lit in one go of playing and seeking."""
    delays = lit.delays
    where = f"at {speed:g}×{episode}"
    goal = "95 % ≤ 17 ms, worst ≤ 34 ms"
    shown = f"line or word lit after its time {where}: median, 95 %, worst of {delays.count}"
    yield f"{shown}, in ms of the sound", told_delays(delays), goal
    if speed != 1:
        yield "the same in ms of real time", told_delays(delays, speed), goal
    worst = f", {max(lit.long_tasks_ms):.0f} ms at most" if lit.long_tasks_ms else ""
    yield f"tasks over 50 ms meanwhile, {where}", f"{len(lit.long_tasks_ms)}{worst}", "0"


if __name__ == "__main__":
    main(sys.argv[1:])
