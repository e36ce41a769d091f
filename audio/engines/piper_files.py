"""The Piper voices that people added: a folder each, with the model, the file that came with it and ours."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from audio.errors import EngineUnavailable
from audio.speech import Gender, Manner

MODEL, CONFIG, RECORD = "voice.onnx", "voice.onnx.json", "karyan.json"
LAYOUT = 1
"""To be raised with whatever `piper_graph` makes otherwise; a voice of an older one is to be added again."""
UNFINISHED = ".unfinished"

Alphabet = Literal["espeak", "hebrew", "text"]
"""What a voice was taught to read: a language's phonemes, those of Hebrew, or the letters themselves."""


@dataclass(frozen=True)
class Speaker:
    """One of a model's voices."""

    id: str
    name: str
    gender: Gender
    manner: Manner
    number: int | None
    """As the model counts its speakers; None for a model of one."""
    pitch_hz: int = 0
    """Median as measured when it was added."""
    lead_ms: int = 0
    """By how much its sound runs before the model's lengths, as measured when it was added."""


@dataclass(frozen=True)
class Record:
    """What is known of a voice that was added."""

    layout: int
    sha256: str
    """Of the model as it lies there."""
    durations: str
    """The name of the output that tells lengths."""
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True)
class Config:
    """What the file beside a model says of it."""

    sample_rate: int
    hop: int
    """Lengths are counted in so many samples."""
    alphabet: Alphabet
    language: str
    """As espeak-ng names it: ``en-us``."""
    ids: Mapping[str, tuple[int, ...]]
    """The numbers of each sign that it reads."""
    speakers: Mapping[str, int]
    """Their numbers by name; one without a name of its own has its number."""
    length_scale: float
    noise: float
    """How much the sound varies …"""
    length_noise: float
    """… and how much the lengths do."""


@dataclass(frozen=True)
class Added:
    """A voice in its folder."""

    folder: Path
    config: Config
    record: Record

    def find_model(self) -> Path:
        """The model's file; what is in it was checked when it was added.

        Raises:
            EngineUnavailable: saying what to run.
        """
        path = self.folder / MODEL
        if not path.is_file():
            raise _missing(path)
        return path


def added_voices(folder: Path | None) -> tuple[Added, ...]:
    """The voices in a folder of them, by name; one that is not whole counts as none."""
    if folder is None or not folder.is_dir():
        return ()
    homes = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return tuple(found for home in homes if (found := read_added(home)) is not None)


def read_added(home: Path) -> Added | None:
    """The voice in one folder; None where there is none, or one of another layout."""
    try:
        facts: Any = json.loads((home / RECORD).read_bytes())
        speakers = tuple(Speaker(**speaker) for speaker in facts.pop("speakers"))
        record = Record(**facts, speakers=speakers)
        config = read_config((home / CONFIG).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Added(home, config, record) if record.layout == LAYOUT else None


def record_bytes(record: Record) -> bytes:
    """A record as it is written."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=1).encode()


def read_config(data: bytes) -> Config:
    """What Piper's own file says of a model.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: where it is not such a file.
    """
    facts: Any = json.loads(data)
    inference: Any = facts.get("inference", {})
    alphabet = facts.get("phoneme_type", "espeak")
    if alphabet not in ("espeak", "hebrew", "text"):
        raise ValueError(f"it reads {alphabet}")
    count, names = int(facts.get("num_speakers", 1)), dict(facts.get("speaker_id_map", {}))
    numbered = {str(number): number for number in range(count) if number not in names.values()}
    return Config(
        sample_rate=int(facts["audio"]["sample_rate"]),
        hop=int(facts.get("hop_length", 256)),
        alphabet=alphabet,
        language=str(facts.get("espeak", {}).get("voice", "")),
        ids={str(sign): tuple(map(int, numbers)) for sign, numbers in facts["phoneme_id_map"].items()},
        speakers={**names, **numbered} if count > 1 else {},
        length_scale=float(inference.get("length_scale", 1.0)),
        noise=float(inference.get("noise_scale", 0.667)),
        length_noise=float(inference.get("noise_w", 0.8)),
    )


def fingerprint(voices: tuple[Added, ...]) -> str:
    """Which models there are and what was measured of them, in few letters; ``none`` where there are none."""
    known = "".join(repr((voice.record.sha256, voice.record.speakers)) for voice in voices)
    return hashlib.sha256(known.encode()).hexdigest()[:12] if voices else "none"


def _missing(path: Path) -> EngineUnavailable:
    return EngineUnavailable(
        f"קובץ של קול Piper חסר ({path}); הסירו אותו עם karyan voices remove, והוסיפו שוב",
        f"the file of a Piper voice is missing ({path}); take it away with `karyan voices remove`, and add "
        "it again",
    )
