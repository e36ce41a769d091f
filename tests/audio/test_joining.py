import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from audio.clips import Clip, ClipStore
from audio.encoding import SAMPLE_RATE, SLOT_MS, EncodedSound, encode
from audio.errors import ClipDamaged
from audio.joining import Joined, Placed, join
from audio.loudness import loudness_lufs
from audio.media import FolderStore
from audio.mixing import ShapedSpeech, shape
from audio.speech import Samples, Speech
from audio.tags import Tags
from tests.audio.sounds import heard, lag, true_peak_dbtp, voiced
from tests.memory import peak_bytes

TAGS = Tags("שיחה 12 – על לחם", "קריין", "שיחות")


def key_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def put(store: ClipStore, number: int, clip: ShapedSpeech, sound: EncodedSound) -> None:
    facts = Clip(key_of(number), (), clip.length_ms, clip.speech_start_ms, clip.speech_end_ms, -16.0)
    store.put(facts, sound)


@dataclass(frozen=True)
class Voices:
    """Twelve clips by twelve voices, recorded at levels from a whisper to full scale."""

    store: ClipStore
    clips: tuple[ShapedSpeech, ...]

    def placed(self, count: int) -> list[Placed]:
        """So many clips, one after the other, with 0 to 10 slots of silence between them."""
        pauses = np.random.default_rng(1).integers(0, 11, count) * SLOT_MS
        lengths = [self.clips[number % len(self.clips)].length_ms for number in range(count)]
        starts = np.cumsum(pauses) + np.cumsum([0, *lengths[:-1]])
        return [Placed(key_of(number % len(self.clips)), int(start)) for number, start in enumerate(starts)]


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Voices:
    store = ClipStore(FolderStore(tmp_path_factory.mktemp("clips")))
    clips = []
    for number in range(12):
        peak = 10 ** (-number / 5)
        sound = voiced(0.5 + number, 22_050, seed=number, peak=peak)
        if number % 3 == 0:
            sound[3_000::9_000] = peak  # clicks, as a bad microphone makes
        clips.append(shape(Speech(sound, 22_050, ())))
        put(store, number, clips[-1], encode(clips[-1].samples))
    return Voices(store, tuple(clips))


def joined_files(voices: Voices, placed: Sequence[Placed], folder: Path) -> tuple[Path, Path]:
    mp3, m4a = folder / "sound.mp3", folder / "sound.m4a"
    with mp3.open("wb") as mp3_file, m4a.open("wb") as m4a_file:
        join(placed, voices.store, TAGS, mp3_file, m4a_file)
    return mp3, m4a


def late_by(voices: Voices, placed: Sequence[Placed], numbers: Sequence[int], file: Path) -> list[int]:
    """How much later than the timeline says each clip is heard, against the sound before it was encoded."""
    originals = [voices.clips[number % len(voices.clips)] for number in numbers]
    spans = [
        (placed[number].start_ms, placed[number].start_ms + clip.length_ms)
        for number, clip in zip(numbers, originals, strict=True)
    ]
    with file.open("rb") as opened:
        parts = heard(opened, spans)
    return [lag(part, original.samples) for part, original in zip(parts, originals, strict=True)]


def test_every_clip_is_heard_when_the_timeline_says(voices: Voices, tmp_path: Path) -> None:
    placed = voices.placed(60)
    numbers = (0, 1, 29, 30, 31, 58, 59)
    for file in joined_files(voices, placed, tmp_path):
        assert all(abs(late) <= 24 for late in late_by(voices, placed, numbers, file)), file


@pytest.mark.slow
def test_the_last_of_five_hours_is_heard_when_the_timeline_says(voices: Voices, tmp_path: Path) -> None:
    placed = voices.placed(2_900)
    assert placed[-1].start_ms > 5 * 3600 * 1000
    numbers = (0, 1_450, 2_898, 2_899)
    for file in joined_files(voices, placed, tmp_path):
        assert all(abs(late) <= 24 for late in late_by(voices, placed, numbers, file)), file


