"""What the page is measured by: how late line and word light up, and what is heard after a seek.

The figures are those of the tests and of `make bench`.
"""

import base64
import io
import statistics
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page

from audio.media import MediaStore
from player.library import Narration
from player.timeline import TimedLine, TimedWord, Timeline

Kind = Literal["line", "word"]
SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True)
class Change:
    """A line or word that was lit while the sound played."""

    kind: Kind
    start_ms: int
    at_ms: float
    """On the sound's own clock."""
    landed: bool
    """Lit by a seek or a pause, which rightly lands anywhere in a word, or before the sound's clock ran."""


@dataclass(frozen=True)
class Delays:
    """How late what is lit is lit, in milliseconds of the sound; early is negative."""

    count: int
    median_ms: float
    p95_ms: float
    """95th percentile of the distance, early or late."""
    worst_ms: float


def delays(changes: list[Change]) -> Delays:
    """The figures of the changes that a start was due for."""
    late = [change.at_ms - change.start_ms for change in changes if not change.landed]
    away = np.abs(late)
    return Delays(
        len(late), round(statistics.median(late), 1), round(float(np.percentile(away, 95)), 1),
        round(float(away.max()), 1),
    )  # fmt: skip


def watch_changes(page: Page) -> None:
    """Begin to note what is lit; ended by `seen_changes`."""
    page.evaluate((SCRIPTS / "watch_changes.js").read_text(encoding="utf-8"))


def seen_changes(page: Page) -> list[Change]:
    """What was lit since a script that watches was begun.

    A script reads `currentTime` as it was when its task began, but an observer runs after the task, and
    Chromium then reads the clock anew: at normal speed within 0.5 ms of the system's clock. At other speeds
    the clock wobbles around it by some 7 ms of real time: it stands for 10 ms at times, and steps over 10.
    """
    return [
        Change(change["kind"], change["start"], change["at"], change["landed"])
        for change in page.evaluate("() => window.__noted.stop()")
    ]


def watch_long_tasks(page: Page) -> None:
    """Begin to note tasks that keep the page busy for more than 50 ms, as browsers count them."""
    page.evaluate(
        """() => {
          window.__long = [];
          const noted = new PerformanceObserver((list) => window.__long.push(...list.getEntries()));
          noted.observe({ type: "longtask" });
        }"""
    )


def long_tasks(page: Page) -> list[float]:
    """How long each lasted that was noted, in milliseconds."""
    return list(page.evaluate("() => window.__long.map(({ duration }) => duration)"))


@dataclass(frozen=True)
class Opening:
    """One opening of an episode's page in a browser that has nothing of it yet; times since the request."""

    painted_ms: float
    """The first text was painted."""
    ready_ms: float
    """The document was read and its scripts had run."""
    clicked_ms: float
    """A click on the first line had made the sound play."""
    sent_bytes: int
    """All that came but sound and fonts, as it came over the wire, with headers."""


def opening(browser: Browser, address: str) -> Opening:
    """Open a page anew and click its first line as soon as it is there."""
    context = browser.new_context(locale="he-IL", service_workers="block")
    page = context.new_page()
    page.add_init_script(
        "document.addEventListener('play', () => { window.__played ??= performance.now(); }, true);"
    )
    page.goto(address, wait_until="commit")
    # One click is enough, however early: what waits is the page.
    page.locator("[data-line]").first.click()
    while not page.evaluate("() => window.__played ?? 0"):
        page.wait_for_timeout(20)
    times = page.evaluate((SCRIPTS / "opening.js").read_text(encoding="utf-8"))
    context.close()
    return Opening(**times)


def pixel(page: Page, x: float, y: float) -> tuple[int, ...]:
    """The colour that is painted at a point of the window."""
    picture = page.screenshot(clip={"x": x - 1, "y": y - 1, "width": 3, "height": 3})
    colour = Image.open(io.BytesIO(picture)).convert("RGB").getpixel((1, 1))
    assert isinstance(colour, tuple)
    return colour


def play_and_seek(
    page: Page, speed: float, still_s: float, targets_s: list[float], each_s: float
) -> list[Change]:
    """Play from the start for `still_s`, then from each target for `each_s`, all in seconds of the sound."""
    watch_changes(page)
    page.locator("[data-speed]").select_option(f"{speed:g}")
    _play_through(page, still_s / speed, targets_s, each_s / speed)
    # The page sets the sound's own speed: one that was set behind its back would not last.
    played_at = page.evaluate("() => document.querySelector('#sound').playbackRate")
    assert played_at == speed, f"played at {played_at}, not at {speed}"
    return seen_changes(page)


def play_file(page: Page, targets_s: list[float], each_s: float) -> list[Change]:
    """Play the page of a single file from each target for `each_s`, all in seconds."""
    page.evaluate((SCRIPTS / "watch_file.js").read_text(encoding="utf-8"))
    _play_through(page, 0, targets_s, each_s)
    return seen_changes(page)


def _play_through(page: Page, still_s: float, targets_s: list[float], each_s: float) -> None:
    """Play, seek and pause; how long is in seconds of real time."""
    # All in one call: each would be a task of the page's own that is none of its work. By intervals, since a
    # page is also measured without its timers.
    page.evaluate(
        """async ({ targets, stillMs, eachMs }) => {
          const sound = document.querySelector('#sound');
          const wait = ms => new Promise(resolve => {
            const interval = setInterval(() => resolve(clearInterval(interval)), ms);
          });
          await sound.play();
          await wait(stillMs);
          for (const target of targets) {
            sound.currentTime = target;
            await wait(eachMs);
          }
          sound.pause();
        }""",
        {"targets": targets_s, "stillMs": 1000 * still_s, "eachMs": 1000 * each_s},
    )


