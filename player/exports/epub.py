"""EPUB 3: a book that reads itself aloud and lights each word, with a chapter a question.

The files are our own XML by lxml, written one after the other, and the sound goes in as it lies in the store:
ebooklib would hold the whole book in memory, and knows no overlay within an overlay.
"""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from audio.media import MediaStore, copy
from player.cover import COVER_PX, cover_png
from player.exports.base import Export
from player.exports.book.package import SOUND, write_container, write_overlay, write_package
from player.exports.book.pages import STYLE, write_chapter, write_contents, write_cover, write_title
from player.exports.book.parts import book_chapters
from player.exports.notes import notes_by_turn
from player.exports.packing import entry
from player.library import Narration
from player.transcript.shown import plain

_MIME = "application/epub+zip"


def _write(narration: Narration, media: MediaStore, out: BinaryIO) -> None:
    timeline = narration.timeline
    chapters = list(book_chapters(timeline))
    title = plain(timeline.episode.title) or timeline.episode.slug
    with zipfile.ZipFile(out, "w") as archive:

        def add(name: str, write: Callable[[BinaryIO], None]) -> None:
            with archive.open(entry(narration, name), "w") as file:
                write(file)  # type: ignore[arg-type]

        # Its first bytes tell what the file is.
        archive.writestr(entry(narration, "mimetype", packed=True), _MIME)
        add("META-INF/container.xml", write_container)
        add("EPUB/package.opf", lambda file: write_package(file, narration, chapters))
        archive.writestr(entry(narration, "EPUB/book.css"), STYLE)
        archive.writestr(
            entry(narration, "EPUB/cover.png", packed=True), cover_png(timeline.episode, COVER_PX)
        )
        add("EPUB/cover.xhtml", lambda file: write_cover(file, title))
        before = notes_by_turn(timeline).get(-1, [])
        add("EPUB/title.xhtml", lambda file: write_title(file, title, narration.heading_lines, before))
        add("EPUB/nav.xhtml", lambda file: write_contents(file, chapters))
        for chapter in chapters:
            add(f"EPUB/{chapter.file}.xhtml", partial(write_chapter, chapter=chapter))
            add(f"EPUB/{chapter.file}.smil", partial(write_overlay, chapter=chapter))
        _add_sound(archive, narration, media)


def _add_sound(archive: zipfile.ZipFile, narration: Narration, media: MediaStore) -> None:
    about = entry(narration, f"EPUB/{SOUND}", packed=True)
    with media.open(narration.m4a) as sound:
        # Told before, so that only a file of gigabytes takes the form that old readers do not know.
        about.file_size = sound.seek(0, io.SEEK_END)
        sound.seek(0)
        with archive.open(about, "w") as inside:
            copy(sound, inside)


EXPORT = Export(
    name="epub",
    label_he="ספר מוקרא EPUB",
    label_en="read-aloud book EPUB",
    mime=_MIME,
    suffix=".epub",
    help_he="ספר שמקריא את עצמו ומאיר כל מילה, עם ניווט לפי שאלות; לקוראי ספרים בטלפון ובמחשב",
    help_en="a book that reads itself aloud and lights each word, by questions; for book readers",
    write=_write,
)
