import io
from pathlib import Path

import av
import pytest

from audio.engines.table import UnknownVoice
from audio.hebrew.letters import without_points
from player.errors import BadUse, NoSuchEpisode
from player.home import Home
from player.lexicon import new_entry
from player.narration import narrate
from player.saying import FILE_NAME, say


def seconds_of(mp3: bytes) -> float:
    with av.open(io.BytesIO(mp3)) as file:
        return sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))


def test_a_sentence_is_spoken_and_shown_as_it_is_said(home: Home, tmp_path: Path) -> None:
    said = say(home, "שלום, בת 12!", "espeak-noa", tmp_path)
    assert said.output == tmp_path / FILE_NAME
    assert 0.5 < seconds_of(said.output.read_bytes()) < 5
    assert [(word.text, without_points(word.spoken)) for word in said.words] == [
        ("שלום,", "שלום,"),
        ("בת", "בת"),
        ("12!", "שתים עשרה!"),
    ]
    assert without_points(said.spoken) == "שלום, בת שתים עשרה!"
    assert said.pointed.split()[0] == "שָׁלוֹם,"
    assert said.phonemes.split()[0] == "ʃalˈom"
    assert said.words[2].phonemes.count(" ") == 1


def test_without_a_voice_the_engine_that_is_set_takes_its_first(home: Home, tmp_path: Path) -> None:
    said = say(home, "שלום", None, tmp_path / "mine.mp3")
    assert said.voice.startswith("espeak-")
    assert said.output == tmp_path / "mine.mp3"
    assert list(tmp_path.glob("*.mp3")) == [said.output]


def test_without_sound_no_engine_is_asked(home: Home, tmp_path: Path) -> None:
    assert say(home, "שלום 3", None, None).voice == ""
    edge = say(home, "שלום 3", "edge-avri", None)
    assert (edge.spoken, edge.pointed.split()[0], edge.output) == ("שלום 3", "שָׁלוֹם", None)
    assert [word.spoken for word in edge.words] == ["שלום", "3"]
    assert edge.words[1].phonemes


def test_it_is_said_by_the_lexicon(home: Home, tmp_path: Path) -> None:
    (tmp_path / "שיחה.txt").write_text("רון: שלום לכולם.\n", "utf-8")
    episode = narrate(tmp_path / "שיחה.txt", home).episode
    home.lexicon.put([new_entry("קורדובירו", "קוֹרְדוֹבֶ֫ירוֹ"), new_entry("אור", "עוּר", episode)])
    assert say(home, "וקורדובירו, אור", None, None).phonemes.split()[0] == "vekoʁdovˈeʁo"
    edge = say(home, "ב-3 אמר וקורדובירו, כן", "edge-avri", None)
    assert edge.spoken == f"ב-3 אמר {edge.words[2].spoken} כן"
    assert edge.words[2].spoken.endswith("קוֹרְדוֹבֶ֫ירוֹ,")
    assert say(home, "אור", None, None).phonemes == "ˈoʁ"
    assert say(home, "אור", None, None, episode).phonemes == "ˈuʁ"
    with pytest.raises(NoSuchEpisode):
        say(home, "אור", None, None, "אחר")


@pytest.mark.parametrize("text", ["", "  ", "?!", "– …"])
def test_where_there_is_nothing_to_say_it_says_so(text: str, home: Home, tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="karyan say"):
        say(home, text, None, tmp_path)
    assert list(tmp_path.glob("*.mp3")) == []


def test_an_unknown_voice_and_a_place_that_cannot_be_written_are_bad_use(home: Home, tmp_path: Path) -> None:
    for output in (tmp_path, None):
        with pytest.raises(UnknownVoice, match="karyan voices"):
            say(home, "שלום", "kokoro-nobody", output)
    with pytest.raises(BadUse, match="--output"):
        say(home, "שלום", "espeak-gil", tmp_path / "nowhere" / "x.mp3")
