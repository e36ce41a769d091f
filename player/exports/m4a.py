"""M4A and M4B: the sound that the page plays, its packets behind a head with chapters and cover.

The two are alike but for what they say they are: audiobook players remember the place only in an M4B.
"""

from dataclasses import replace
from functools import partial
from typing import BinaryIO

from audio.media import MediaStore, copy
from audio.mp4 import find_packets, m4a_head
from player.exports.base import Export
from player.exports.tags import tags_of
from player.library import Narration


def _write(narration: Narration, media: MediaStore, out: BinaryIO, audiobook: bool) -> None:
    with media.open(narration.m4a) as packets:
        sizes = find_packets(packets)
        out.write(m4a_head(sizes, tags_of(narration), audiobook))
        copy(packets, out)


EXPORT = Export(
    name="m4a",
    label_he="קובץ שמע M4A",
    label_en="M4A sound",
    mime="audio/mp4",
    suffix=".m4a",
    help_he="לטלפון ולמחשב: הדילוג מדויק לאלפית השנייה, פרקים ועטיפה",
    help_en="for phones and computers: seeks to the millisecond, with chapters and cover",
    write=partial(_write, audiobook=False),
)
AUDIOBOOK = replace(
    EXPORT,
    name="m4b",
    label_he="ספר מוקלט M4B",
    label_en="M4B audiobook",
    suffix=".m4b",
    help_he="לתוכנות של ספרים מוקלטים, שזוכרות היכן עצרתם; פרקים ועטיפה",
    help_en="for audiobook players, which remember where one stopped; with chapters and cover",
    write=partial(_write, audiobook=True),
)
