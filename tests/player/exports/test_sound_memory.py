"""Sound is copied, not held: ten times the length takes the same memory but for the index."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audio.media import FolderStore
from player.exports.table import EXPORTS
from player.library import Narration
from player.transcript.read import parse_transcript
from tests.audio.sounds import silent_m4a, silent_mp3
from tests.memory import peak_bytes
from tests.player.exports.made import narrated
from tests.player.exports.test_import import TALK
from tests.player.timelines import speaker, timeline

SHORT_SLOTS, LONG_SLOTS = 2_000, 20_000
BYTES_A_SLOT = 768
"""Of MP3; of silence in AAC far fewer, which is why the bound is told by the slot."""


def peak_of_writing(form: str, narration: Narration, media: FolderStore) -> int:
    def write() -> None:
        with Path(os.devnull).open("wb") as out:
            EXPORTS[form].write(narration, media, out)

    return peak_bytes(write)


@pytest.mark.parametrize("form", ["mp3", "m4a", "m4b"])
def test_the_sound_is_never_in_memory_as_a_whole(form: str, tmp_path: Path) -> None:
    media = FolderStore(tmp_path)
    peaks = {}
    for slots in (SHORT_SLOTS, LONG_SLOTS):
        for name, sound in ((f"{slots}.m4a", silent_m4a(slots)), (f"{slots}.mp3", silent_mp3(slots))):
            with media.create(name) as file:
                file.write(sound)
        said = timeline([speaker("s1", "גיא", "host")], [("s1", [["שלום."]])])
        said = replace(said, sound=replace(said.sound, duration_ms=96 * slots))
        narration = Narration(
            1, said, (), f"{slots}.m4a", f"{slots}.mp3", "2026-01-02T03:04:05.000+00:00", ()
        )
        peaks[slots] = peak_of_writing(form, narration, media)
    grown = (peaks[LONG_SLOTS] - peaks[SHORT_SLOTS]) / (LONG_SLOTS - SHORT_SLOTS)
    # The index of an M4A is four bytes for each of three packets, held a few times over while it is written.
    assert grown < (1 if form == "mp3" else 120), f"{grown:.1f} bytes for each slot of {BYTES_A_SLOT}"


@pytest.fixture
def talk_of(tmp_path: Path) -> Callable[[int], tuple[Narration, FolderStore]]:
    """A small talk whose sound takes so many megabytes, and the store where that lies."""
    talk = narrated(parse_transcript(TALK, "x"))
    sound = tmp_path / talk.m4a
    sound.parent.mkdir()

    def sized(megabytes: int) -> tuple[Narration, FolderStore]:
        with sound.open("wb") as file:
            file.truncate(megabytes << 20)
        return talk, FolderStore(tmp_path)

    return sized


@pytest.mark.parametrize("form", ["html", "epub"])
def test_a_page_and_a_book_take_little_memory_whatever_their_sound(
    form: str, talk_of: Callable[[int], tuple[Narration, FolderStore]]
) -> None:
    short, long = (peak_of_writing(form, *talk_of(megabytes)) for megabytes in (1, 60))
    assert long < short + (4 << 20)
