"""MP3 for players and feeds: the joined frames behind tags that hold chapters, cover and words."""

from typing import BinaryIO

from audio.media import MediaStore, copy
from audio.mp3 import find_frames, info_frame
from audio.tags import id3
from player.exports.base import Export
from player.exports.tags import tags_of
from player.library import Narration


def _write(narration: Narration, media: MediaStore, out: BinaryIO) -> None:
    with media.open(narration.mp3) as frames:
        count = find_frames(frames)
        out.write(id3(tags_of(narration), narration.timeline.sound.duration_ms))
        out.write(info_frame(count))
        copy(frames, out)


EXPORT = Export(
    name="mp3",
    label_he="קובץ שמע MP3",
    label_en="MP3 sound",
    mime="audio/mpeg",
    suffix=".mp3",
    help_he="לכל נגן ולפודקאסטים: פרקים לפי שאלות, עטיפה, והמילים בזמנן",
    help_en="for any player and for podcasts: a chapter a question, a cover, the words in time",
    write=_write,
)
