"""ZIP: an episode in every other form, with a readme that says what each is good for."""

import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from audio.media import MediaStore, copy
from player.exports.base import Export, file_name
from player.exports.made import open_made
from player.exports.packing import entry
from player.library import Narration

README = "README.txt"
_PACKED = ("audio/", "application/epub", "application/vnd.")
"""Beginnings of the types of files that are packed by their own nature."""


def zip_of(forms: Sequence[Export]) -> Export:
    """The form that holds those forms."""

    def write(narration: Narration, media: MediaStore, out: BinaryIO) -> None:
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(entry(narration, README), "\n".join(_readme(narration, forms)))
            for form in forms:
                about = entry(narration, file_name(narration.timeline.episode, form), _is_packed(form))
                with (
                    open_made(narration, form, media) as file,
                    archive.open(about, "w", force_zip64=True) as inside,
                ):
                    copy(file, inside)

    return Export(
        name="zip",
        label_he="הכול יחד ZIP",
        label_en="everything, ZIP",
        mime="application/zip",
        suffix=".zip",
        help_he="כל הצורות בקובץ אחד, עם הסבר מה מתאים למה",
        help_en="every form in one file, with a readme that says what each is good for",
        write=write,
        version=sum(form.version for form in forms),
    )


def _is_packed(form: Export) -> bool:
    return form.mime.startswith(_PACKED)


def _readme(narration: Narration, forms: Sequence[Export]) -> Iterator[str]:
    facts = narration.timeline.episode
    yield from narration.heading_lines or (facts.title or facts.slug,)
    yield "\nמה יש כאן:\n"
    yield from (f"{file_name(facts, form)}\n    {form.label_he}: {form.help_he}" for form in forms)
    yield "\nWhat is here:\n"
    yield from (f"{file_name(facts, form)}\n    {form.label_en}: {form.help_en}" for form in forms)
    yield "\nנעשה בעזרת קריין · Made with Karyan.\n"
