"""What is ready of an episode: a beginning that grows, and one sound of it that can be read anywhere."""

import io
import random
from collections.abc import Iterable
from dataclasses import replace

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clips import ClipStore, clip_key
from audio.engines.table import open_engine
from audio.speech import Samples
from audio.voicing import make_clip
from player.growing import Beginning, Growing, GrowingSound, opening_of
from player.home import Home
from player.lanes import Task
from player.narration import plan_episode
from player.planning import Plan
from player.timeline import Timeline


class Some(ClipStore):
    """A store in which only some of the clips are there."""

    def __init__(self, home: Home, keys: Iterable[str]) -> None:
        super().__init__(home.media)
        self.there = set(keys)

    def has(self, key: str) -> bool:
        return key in self.there and super().has(key)


@pytest.fixture(scope="module")
def plan(sample_home: Home, sample_slug: str) -> Plan:
    plan = plan_episode(sample_slug, sample_home, open_engine("espeak", sample_home.engine_settings))
    opening = opening_of(plan)
    assert opening is not None
    make_clip(plan.engine, sample_home.clips, opening.key, opening.utterance)
    return plan


@pytest.fixture(scope="module")
def finished(sample_home: Home, sample_slug: str) -> Timeline:
    return sample_home.library.narration(sample_slug).timeline


def nobody(_index: int) -> None:
    return None


def beginning(home: Home, plan: Plan, count: int) -> Beginning:
    """Of a plan of which so many clips are there, from the beginning."""
    return Beginning(plan, Some(home, [task.key for task in plan.tasks[:count]]), nobody)


def sound(home: Home, growing: Growing) -> bytes:
    return GrowingSound(growing.placed, growing.duration_ms, home.clips).read()


def decode(mp3: bytes) -> Samples:
    with av.open(io.BytesIO(mp3)) as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(container.streams.audio[0])]
    return np.concatenate(frames)


def test_each_stage_is_the_beginning_of_the_finished_episode(
    sample_home: Home, sample_slug: str, plan: Plan, finished: Timeline
) -> None:
    with sample_home.media.open(sample_home.library.sound(sample_slug).mp3) as file:
        whole = decode(file.read())
    lines = [line for turn in finished.turns for line in turn.lines]
    for count in (1, 2, 3, 7, len(plan.tasks)):
        begun = beginning(sample_home, plan, count)
        assert begun.ready() == count
        growing = begun.at(count)
        told = [line for turn in growing.timeline.turns for line in turn.lines]
        assert told == [line for line in lines if line.paragraph < count]
        assert begun.ready_ms(count) == growing.duration_ms
        heard = decode(sound(sample_home, growing))
        assert len(heard) / 24 == growing.duration_ms
        assert np.array_equal(heard, whole[: len(heard)]), f"{count} paragraphs"


def test_before_the_first_paragraph_its_first_sentence_is_heard(sample_home: Home, plan: Plan) -> None:
    opening = opening_of(plan)
    assert opening is not None
    begun = Beginning(plan, Some(sample_home, [opening.key]), nobody)
    assert begun.ready() == 0
    growing = begun.at(0)
    (turn,) = growing.timeline.turns
    text = plan.transcript.turns[0].paragraphs[0].text
    assert text.startswith(" ".join(line.text for line in turn.lines))
    assert 4 <= sum(len(line.words) for line in turn.lines) < len(text.split())
    heard = decode(sound(sample_home, growing))
    assert len(heard) / 24 == growing.duration_ms == begun.ready_ms(0)
    first, last = turn.lines[0].start_ms, turn.lines[-1].end_ms
    assert np.abs(heard[24 * first : 24 * last]).max() > 0.1
    assert np.abs(heard[24 * last + 24 * 60 :]).max() < 0.02


def test_nothing_is_ready_before_anything_is(sample_home: Home, plan: Plan) -> None:
    assert Beginning(plan, Some(sample_home, []), nobody).ready() is None


def test_what_comes_after_a_gap_waits_for_it(sample_home: Home, plan: Plan) -> None:
    keys = [task.key for task in plan.tasks]
    store = Some(sample_home, [*keys[:2], *keys[3:6]])
    begun = Beginning(plan, store, nobody)
    assert begun.ready() == 2
    before = begun.at(2)
    store.there.add(keys[2])
    assert begun.ready() == 6
    assert begun.at(2) == before, "the same is the same whenever it is asked"
    assert begun.at(6).placed[:2] == before.placed


def test_a_paragraph_in_another_voice_takes_the_place_of_what_failed(sample_home: Home, plan: Plan) -> None:
    keys = [task.key for task in plan.tasks]
    failed = next(i for i in range(2, len(keys)) if keys.count(keys[i]) == 1)
    store = Some(sample_home, set(keys) - {keys[failed]})
    said = plan.tasks[failed].utterance
    voice = next(voice for voice in plan.engine.voices() if voice.id != said.voice.id)
    utterance = replace(said, voice=voice)
    other = Task(clip_key(utterance, plan.engine.name, plan.engine.version), utterance)
    make_clip(plan.engine, sample_home.clips, other.key, utterance)
    store.there.add(other.key)
    assert Beginning(plan, store, nobody).ready() == failed
    begun = Beginning(plan, store, lambda index: other if index == failed else None)
    assert begun.ready() == len(keys)
    assert [part.key for part in begun.at(failed + 1).placed] == [*keys[:failed], other.key]


@pytest.fixture(scope="module")
def three(sample_home: Home, plan: Plan) -> Growing:
    begun = beginning(sample_home, plan, 3)
    begun.ready()
    return begun.at(3)


@given(data=st.data())
def test_any_piece_of_the_sound_is_that_piece_of_the_whole(
    sample_home: Home, three: Growing, data: st.DataObject
) -> None:
    whole = sound(sample_home, three)
    file = GrowingSound(three.placed, three.duration_ms, sample_home.clips)
    for _ in range(3):
        at = data.draw(st.integers(0, len(whole) + 10))
        size = data.draw(st.integers(0, 5000))
        assert file.seek(at) == at
        read = b""
        while len(read) < size and (piece := file.read(size - len(read))):
            read += piece
        assert read == whole[at : at + size]


def test_the_sound_says_its_size_and_every_byte_has_one_place(sample_home: Home, three: Growing) -> None:
    whole = sound(sample_home, three)
    file = io.BufferedReader(GrowingSound(three.placed, three.duration_ms, sample_home.clips))
    assert file.seek(0, io.SEEK_END) == len(whole)
    pieces = list(range(0, len(whole), 7919))
    random.Random(1).shuffle(pieces)
    read = {}
    for at in pieces:
        file.seek(at)
        read[at] = file.read(7919)
    assert b"".join(read[at] for at in sorted(read)) == whole
