"""libespeak-ng by ctypes: phonemes in, samples and the times of words out.

The library is one global state to a process: everything goes through one lock and one set of settings.
"""

import ctypes
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from audio.errors import EngineUnavailable

# From speak_lib.h of espeak-ng 1.52.
_SYNCHRONOUS = 2
_PHONEME_EVENTS = 1
_WORD_EVENT, _PHONEME_EVENT, _LAST_EVENT = 1, 7, 0
_RATE, _PITCH, _RANGE = 1, 3, 4
_BY_CHARACTER = 1
_UTF8, _PHONEMES, _END_PAUSE = 0x0001, 0x0100, 0x1000
_PAUSES = (b"_:", b"_")

RATES = range(80, 451)
"""Words a minute that the library speaks."""


@dataclass(frozen=True)
class Setting:
    """How the library is to sound."""

    voice: str
    """A language and a variant, ``he+m3``."""
    rate: int
    """Words a minute, within `RATES`."""
    pitch: int
    """0..99; 50 is the variant's own."""
    range: int
    """Liveliness of the melody, 0..99; 50 is the variant's own."""


@dataclass(frozen=True)
class Said:
    """What the library answered."""

    samples: NDArray[np.int16]
    sample_rate: int
    words: dict[int, int]
    """Place of a word in the text, in characters from 0, to the sample at which it begins."""
    pauses: tuple[int, ...]
    """Samples at which a pause begins, in order."""


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Library:
    """The loaded library."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path().encode()
            self.sample_rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS))
        except (OSError, RuntimeError):
            self.sample_rate = -1
        if self.sample_rate <= 0:
            raise EngineUnavailable(
                "קול הטיוטה (espeak-ng) לא נטען; הריצו make install, או pip install espeakng-loader",
                "The draft voice (espeak-ng) did not load; run make install, or pip install espeakng-loader",
            )
        self._lock = threading.Lock()
        self._collected: list[NDArray[np.int16]] = []
        self._words: dict[int, int] = {}
        self._pauses: list[int] = []
        # Kept, because the library keeps only its address.
        self._callback = _Callback(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, text: str, setting: Setting) -> Said | None:
        """Speak a text in the library's own notation; None where it refuses the voice or the text."""
        with self._lock:
            self._collected, self._words, self._pauses = [], {}, []
            if self._library.espeak_SetVoiceByName(setting.voice.encode()) != 0:
                return None
            for parameter, value in ((_RATE, setting.rate), (_PITCH, setting.pitch), (_RANGE, setting.range)):
                self._library.espeak_SetParameter(parameter, value, 0)
            data = text.encode() + b"\0"
            flags = _UTF8 | _PHONEMES | _END_PAUSE
            if self._library.espeak_Synth(data, len(data), 0, _BY_CHARACTER, 0, flags, None, None) != 0:
                return None
            samples = np.concatenate(self._collected) if self._collected else np.zeros(0, np.int16)
            return Said(samples, self.sample_rate, self._words, tuple(self._pauses))

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._collected.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events[index].type != _LAST_EVENT:
            self._note(events[index])
            index += 1
        return 0

    def _note(self, event: Any) -> None:
        if event.type == _WORD_EVENT:
            self._words.setdefault(event.text_position - 1, event.sample)
        elif event.type == _PHONEME_EVENT and event.id.string in _PAUSES:
            self._pauses.append(event.sample)


@cache
def library() -> Library:
    """The process's one library, loaded at first use.

    Raises:
        EngineUnavailable: where it is not installed.
    """
    return Library()
