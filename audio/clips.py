"""The store of finished clips: each under the hash of all that shaped it, so that none is made twice.

A clip is one file, a zip without compression: `clip.json` and the encoded sound. Anything that opens a zip
can look into it, and its checksums tell a damaged clip from a whole one.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from audio.encoding import EncodedSound
from audio.errors import ClipDamaged
from audio.media import FileState, MediaStore
from audio.speech import SpokenWord, Utterance

T = TypeVar("T")
SHAPE_VERSION = 2
"""Counts up whenever mixing or encoding makes other sound of the same speech."""

_FACTS, _MP3, _AAC, _AAC_SIZES = "clip.json", "sound.mp3", "sound.aac", "sound.aac.sizes"
_LAYOUT = [_FACTS, _MP3, _AAC, _AAC_SIZES]
_HEAD_BYTES = 30
"""Before a part's name and its bytes (APPNOTE 4.3.7)."""
_REMEMBERED = 6_000
"""Clips: two episodes of five hours, some 30 MB."""
# What zipfile raises for bytes that are no zip, or no longer; OSError stays what it is: a disk that fails.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Clip:
    """What is known of a finished clip, without its sound."""

    key: str
    words: tuple[SpokenWord, ...]
    """One a displayed word, on the clip's clock."""
    length_ms: int
    """A whole number of slots."""
    speech_start_ms: int
    speech_end_ms: int
    loudness_lufs: float
    voice: str = ""
    """The voice's id, for those who look."""
    spoken: str = ""
    """The words as they were said, for those who look."""


def clip_key(utterance: Utterance, engine_name: str, engine_version: str) -> str:
    """The hash of all that shapes a clip: SHA-256 in hexadecimal.

    The text counts as it is said: a change that is only seen costs no new clip.
    """
    voice = utterance.voice
    shaped_by = {
        "engine": [engine_name, engine_version],
        "voice": [voice.id, voice.rate, voice.pitch_st],
        "spoken": [reading.spoken for reading in utterance.spoken.readings],
        "shape": SHAPE_VERSION,
    }
    return _sha256(json.dumps(shaped_by, sort_keys=True, separators=(",", ":")))


@dataclass(frozen=True)
class _Part:
    """Where a part lies in a clip's file, and its checksum."""

    start: int
    end: int
    crc: int

    def of(self, file: bytes) -> bytes:
        """The part's bytes.

        Raises:
            BadZipFile: where they are not what was written.
        """
        found = file[self.start : self.end]
        if zlib.crc32(found) != self.crc:
            raise zipfile.BadZipFile("another checksum")
        return found


@dataclass(frozen=True)
class _Known:
    """What is remembered of a clip as long as its file stays as it is."""

    state: FileState | None
    clip: Clip
    aac_sizes: NDArray[np.uint32]
    mp3: _Part
    aac: _Part


