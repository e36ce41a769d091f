"""The podcast namespace's JSON transcript: the cues as podcast players show them."""

import json
from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.exports.cues import Cue, cut_into_cues
from player.library import Narration
from player.transcript.shown import plain

_VERSION = "1.0.0"
"""Of the format, as https://github.com/Podcastindex-org/podcast-namespace has it."""


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    segments = ",\n".join(map(_segment, cut_into_cues(narration.timeline)))
    out.write(f'{{"version": "{_VERSION}", "segments": [\n{segments}\n]}}\n'.encode())


def _segment(cue: Cue) -> str:
    segment = {
        "speaker": plain(cue.speaker.name),
        "startTime": cue.start_ms / 1000,
        "endTime": cue.end_ms / 1000,
        "body": cue.text,
    }
    return json.dumps(segment, ensure_ascii=False)


EXPORT = Export(
    name="podcast_json",
    label_he="תמליל לפודקאסט JSON",
    label_en="podcast transcript JSON",
    mime="application/json",
    suffix=".transcript.json",
    help_he="התמליל בצורה שיישומי פודקאסטים מציגים",
    help_en="the transcript in the form that podcast apps show",
    write=_write,
)
