"""The pages of a read-aloud book: cover, title, contents, and a page a chapter with a span a word."""

from collections.abc import Sequence
from typing import BinaryIO

from player.exports.book.parts import BookChapter, BookTurn
from player.exports.book.xml import Writer, page
from player.transcript.shown import isolated, plain

ACTIVE = "-epub-media-overlay-active"
"""The class of the word that is read, as the specification's own example has it."""

STYLE = f"""\
html {{ line-height: 1.7; }}
body {{ margin: 5%; font-family: "Frank Ruhl Libre", "David Libre", "David", serif; }}
h1, h2 {{ font-weight: 500; line-height: 1.2; text-align: center; }}
.title p, .note {{ text-align: center; opacity: 0.75; }}
.number {{ margin-block: 1em 1.5em; font-size: 1.1em; opacity: 0.6; }}
.speaker {{ margin-block: 1.2em 0; font-family: "Assistant", sans-serif; font-weight: 600; }}
.speech {{ margin-block: 0.2em 0.6em; }}
.cover {{ margin: 0; text-align: center; }}
.cover img {{ max-width: 100%; max-height: 100vh; }}
nav ol {{ padding-inline-start: 1.6em; }}
nav li {{ margin-block: 0.4em; }}
.{ACTIVE} {{ background-color: rgba(35, 85, 111, 0.3); border-radius: 0.1em; }}
"""


def write_cover(out: BinaryIO, title: str) -> None:
    """The page of the cover's picture."""
    with page(out, title, {"class": "cover", "epub:type": "cover"}) as writer:
        writer.leaf("img", {"src": "cover.png", "alt": f"עטיפה: {title}"})


def write_title(out: BinaryIO, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
    """The title page: the document's title block, and notes before anybody speaks."""
    with page(out, title) as writer, writer.element("section", {"class": "title", "epub:type": "titlepage"}):
        writer.leaf("h1", text=isolated(title))
        for line in map(plain, lines):
            if line and line != title:
                writer.leaf("p", text=isolated(line))
        _write_notes(writer, list(map(plain, notes)))


def write_contents(out: BinaryIO, chapters: Sequence[BookChapter]) -> None:
    """The table of contents, a question a row, and the landmarks."""
    with page(out, "תוכן העניינים") as writer:
        with writer.element("nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}):
            writer.leaf("h1", text="תוכן העניינים")
            with writer.element("ol"):
                for chapter in chapters:
                    _write_row(writer, f"{chapter.file}.xhtml", isolated(plain(chapter.title)) or "…")
        with writer.element("nav", {"epub:type": "landmarks", "hidden": "hidden", "id": "landmarks"}):
            writer.leaf("h2", text="מקומות בספר")
            with writer.element("ol"):
                for kind, file, name in (
                    ("cover", "cover.xhtml", "עטיפה"),
                    ("toc", "nav.xhtml", "תוכן העניינים"),
                    ("bodymatter", f"{chapters[0].file}.xhtml", "השיחה"),
                ):
                    _write_row(writer, file, name, {"epub:type": kind})


def _write_row(writer: Writer, file: str, text: str, told: dict[str, str] | None = None) -> None:
    with writer.element("li"):
        writer.leaf("a", {"href": file, **(told or {})}, text)
    writer.text("\n")


def write_chapter(out: BinaryIO, chapter: BookChapter) -> None:
    """The page of a chapter: its turns, each word in a span of its own."""
    title = plain(chapter.title) or str(chapter.number)
    about = {"id": chapter.file, "epub:type": "chapter", "role": "doc-chapter", "aria-label": title}
    with page(out, title) as writer, writer.element("section", about):
        writer.leaf("h2", {"class": "number"}, str(chapter.number))
        for turn in chapter.turns:
            _write_turn(writer, turn)


def _write_turn(writer: Writer, turn: BookTurn) -> None:
    writer.leaf("p", {"class": "speaker"}, isolated(turn.speaker))
    for paragraph in turn.paragraphs:
        with writer.element("p", {"class": "speech"}):
            for line in paragraph:
                with writer.element("span", {"class": "line", "id": line.id}):
                    for number, word in enumerate(line.words):
                        if number:
                            writer.text(" ")
                        writer.leaf("span", {"id": word.id}, word.text)
                writer.text(" ")
        writer.text("\n")
    _write_notes(writer, turn.notes)


def _write_notes(writer: Writer, notes: Sequence[str]) -> None:
    for note in notes:
        writer.leaf("p", {"class": "note", "role": "note"}, isolated(note))