@pytest.fixture(scope="module")
def episode(voices: Voices, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return joined_files(voices, voices.placed(24), tmp_path_factory.mktemp("episode"))


def whole(file: Path, voices: Voices) -> Samples:
    last = voices.placed(24)[-1]
    with file.open("rb") as opened:
        return heard(opened, [(0, last.start_ms + voices.clips[-1].length_ms)])[0]


def test_the_episode_is_level_whatever_the_clips_were(voices: Voices, episode: tuple[Path, Path]) -> None:
    for file in episode:
        sound = whole(file, voices)
        assert loudness_lufs(sound, SAMPLE_RATE) == pytest.approx(-16, abs=1)
        assert true_peak_dbtp(sound, SAMPLE_RATE) <= -1
        each = [
            loudness_lufs(sound[at.start_ms * 24 :][spoken(clip)], SAMPLE_RATE)
            for at, clip in zip(voices.placed(24), voices.clips * 2, strict=True)
        ]
        assert max(each) - min(each) <= 1


def spoken(clip: ShapedSpeech) -> slice:
    return slice(clip.speech_start_ms * 24, clip.speech_end_ms * 24)


def test_nothing_clicks_in_the_pauses(voices: Voices, episode: tuple[Path, Path]) -> None:
    # A codec's window smears a sound by so much; past that a pause is more silent than 16 bits can say.
    smeared_ms = 48
    placed = voices.placed(24)
    for file in episode:
        sound = whole(file, voices)
        for before, after, clip in zip(placed, placed[1:], voices.clips * 2, strict=False):
            silent_from = before.start_ms + clip.speech_end_ms + smeared_ms
            silent_to = after.start_ms + voices.clips[0].speech_start_ms - smeared_ms
            assert np.abs(sound[silent_from * 24 : silent_to * 24]).max() < 2e-5


def test_both_files_say_how_long_they_are_and_what_they_are(
    voices: Voices, episode: tuple[Path, Path]
) -> None:
    duration_ms = voices.placed(24)[-1].start_ms + voices.clips[11].length_ms
    mp3, m4a = episode
    read = MP3(mp3)
    assert round(read.info.length * 1000) == duration_ms
    assert read.info.bitrate_mode == BitrateMode.CBR
    with av.open(m4a) as container:
        assert container.duration == duration_ms * 1000


def test_the_hash_and_the_duration_told_are_those_of_the_file(voices: Voices) -> None:
    mp3, m4a = BytesIO(), BytesIO()
    placed = voices.placed(3)
    told = join(placed, voices.store, TAGS, mp3, m4a)
    assert told.m4a_sha256 == hashlib.sha256(m4a.getvalue()).hexdigest()
    assert told.duration_ms == placed[-1].start_ms + voices.clips[2].length_ms


def test_the_same_clips_at_the_same_times_make_the_same_files(voices: Voices) -> None:
    written = []
    for _ in range(2):
        mp3, m4a = BytesIO(), BytesIO()
        join(voices.placed(3), voices.store, TAGS, mp3, m4a)
        written.append((mp3.getvalue(), m4a.getvalue()))
    assert written[0] == written[1]


@pytest.mark.parametrize("start_ms", [1, 95, SLOT_MS * 3 + 1])
def test_a_clip_beside_the_slots_is_refused(voices: Voices, start_ms: int) -> None:
    with pytest.raises(ValueError, match="whole slot"):
        join([Placed(key_of(0), start_ms)], voices.store, TAGS, BytesIO(), BytesIO())


def test_a_clip_over_another_is_refused(voices: Voices) -> None:
    over = [Placed(key_of(0), 0), Placed(key_of(1), voices.clips[0].length_ms - SLOT_MS)]
    with pytest.raises(ValueError, match="before"):
        join(over, voices.store, TAGS, BytesIO(), BytesIO())


def test_a_missing_clip_is_told_of(voices: Voices) -> None:
    with pytest.raises(ClipDamaged):
        join([Placed(key_of(99), 0)], voices.store, TAGS, BytesIO(), BytesIO())


def numbered_sound(number: int, slots: int) -> EncodedSound:
    """Not sound, but of its form, and told from every other by its bytes."""
    sizes = tuple(5 + (number + packet) % 7 for packet in range(slots * 3))
    return EncodedSound(bytes([number]) * (slots * 4 * 192), bytes([number]) * sum(sizes), sizes)


@given(layout=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 5)), min_size=1, max_size=12))
def test_each_slot_of_both_files_holds_what_the_timeline_says(
    layout: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = ClipStore(FolderStore(tmp_path_factory.mktemp("layout")))
    expected: list[int] = []
    placed = []
    for number, (slots, pause) in enumerate(layout, start=1):
        expected += [0] * pause
        placed.append(Placed(key_of(number), len(expected) * SLOT_MS))
        expected += [number] * slots
        store.put(Clip(key_of(number), (), slots * SLOT_MS, 0, 0, 0.0), numbered_sound(number, slots))
    mp3, m4a = BytesIO(), BytesIO()
    joined = join(placed, store, TAGS, mp3, m4a)
    assert joined.duration_ms == len(expected) * SLOT_MS
    assert slots_of_mp3(mp3.getvalue()) == expected
    assert slots_of_m4a(m4a) == expected


def owner(data: bytes) -> int:
    """Whose bytes they are: a clip's number, or 0 for the silence."""
    return data[0] if len(set(data)) == 1 and data[0] < 20 else 0


def slots_of_mp3(mp3: bytes) -> list[int]:
    frames = mp3[192:]  # behind the one that tells how many follow
    return [owner(frames[at : at + 768]) for at in range(0, len(frames), 768)]


def slots_of_m4a(m4a: BinaryIO) -> list[int]:
    m4a.seek(0)
    with av.open(m4a) as container:
        packets = [bytes(packet) for packet in container.demux(audio=0) if packet.size][1:]
    return [owner(b"".join(packets[at : at + 3])) for at in range(0, len(packets), 3)]


def test_ten_times_the_length_takes_no_more_memory_than_its_index(voices: Voices) -> None:
    def peak(count: int) -> tuple[int, int]:
        placed = voices.placed(count)

        def joined() -> Joined:
            with Path(os.devnull).open("wb") as mp3, Path(os.devnull).open("wb") as m4a:
                return join(placed, voices.store, TAGS, mp3, m4a)

        return peak_bytes(joined), joined().duration_ms // 32

    short, short_packets = peak(24)
    long, long_packets = peak(240)
    assert (long - short) / (long_packets - short_packets) < 50, "bytes for each packet of 32 ms more"
