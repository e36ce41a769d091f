"""The timeline as JSON, for programs; with the title block, so that it comes back as the same transcript."""

import io
import json
from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.exports.origin import guesses
from player.library import Narration


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
    told = {
        **narration.timeline.as_json(),
        "heading": list(narration.heading_lines),
        "guesses": guesses(narration),
    }
    json.dump(told, text, ensure_ascii=False, indent=1)
    text.write("\n")
    # Hand the file back open: it belongs to the caller.
    text.detach()


EXPORT = Export(
    name="json",
    label_he="ציר הזמן JSON",
    label_en="timeline JSON",
    mime="application/json",
    suffix=".json",
    help_he="הזמן של כל שורה ומילה, לתוכנות אחרות; קריין קורא אותו בחזרה כאותו תמליל",
    help_en="the time of every line and word, for other programs; Karyan reads it back whole",
    write=_write,
)
