"""The clips become an episode: joined, timed, and put into the library in one step."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from typing import Any

from audio.clips import Clip
from audio.encoding import SAMPLE_RATE
from audio.joining import Placed, join
from audio.tags import Tags
from player.exports.made import forget
from player.home import Home
from player.layout import clip_starts, timed_turns
from player.library import Guess, NarratedParagraph, NewNarration
from player.manuscripts import facts_of
from player.planning import Plan
from player.timeline import CastSpeaker, SoundFacts, Timeline
from player.transcript.model import Transcript


def publish(plan: Plan, home: Home) -> int:
    """Join the clips and put the episode into the library; returns its length in milliseconds.

    Where this very narration plays already, nothing is done.

    Raises:
        ClipDamaged: if a clip is missing or its bytes are not what was written.
    """
    clips = [home.clips.info(task.key) for task in plan.tasks]
    placed = [
        Placed(clip.key, start)
        for clip, start in zip(clips, clip_starts(plan.transcript, clips), strict=True)
    ]
    slug = facts_of(plan.transcript.heading).slug
    fingerprint = _fingerprint(plan, placed)
    if not _is_playing(home, slug, fingerprint):
        new = _join(home, fingerprint, timeline_of(plan, clips, placed), placed)
        new = replace(
            new,
            heading_lines=plan.transcript.heading.lines,
            guesses=_guesses(plan.transcript),
            paragraphs=_paragraphs(plan.transcript, placed),
        )
        forget(home.library.save(new), home.media)
    return placed[-1].start_ms + clips[-1].length_ms


def timeline_of(plan: Plan, clips: Sequence[Clip], placed: Sequence[Placed]) -> Timeline:
    """Every line and word on the episode's clock; the sound is not made yet, and has no hash.

    Args:
        plan: what was spoken.
        clips: one a paragraph.
        placed: the same with their places.
    """
    starts = [part.start_ms for part in placed]
    return Timeline(
        episode=facts_of(plan.transcript.heading),
        sound=SoundFacts(SAMPLE_RATE, starts[-1] + clips[-1].length_ms, "", plan.engine.name),
        speakers=_cast_speakers(plan),
        turns=timed_turns(plan.transcript, clips, starts, plan.stand_ins),
        notes=plan.transcript.notes,
    )


def _cast_speakers(plan: Plan) -> tuple[CastSpeaker, ...]:
    return tuple(
        CastSpeaker(speaker.id, speaker.name, speaker.role, speaker.gender, plan.voices[speaker.id].id)
        for speaker in plan.transcript.speakers
    )


def _guesses(transcript: Transcript) -> tuple[Guess, ...]:
    """How sure it is whose the paragraphs are that no label gives to anybody."""
    return tuple(
        Guess(paragraph.index, paragraph.sure, paragraph.why)
        for paragraph in transcript.paragraphs
        if paragraph.why
    )


def _paragraphs(transcript: Transcript, placed: Sequence[Placed]) -> tuple[NarratedParagraph, ...]:
    return tuple(
        NarratedParagraph(paragraph.key, part.key, part.start_ms)
        for paragraph, part in zip(transcript.paragraphs, placed, strict=True)
    )


def _fingerprint(plan: Plan, placed: Sequence[Placed]) -> str:
    """The hash of all that shapes an episode; what its words' times are, follows from the clips."""
    transcript = plan.transcript
    shaped_by = [
        astuple(facts_of(transcript.heading)),
        transcript.heading.lines,
        plan.engine.name,
        [astuple(speaker) for speaker in _cast_speakers(plan)],
        list(_shown(transcript)),
        [astuple(note) for note in transcript.notes],
        [[part.key, part.start_ms] for part in placed],
        sorted(plan.stand_ins.items()),
    ]
    return hashlib.sha256(json.dumps(shaped_by).encode()).hexdigest()


def _shown(transcript: Transcript) -> Iterator[Any]:
    """Of each paragraph what one sees of it."""
    for turn in transcript.turns:
        for one in turn.paragraphs:
            ends = [line.end_char for line in one.lines]
            yield [turn.index, turn.speaker, one.key, one.text, ends, one.sure, one.why]


def _is_playing(home: Home, slug: str, fingerprint: str) -> bool:
    """Whether this very narration is the one that plays, its files included."""
    if home.library.fingerprint(slug) != fingerprint:
        return False
    files = home.library.sound(slug)
    return home.media.exists(files.m4a) and home.media.exists(files.mp3)


def _join(home: Home, fingerprint: str, timeline: Timeline, placed: Sequence[Placed]) -> NewNarration:
    episode = timeline.episode
    # Named by what they hold: two runs that make the same narration write the same files.
    m4a, mp3 = (f"episodes/{fingerprint[:2]}/{fingerprint}.{suffix}" for suffix in ("m4a", "mp3"))
    tags = Tags(
        title=" · ".join(part for part in (episode.number, episode.title) if part),
        artist=", ".join(speaker.name for speaker in timeline.speakers),
        album=episode.series,
    )
    with home.media.create(mp3) as mp3_file, home.media.create(m4a) as m4a_file:
        joined = join(placed, home.clips, tags, mp3_file, m4a_file)
    sound = replace(timeline.sound, duration_ms=joined.duration_ms, sha256=joined.m4a_sha256)
    return NewNarration(fingerprint, replace(timeline, sound=sound), (), m4a, mp3)
