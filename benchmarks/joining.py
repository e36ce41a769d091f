"""Joining finished clips into an episode: ours beside the way that scripts on pydub go, on the same clips.

Each way runs in a process of its own. Ours writes an MP3 and an M4A; pydub's writes one file.
"""

import io
import random
import resource
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import av

from audio.clips import Clip, ClipStore
from audio.encoding import SAMPLE_RATE, SLOT_MS
from audio.engines.espeak import EspeakEngine
from audio.joining import Placed, join
from audio.media import FolderStore
from audio.speech import Reading, SpokenText, Utterance, word_spans
from audio.tags import Tags
from audio.voicing import make_clip

CLIPS_30_MIN = 280
"""Of six to seven seconds each, as long as a paragraph of conversation."""
REPEATS_5_H = 10
PAUSE_SLOTS = 4
_WORDS = (
    "שָׁלוֹם הַבַּיִת סֵפֶר יֶלֶד הוֹלֵךְ אֶל הָעִיר הַגְּדוֹלָה וְרוֹאֶה שָׁם אֲנָשִׁים רַבִּים מְדַבְּרִים עַל הַיָּם הַכָּחוֹל "
    "וְעַל הַדֶּרֶךְ הָאֲרֻכָּה שֶׁבָּהּ בָּאוּ מִן הַכְּפָר אֲנִי חוֹשֵׁב שֶׁזֶּה טוֹב מְאוֹד לִלְמֹד וּלְלַמֵּד כָּל יוֹם דָּבָר חָדָשׁ"
).split()
_WORDS_A_CLIP = 16
_MIB = 1024 * 1024
T = TypeVar("T")


@dataclass(frozen=True)
class Cost:
    """What one way of joining took."""

    wall_s: float
    peak_mib: float
    """Of the whole process."""
    above_idle_mib: float
    """What of it came after everything was imported."""
    sound_s: float
    """How long the episode is."""


@dataclass(frozen=True)
class JoiningFigures:
    """Everything measured in one run."""

    ours_30_min: Cost
    ours_5_h: Cost
    pydub_30_min: Cost
    pydub_format: str
    """``mp3`` where an ffmpeg program is there, else ``wav``: then pydub is spared decoding and encoding."""

    @property
    def times_faster(self) -> float:
        """Pydub's time over ours, for 30 minutes."""
        return self.pydub_30_min.wall_s / self.ours_30_min.wall_s

    @property
    def memory_growth(self) -> float:
        """Our peak for 5 hours over that for 30 minutes."""
        return self.ours_5_h.peak_mib / self.ours_30_min.peak_mib


def measure_joining(folder: Path) -> JoiningFigures:
    """Make the clips, join them in each way, and tell what it took.

    Args:
        folder: an empty one; some 600 MB will lie in it.
    """
    keys = make_clips(folder, CLIPS_30_MIN, REPEATS_5_H)
    pydub_format = "mp3" if shutil.which("ffmpeg") else "wav"
    files = write_sounds(folder, keys[:CLIPS_30_MIN], pydub_format)
    return JoiningFigures(
        ours_30_min=_in_fresh_process(join_ours, folder, keys[:CLIPS_30_MIN]),
        ours_5_h=_in_fresh_process(join_ours, folder, keys),
        pydub_30_min=_in_fresh_process(join_by_pydub, folder, files),
        pydub_format=pydub_format,
    )


def make_clips(folder: Path, count: int, repeats: int) -> list[str]:
    """So many clips of real speech, no two alike, each put again under other keys; all keys, in order."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        made = list(pool.map(_make_clip, [folder] * count, range(count), chunksize=10))
    store = ClipStore(FolderStore(folder))
    for repeat in range(1, repeats):
        for clip in made:
            store.put(replace(clip, key=_again(clip.key, repeat)), store.sound(clip.key))
    return [_again(clip.key, repeat) for repeat in range(repeats) for clip in made]


def write_sounds(folder: Path, keys: Sequence[str], form: str) -> list[Path]:
    """The clips as files that pydub can open."""
    store = ClipStore(FolderStore(folder))
    write = _write_mp3 if form == "mp3" else _write_wav
    paths = [folder / f"{number}.{form}" for number in range(len(keys))]
    for path, key in zip(paths, keys, strict=True):
        write(path, store.sound(key).mp3)
    return paths


def join_ours(folder: Path, keys: Sequence[str]) -> Cost:
    """Join as a narration does, from the clip store to the two finished files in the media store."""
    idle = peak_bytes()
    started = time.perf_counter()
    media = FolderStore(folder)
    clips = ClipStore(media)
    placed = []
    end_ms = 0
    for key in keys:
        placed.append(Placed(key, end_ms))
        end_ms += clips.info(key).length_ms + PAUSE_SLOTS * SLOT_MS
    with media.create("sound.mp3") as mp3, media.create("sound.m4a") as m4a:
        joined = join(placed, clips, Tags("שיחה"), mp3, m4a)
    return _cost(started, idle, joined.duration_ms)


def join_by_pydub(folder: Path, files: Sequence[Path]) -> Cost:
    """Join as scripts do: open each file, add it and a pause to what there is, and write it all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    idle = peak_bytes()
    started = time.perf_counter()
    episode = AudioSegment.empty()
    for file in files:
        episode += AudioSegment.from_file(file)
        episode += AudioSegment.silent(PAUSE_SLOTS * SLOT_MS, frame_rate=SAMPLE_RATE)
    form = files[0].suffix[1:]
    with (folder / f"pydub.{form}").open("wb") as out:
        episode.export(out, format=form, bitrate="64k" if form == "mp3" else None)
    return _cost(started, idle, len(episode))


def _make_clip(folder: Path, number: int) -> Clip:
    chosen = random.Random(number)
    engine = EspeakEngine(points=str)  # the words have their points: the model that puts them is not needed
    text = " ".join(chosen.choices(_WORDS, k=_WORDS_A_CLIP)) + "."
    readings = tuple(Reading(start, end, text[start:end]) for start, end in word_spans(text))
    utterance = Utterance(SpokenText(text, readings), chosen.choice(engine.voices()))
    clips, key = ClipStore(FolderStore(folder)), f"{number:064x}"
    make_clip(engine, clips, key, utterance)
    return clips.info(key)


def _again(key: str, repeat: int) -> str:
    return f"{repeat:02x}{key[2:]}"


def _write_mp3(path: Path, frames: bytes) -> None:
    path.write_bytes(frames)


def _write_wav(path: Path, frames: bytes) -> None:
    with av.open(io.BytesIO(frames), "r") as mp3, av.open(path, "w") as wav:
        stream = wav.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono")
        for frame in (*mp3.decode(audio=0), None):
            wav.mux(stream.encode(frame))


def _in_fresh_process(join: Callable[[Path, Sequence[T]], Cost], folder: Path, clips: Sequence[T]) -> Cost:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(join, folder, clips).result()


def _cost(started: float, idle_bytes: int, sound_ms: int) -> Cost:
    wall_s = time.perf_counter() - started
    return Cost(wall_s, peak_bytes() / _MIB, (peak_bytes() - idle_bytes) / _MIB, sound_ms / 1000)


def peak_bytes() -> int:
    """The most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # On Linux a new process counts what it was forked from into ru_maxrss; this counts only itself.
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