def due(timeline: Timeline, ms: float) -> tuple[str | None, tuple[str, int] | None]:
    """The line's id and the word, with the line's id before it, that should be lit at a time of the sound.

    A line is lit until the next starts, a word until the next of its line starts, the last of each until
    it ends.
    """
    lines = [line for turn in timeline.turns for line in turn.lines]
    index = bisect_right([line.start_ms for line in lines], ms) - 1
    if index < 0 or (index == len(lines) - 1 and ms >= lines[-1].end_ms):
        return None, None
    return lines[index].id, _due_word(lines[index], ms)


def _due_word(line: TimedLine, ms: float) -> tuple[str, int] | None:
    started: list[TimedWord] = [word for word in line.words if word.start_ms <= ms]
    if len(started) == len(line.words) and ms >= line.end_ms:
        return None
    return line.id, len(started) - 1


def lit(page: Page) -> tuple[str | None, tuple[str, int] | None]:
    """What the page shows as spoken, in the form of `due`; fails where it shows more than one of a kind."""
    shown: dict[str, Any] = page.evaluate((SCRIPTS / "lit.js").read_text(encoding="utf-8"))
    assert shown["lines"] <= 1, "more than one line is lit"
    assert shown["words"] <= 1, "more than one word is lit"
    return shown["line"], tuple(shown["word"]) if shown["word"] else None


def clock_ms(page: Page) -> float:
    """The sound's clock, in milliseconds."""
    microseconds: float = page.evaluate(
        "() => Math.round(document.querySelector('#sound').currentTime * 1e6)"
    )
    return microseconds / 1000


def seek_to(page: Page, seconds: float) -> float:
    """Seek and wait until it is done; the sound's clock then, in milliseconds."""
    page.evaluate(
        """async seconds => {
          const sound = document.querySelector('#sound');
          const done = new Promise(resolve => sound.addEventListener('seeked', resolve, { once: true }));
          sound.currentTime = seconds;
          await done;
        }""",
        seconds,
    )
    return clock_ms(page)


Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Decoded:
    """A finished sound, decoded."""

    samples: Samples
    sample_rate: int


def decode(file: BinaryIO) -> Decoded:
    """Decode a sound, each frame at the place that its own time says."""
    with av.open(file) as container:
        stream = container.streams.audio[0]
        rate = stream.codec_context.sample_rate
        frames = [
            (round(float(frame.pts * frame.time_base) * rate), frame.to_ndarray().mean(axis=0))
            for frame in container.decode(stream)
            if frame.pts is not None and frame.time_base is not None
        ]
    samples = np.zeros(max(at + len(part) for at, part in frames), dtype=np.float32)
    for at, part in frames:
        kept = part[max(0, -at) :]
        samples[max(0, at) : max(0, at) + len(kept)] = kept
    return Decoded(samples, rate)


def prepare_tap(page: Page, sample_rate: int) -> None:
    """Lead the page's sound through Web Audio, at the file's own rate, into a recorder."""
    page.evaluate((SCRIPTS / "tap.js").read_text(encoding="utf-8"), sample_rate)


def heard_errors(page: Page, media: MediaStore, narration: Narration, seeks: int) -> list[float]:
    """How far what is heard first after a seek lies from `currentTime`, in milliseconds, for so many seeks.

    The targets lie in the middle of long words all over the episode, where there is sound to be heard.
    """
    with media.open(narration.m4a) as file:
        return heard_errors_against(page, decode(file), narration.timeline, seeks)


def heard_errors_against(page: Page, decoded: Decoded, timeline: Timeline, seeks: int) -> list[float]:
    """The same for a page with another file of the same sound, which is heard at the rate of `decoded`."""
    words = [
        word
        for turn in timeline.turns
        for line in turn.lines
        for word in line.words
        if word.end_ms - word.start_ms > 350
    ]
    prepare_tap(page, decoded.sample_rate)
    chosen = [words[index * (len(words) - 1) // (seeks - 1)] for index in range(seeks)]
    # Backwards, so that no seek lands where the file was read already.
    return [heard_error_ms(page, decoded, (word.start_ms + word.end_ms) / 2000) for word in reversed(chosen)]


def median_distance(errors: list[float]) -> float:
    """The median of how far, early or late."""
    return statistics.median(abs(error) for error in errors)


def heard_error_ms(page: Page, decoded: Decoded, target_s: float) -> float:
    """Seek while paused, play, and say how far what is heard lies from `currentTime`, in milliseconds."""
    page.evaluate("() => document.querySelector('#sound').pause()")
    sought_ms = seek_to(page, target_s)
    raw = base64.b64decode(page.evaluate("() => window.__tap.record(0.4)"))
    sounding = np.frombuffer(raw, dtype="<f4")
    sounding = sounding[np.flatnonzero(sounding)[0] :][: decoded.sample_rate // 4]
    return _place_ms(sounding, decoded, sought_ms) - sought_ms


def _place_ms(piece: Samples, decoded: Decoded, near_ms: float) -> float:
    """Where in the file a piece of it comes from, sought within half a second, by cross-correlation."""
    rate = decoded.sample_rate
    first = max(0, round(near_ms * rate / 1000) - rate // 2)
    window = decoded.samples[first : first + rate + len(piece)]
    likeness = np.correlate(window, piece, "valid")
    energy = np.convolve(window**2, np.ones(len(piece), dtype=np.float32), "valid")
    best = int(np.argmax(likeness / np.sqrt(np.maximum(energy, 1e-9))))
    return (first + best) * 1000 / rate
