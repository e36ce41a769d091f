import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clips import Clip, ClipStore, cached_text, clip_key
from audio.encoding import EncodedSound
from audio.errors import ClipDamaged
from audio.media import FolderStore
from audio.speech import Reading, SpokenText, SpokenWord, Utterance, Voice

KEY = "ab" + "0" * 62
CLIP = Clip(
    key=KEY,
    words=(SpokenWord(64, 300), SpokenWord(300, 512, measured=False)),
    length_ms=576,
    speech_start_ms=64,
    speech_end_ms=512,
    loudness_lufs=-16.02,
    voice="espeak-noa",
    spoken="שלום עולם",
)
SOUND = EncodedSound(bytes(range(256)) * 18, b"packets of sound" * 9, (8,) * 18)
VOICE = Voice("espeak-noa", "espeak", "נועה", "f", "lively", 200)
UTTERANCE = Utterance(SpokenText("שיחה 12", (Reading(0, 4, "שיחה"), Reading(5, 7, "שתים עשרה"))), VOICE)


@pytest.fixture
def media(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


@pytest.fixture
def store(media: FolderStore) -> ClipStore:
    store = ClipStore(media)
    store.put(CLIP, SOUND)
    return store


def file_of(root: Path) -> Path:
    return root / "clips" / "ab" / f"{KEY}.clip"


def test_a_clip_comes_back_as_it_was_put(store: ClipStore) -> None:
    assert store.has(KEY)
    assert store.info(KEY) == CLIP
    assert store.sound(KEY) == SOUND
    assert tuple(store.aac_sizes(KEY)) == SOUND.aac_sizes


def test_the_same_clip_is_the_same_file_whenever_it_is_put(store: ClipStore, tmp_path: Path) -> None:
    before = file_of(tmp_path).read_bytes()
    store.put(CLIP, SOUND)
    assert file_of(tmp_path).read_bytes() == before


def test_a_person_can_look_into_a_clip_with_anything_that_opens_a_zip(
    store: ClipStore, tmp_path: Path
) -> None:
    with zipfile.ZipFile(file_of(tmp_path)) as clip:
        assert "שלום עולם" in clip.read("clip.json").decode()
        assert clip.read("sound.mp3") == SOUND.mp3


def test_a_clip_that_was_never_put_is_missing(media: FolderStore) -> None:
    store = ClipStore(media)
    assert not store.has(KEY)
    with pytest.raises(ClipDamaged, match="narrate the episode again"):
        store.sound(KEY)


def test_a_clip_cut_short_anywhere_counts_as_missing(store: ClipStore, tmp_path: Path) -> None:
    whole = file_of(tmp_path).read_bytes()
    for length in (*range(0, len(whole), 61), len(whole) - 1):
        file_of(tmp_path).write_bytes(whole[:length])
        assert not store.has(KEY)
        with pytest.raises(ClipDamaged):
            store.info(KEY)


@pytest.fixture(scope="module")
def damaged_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("damaged")
    ClipStore(FolderStore(root)).put(CLIP, SOUND)
    file_of(root).with_suffix(".whole").write_bytes(file_of(root).read_bytes())
    return root


def read_with_a_bit_flipped(root: Path, at: int) -> None:
    """Read the clip with one bit of its file flipped, counted from the end when negative."""
    bits = bytearray(file_of(root).with_suffix(".whole").read_bytes())
    bits[at // 8] ^= 1 << at % 8
    file_of(root).write_bytes(bits)
    store = ClipStore(FolderStore(root))
    try:
        read = store.info(KEY), store.sound(KEY), tuple(store.aac_sizes(KEY))
    except ClipDamaged:
        assert not store.has(KEY), "what is damaged is forgotten, so that it is made anew"
    else:
        assert read == (CLIP, SOUND, SOUND.aac_sizes)


@given(data=st.data())
def test_a_flipped_bit_is_found_out_or_changes_nothing(damaged_root: Path, data: st.DataObject) -> None:
    size = file_of(damaged_root).with_suffix(".whole").stat().st_size
    read_with_a_bit_flipped(damaged_root, data.draw(st.integers(0, size * 8 - 1)))


def test_every_flipped_bit_of_the_directory_is_found_out_or_changes_nothing(damaged_root: Path) -> None:
    for at in range(-100 * 8, 0):
        read_with_a_bit_flipped(damaged_root, at)


def test_a_flipped_bit_in_the_sound_is_found_out(store: ClipStore, tmp_path: Path) -> None:
    bits = bytearray(file_of(tmp_path).read_bytes())
    bits[bits.index(SOUND.aac) + 20] ^= 1
    file_of(tmp_path).write_bytes(bits)
    assert store.info(KEY) == CLIP
    with pytest.raises(ClipDamaged):
        store.sound(KEY)


def test_a_clip_that_another_process_made_anew_is_seen_at_once(store: ClipStore, media: FolderStore) -> None:
    assert store.info(KEY) == CLIP and store.has(KEY)
    media.delete(f"clips/{KEY[:2]}/{KEY}.clip")
    assert not store.has(KEY)
    anew, sound = replace(CLIP, speech_end_ms=CLIP.speech_end_ms - 10), replace(SOUND, mp3=SOUND.mp3 + b"1")
    ClipStore(media).put(anew, sound)
    assert store.has(KEY)
    assert (store.info(KEY), store.sound(KEY)) == (anew, sound)


def test_a_remembered_clip_whose_sound_is_damaged_later_is_found_out(
    store: ClipStore, tmp_path: Path
) -> None:
    assert store.sound(KEY) == SOUND
    times = file_of(tmp_path).stat()
    bits = bytearray(file_of(tmp_path).read_bytes())
    bits[bits.index(SOUND.mp3) + 3] ^= 1
    file_of(tmp_path).write_bytes(bits)
    os.utime(file_of(tmp_path), ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ClipDamaged):
        store.sound(KEY)
    assert not store.has(KEY), "it is forgotten, so that it is made anew"


PUT_A_LARGE_CLIP = """
import sys
from pathlib import Path
from audio.clips import Clip, ClipStore
from audio.encoding import EncodedSound
from audio.media import FolderStore
sound = EncodedSound(bytes(300_000_000), b"", ())
ClipStore(FolderStore(Path(sys.argv[1]))).put(Clip(sys.argv[2], (), 0, 0, 0, 0.0), sound)
"""


def test_kill_9_in_the_middle_of_a_put_leaves_no_clip(media: FolderStore, tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", PUT_A_LARGE_CLIP, tmp_path, KEY])
    while not any(path.stat().st_size > 1_000_000 for path in (tmp_path / "unfinished").glob("*")):
        assert child.poll() is None, "it ended before it could be killed"
        time.sleep(0.001)
    child.kill()
    assert child.wait() == -signal.SIGKILL
    store = ClipStore(media)
    assert not store.has(KEY)
    store.put(CLIP, SOUND)
    assert store.info(KEY) == CLIP


def with_spoken(*spoken: str) -> Utterance:
    readings = tuple(
        Reading(reading.start_char, reading.end_char, word)
        for reading, word in zip(UTTERANCE.spoken.readings, spoken, strict=True)
    )
    return replace(UTTERANCE, spoken=replace(UTTERANCE.spoken, readings=readings))


def test_a_key_stays_the_same_for_the_same_sound() -> None:
    key = clip_key(UTTERANCE, "espeak", "1")
    shown_otherwise = SpokenText("שיחה  XII", (Reading(0, 4, "שיחה"), Reading(6, 9, "שתים עשרה")))
    renamed = replace(VOICE, name="נועה ב'", pitch_hz=0)
    assert len(key) == 64
    assert clip_key(Utterance(shown_otherwise, VOICE), "espeak", "1") == key
    assert clip_key(replace(UTTERANCE, voice=renamed), "espeak", "1") == key


def test_a_key_changes_with_all_that_shapes_the_sound() -> None:
    utterances = [
        UTTERANCE,
        replace(UTTERANCE, voice=replace(VOICE, id="espeak-gil")),
        replace(UTTERANCE, voice=replace(VOICE, rate=1.1)),
        replace(UTTERANCE, voice=replace(VOICE, pitch_st=-1.0)),
        with_spoken("שיחה", "שנים עשר"),
        with_spoken("שיחה שתים", "עשרה"),
    ]
    keys = [clip_key(utterance, "espeak", "1") for utterance in utterances]
    keys += [clip_key(UTTERANCE, "espeak", "2"), clip_key(UTTERANCE, "edge", "1")]
    assert len(set(keys)) == len(keys)


def test_a_text_is_made_once(media: FolderStore) -> None:
    made = []

    def make() -> str:
        made.append(1)
        return "שָׁלוֹם\nעוֹלָם"

    assert [cached_text(media, "points-1", "שלום\nעולם", make) for _ in range(3)] == ["שָׁלוֹם\nעוֹלָם"] * 3
    assert len(made) == 1


def test_texts_of_another_kind_or_key_are_made_for_themselves(media: FolderStore) -> None:
    asked = [("points-1", "אב"), ("points-2", "אב"), ("points-1", "אג")]
    for answer, (kind, key) in enumerate(asked):
        assert cached_text(media, kind, key, lambda answer=answer: str(answer)) == str(answer)


def test_a_kept_text_that_was_damaged_is_made_anew(media: FolderStore, tmp_path: Path) -> None:
    cached_text(media, "points-1", "שלום", lambda: "שָׁלוֹם")
    (file,) = (path for path in (tmp_path / "texts").rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-2])
    assert cached_text(media, "points-1", "שלום", lambda: "again") == "again"
    assert cached_text(media, "points-1", "שלום", lambda: "not asked") == "again"
