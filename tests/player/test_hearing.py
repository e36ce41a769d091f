import io
from pathlib import Path

import av
import pytest

from audio.engines.table import UnknownVoice, all_voices
from audio.hebrew.spoken_text import spoken_text
from player.errors import BadUse
from player.hearing import let_hear, sample_line
from player.home import Home


def seconds_of(mp3: bytes) -> float:
    with av.open(io.BytesIO(mp3)) as file:
        return sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))


@pytest.mark.parametrize("voice", ["espeak-noa", pytest.param("kokoro-yael", marks=pytest.mark.slow)])
def test_a_voice_says_its_line_into_a_file_of_its_name(voice: str, home: Home, tmp_path: Path) -> None:
    written = let_hear(home, voice, None, tmp_path)
    assert written == tmp_path / f"{voice}.mp3"
    assert 3 < seconds_of(written.read_bytes()) < 12


def test_it_says_what_it_is_asked_to(home: Home, tmp_path: Path) -> None:
    short, long = (tmp_path / name for name in ("short.mp3", "long.mp3"))
    let_hear(home, "espeak-gil", "שלום", short)
    let_hear(home, "espeak-gil", "שלום לכולם, וברוכים הבאים לשיחה שלנו", long)
    assert 2 * seconds_of(short.read_bytes()) < seconds_of(long.read_bytes())


def test_each_voices_line_names_it_in_its_own_gender() -> None:
    for voice in all_voices():
        line = sample_line(voice)
        assert voice.name in line
        assert ("מקריאה" in line) == (voice.gender == "f")
        assert spoken_text(line, reads_numbers=False).said


def test_an_unknown_voice_and_a_place_that_cannot_be_written_are_bad_use(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UnknownVoice, match="karyan voices"):
        let_hear(home, "kokoro-nobody", None, tmp_path)
    with pytest.raises(BadUse, match="--output"):
        let_hear(home, "espeak-gil", "שלום", tmp_path / "nowhere" / "x.mp3")
    assert list(tmp_path.glob("*.mp3")) == []
