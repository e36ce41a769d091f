"""The timeline as JSON, for programs."""

import io
import json
from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.library import Narration


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
    json.dump(narration.timeline.as_json(), text, ensure_ascii=False, indent=1)
    text.write("\n")
    # Hand the file back open: it belongs to the caller.
    text.detach()


EXPORT = Export(
    name="json",
    label_he="ציר הזמן JSON",
    label_en="timeline JSON",
    mime="application/json",
    suffix=".json",
    help_he="הזמן של כל שורה ומילה, לתוכנות אחרות",
    help_en="the time of every line and word, for other programs",
    write=_write,
)
