"""In each sound file words begin when the timeline file beside it says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.calibration import SENTENCES, places
from audio.onsets import edges
from player.exports.taking import take_all
from player.home import open_home
from player.narration import narrate
from tests.browser.measure import decode
from tests.conftest import settings_in

WORDS, MOST_MS = 20, 10
PLAIN_STOPS = "טתק"
"""Said with a burst that nothing hums before."""


def plain_words(sentence: str) -> list[int]:
    """The words of a sentence whose first sound bursts out of silence, by our own rules of pronunciation."""
    words = sentence.split()
    found = (place.word for place in places(sentence) if place.kind == "stop")
    return [number for number in found if words[number][0] in PLAIN_STOPS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An episode in every form of sound, and its timeline, as one takes them away."""
    home = open_home(settings_in(tmp_path_factory.mktemp("home")))
    document = home.settings.home / "plain.txt"
    said = [sentence for sentence in SENTENCES if plain_words(sentence)]
    labels = ("מיכל", "רון") * len(said)
    document.write_text("".join(f"{who}: {text}\n" for who, text in zip(labels, said, strict=False)), "utf-8")
    report = narrate(document, home)
    assert report.clips_failed == 0
    folder: Path = tmp_path_factory.mktemp("taken")
    assert (
        len([*take_all(home, [report.episode], ["mp3", "m4a", "m4b", "json"], folder, lambda *_: None)]) == 4
    )
    return folder


def told_starts(folder: Path) -> Iterator[int]:
    (timeline,) = folder.glob("*.json")
    for turn in json.loads(timeline.read_text("utf-8"))["turns"]:
        for line in turn["lines"]:
            yield from (line["words"][number]["start_ms"] for number in plain_words(line["text"]))


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "m4b"])
def test_words_all_over_it_begin_within_10_ms_of_their_times(folder: Path, suffix: str) -> None:
    (sound,) = folder.glob(f"*.{suffix}")
    with sound.open("rb") as file:
        decoded = decode(file)
    found = edges(decoded.samples, decoded.sample_rate)
    heard = [(told, edge) for told in told_starts(folder) if (edge := found.near("stop", told)) is not None]
    assert len(heard) >= WORDS
    assert heard[-1][0] - heard[0][0] > len(decoded.samples) * 1000 / decoded.sample_rate * 0.8
    spread = [heard[index * (len(heard) - 1) // (WORDS - 1)] for index in range(WORDS)]
    off = [told - edge for told, edge in spread]
    assert max(map(abs, off)) <= MOST_MS, off