class ClipStore:
    """Clips in a store of media, as ``clips/<first two of the key>/<key>.clip``.

    What a clip says of itself is remembered, since every mended word asks it of all the others again; what
    becomes of its file is seen each time. Safe to share between threads.
    """

    def __init__(self, media: MediaStore) -> None:
        self._media = media
        self._known: dict[str, _Known] = {}
        self._whole: dict[str, FileState] = {}

    def has(self, key: str) -> bool:
        """Whether the clip is there and looks whole; one cut short counts as missing, and is made anew."""
        state = self._media.state(_name(key))
        if state is None:
            return False
        if self._whole.get(key) == state:
            return True
        try:
            with self._open(key) as clip:
                looks_whole = clip.namelist() == _LAYOUT
        except (FileNotFoundError, *_UNREADABLE):
            return False
        if looks_whole:
            _remember(self._whole, key, state)
        return looks_whole

    def put(self, clip: Clip, sound: EncodedSound) -> None:
        """Keep a clip; a reader sees all of it or nothing."""
        parts = {
            _FACTS: json.dumps(asdict(clip), ensure_ascii=False).encode(),
            _MP3: sound.mp3,
            _AAC: sound.aac,
            _AAC_SIZES: np.asarray(sound.aac_sizes, "<u4").tobytes(),
        }
        with self._media.create(_name(clip.key)) as file, zipfile.ZipFile(file, "w") as whole:
            for name in _LAYOUT:
                whole.writestr(zipfile.ZipInfo(name), parts[name])

    def info(self, key: str) -> Clip:
        """What is known of a clip, without its sound.

        Raises:
            ClipDamaged: if it is not there or its bytes are not what was written.
        """
        return self._look(key).clip

    def sound(self, key: str) -> EncodedSound:
        """A clip's encoded sound.

        Raises:
            ClipDamaged: if it is not there or its bytes are not what was written.
        """
        known = self._look(key)
        try:
            with self._media.open(_name(key)) as file:
                whole = file.read()
            return EncodedSound(known.mp3.of(whole), known.aac.of(whole), tuple(known.aac_sizes.tolist()))
        except (FileNotFoundError, *_UNREADABLE) as error:
            raise self._damaged(key) from error

    def aac_sizes(self, key: str) -> NDArray[np.uint32]:
        """Bytes of each AAC packet of a clip, three a slot, without its sound.

        Raises:
            ClipDamaged: if it is not there or its bytes are not what was written.
        """
        return self._look(key).aac_sizes

    def _open(self, key: str) -> zipfile.ZipFile:
        # Read at once: a store elsewhere is asked once, and where a damaged file points to nowhere, the seek
        # there does not look like a disk that fails.
        with self._media.open(_name(key)) as file:
            return zipfile.ZipFile(io.BytesIO(file.read()))

    def _look(self, key: str) -> _Known:
        """What a clip says of itself, read anew where its file is another than it was."""
        state = self._media.state(_name(key))
        known = self._known.get(key)
        if known is None or known.state is None or known.state != state:
            known = self._read(key, state)
            _remember(self._known, key, known)
        return known

    def _read(self, key: str, state: FileState | None) -> _Known:
        try:
            with self._open(key) as clip:
                facts = json.loads(clip.read(_FACTS))
                sizes = np.frombuffer(clip.read(_AAC_SIZES), "<u4")
                mp3, aac = (_part(clip, name) for name in (_MP3, _AAC))
            words = tuple(SpokenWord(**word) for word in facts.pop("words"))
            return _Known(state, Clip(words=words, **facts), sizes, mp3, aac)
        except (FileNotFoundError, *_UNREADABLE) as error:
            raise self._damaged(key) from error

    def _damaged(self, key: str) -> ClipDamaged:
        # Forgotten, so that the next narration finds it missing and makes it anew.
        self._media.delete(_name(key))
        self._known.pop(key, None)
        self._whole.pop(key, None)
        return ClipDamaged(
            f"הקטע {key[:12]} חסר או פגום; הקריאו את הפרק שוב והוא ייווצר מחדש",
            f"Clip {key[:12]} is missing or damaged; narrate the episode again and it is made anew",
        )


def _part(clip: zipfile.ZipFile, name: str) -> _Part:
    """Where a part lies, which is as long in the file as it is.

    Raises:
        BadZipFile: where its own head says something else than the directory.
    """
    with clip.open(name):  # compares the two
        info = clip.getinfo(name)
    start = info.header_offset + _HEAD_BYTES + len(name.encode())
    return _Part(start, start + info.file_size, info.CRC)


def _remember(kept: dict[str, T], key: str, value: T) -> None:
    """Keep a value, and let go of the one kept first where they are too many."""
    kept[key] = value
    if len(kept) > _REMEMBERED:
        with suppress(KeyError, RuntimeError):  # another thread did
            del kept[next(iter(kept))]


def cached_text(media: MediaStore, kind: str, key: str, make: Callable[[], str]) -> str:
    """A text that is costly to make, kept as ``texts/<kind>/<hash of the key>``.

    Args:
        media: where it is kept.
        kind: what made it, with its version; a folder's name.
        key: what it was made from, of any length.
        make: makes it where it is not kept, or no longer whole.
    """
    digest = _sha256(key)
    name = f"texts/{kind}/{digest[:2]}/{digest}"
    if media.exists(name):
        with media.open(name) as file:
            checksum, _, kept = file.read().partition(b"\n")
        if checksum == b"%08x" % zlib.crc32(kept):
            return kept.decode()
    text = make()
    with media.create(name) as file:
        file.write(b"%08x\n" % zlib.crc32(text.encode()) + text.encode())
    return text


def _name(key: str) -> str:
    return f"clips/{key[:2]}/{key}.clip"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
