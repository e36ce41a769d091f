"""What holds a read-aloud book together: its overlays, which tie words to sound, and its package document."""

import uuid
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from audio.timecode import timestamp
from player.exports.book.pages import ACTIVE
from player.exports.book.parts import BookChapter, BookWord
from player.exports.book.xml import EPUB, Writer, writing
from player.library import Narration
from player.transcript.shown import plain

SOUND = "episode.m4a"

_SMIL = "http://www.w3.org/ns/SMIL"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_FEATURES = (
    "synchronizedAudioText",
    "tableOfContents",
    "structuralNavigation",
    "readingOrder",
    "displayTransformability",
    "alternativeText",
)
_SUMMARY = "כל מילה מסומנת בזמן שהיא נקראת; אפשר לקרוא, להקשיב, או גם וגם, ולעבור משאלה לשאלה."


def write_container(out: BinaryIO) -> None:
    """The file that names the package document."""
    kind = "application/oebps-package+xml"
    with (
        writing(out, _CONTAINER, {}) as writer,
        writer.element("container", {"version": "1.0"}),
        writer.element("rootfiles"),
    ):
        writer.leaf("rootfile", {"full-path": "EPUB/package.opf", "media-type": kind})


def write_overlay(out: BinaryIO, chapter: BookChapter) -> None:
    """The times of a chapter: a part a word, in a sequence a line."""
    page = f"{chapter.file}.xhtml"
    with (
        writing(out, _SMIL, {"epub": EPUB}) as writer,
        writer.element("smil", {"version": "3.0"}),
        writer.element("body", {"epub:textref": f"{page}#{chapter.file}"}),
    ):
        for line in chapter.lines:
            read = [word for word in line.words if word.is_read]
            if read:
                _write_line(writer, page, line.id, read)


def _write_line(writer: Writer, page: str, line: str, words: Sequence[BookWord]) -> None:
    with writer.element("seq", {"id": f"s-{line}", "epub:textref": f"{page}#{line}"}):
        for word in words:
            with writer.element("par", {"id": f"w-{word.id}"}):
                writer.leaf("text", {"src": f"{page}#{word.id}"})
                clip = {"clipBegin": timestamp(word.begin_ms), "clipEnd": timestamp(word.end_ms)}
                writer.leaf("audio", {"src": SOUND, **clip})
    writer.text("\n")


def write_package(out: BinaryIO, narration: Narration, chapters: Sequence[BookChapter]) -> None:
    """The package document: what the book is, its files, and their order, from right to left."""
    about = {"version": "3.0", "unique-identifier": "id", "xml:lang": "he", "dir": "rtl"}
    with writing(out, _OPF, {"dc": _DC}) as writer, writer.element("package", about):
        with writer.element("metadata"):
            _write_facts(writer, narration)
            _write_access(writer)
            _write_durations(writer, chapters)
        with writer.element("manifest"):
            for item in _items(chapters):
                writer.leaf("item", item)
        with writer.element("spine", {"page-progression-direction": "rtl"}):
            for name in ("cover", "title", "nav", *(chapter.file for chapter in chapters)):
                writer.leaf("itemref", {"idref": name})


def _write_facts(writer: Writer, narration: Narration) -> None:
    timeline, facts = narration.timeline, narration.timeline.episode
    # The same episode is the same book, whatever its revision.
    writer.leaf("dc:identifier", {"id": "id"}, f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, facts.slug)}")
    writer.leaf("dc:title", {"id": "name"}, plain(facts.title) or facts.slug)
    writer.leaf("dc:language", text="he")
    for speaker in timeline.speakers:
        writer.leaf("dc:creator", text=plain(speaker.name) or "…")
    if facts.date:
        writer.leaf("dc:date", text=facts.date)
    if plain(facts.series):
        writer.leaf("meta", {"property": "belongs-to-collection", "id": "series"}, plain(facts.series))
        writer.leaf("meta", {"refines": "#series", "property": "collection-type"}, "series")
        if facts.number.isdecimal():
            writer.leaf("meta", {"refines": "#series", "property": "group-position"}, facts.number)
    writer.leaf("meta", {"property": "dcterms:modified"}, narration.narrated_at[:19] + "Z")


def _write_access(writer: Writer) -> None:
    for mode in ("textual", "auditory", "visual"):
        writer.leaf("meta", {"property": "schema:accessMode"}, mode)
    for mode in ("textual", "auditory", "textual,auditory"):
        writer.leaf("meta", {"property": "schema:accessModeSufficient"}, mode)
    for feature in _FEATURES:
        writer.leaf("meta", {"property": "schema:accessibilityFeature"}, feature)
    writer.leaf("meta", {"property": "schema:accessibilityHazard"}, "none")
    writer.leaf("meta", {"property": "schema:accessibilitySummary"}, _SUMMARY)


def _write_durations(writer: Writer, chapters: Sequence[BookChapter]) -> None:
    lengths = [chapter.end_ms - chapter.begin_ms for chapter in chapters]
    for chapter, length in zip(chapters, lengths, strict=True):
        told = {"property": "media:duration", "refines": f"#{chapter.file}-overlay"}
        writer.leaf("meta", told, timestamp(length))
    writer.leaf("meta", {"property": "media:duration"}, timestamp(sum(lengths)))
    writer.leaf("meta", {"property": "media:narrator"}, "קריין")
    writer.leaf("meta", {"property": "media:active-class"}, ACTIVE)


def _items(chapters: Sequence[BookChapter]) -> Iterator[dict[str, str]]:
    """Every file of the book but this one."""
    page, overlay = "application/xhtml+xml", "application/smil+xml"
    yield {"id": "nav", "href": "nav.xhtml", "media-type": page, "properties": "nav"}
    yield {"id": "cover", "href": "cover.xhtml", "media-type": page}
    yield {"id": "title", "href": "title.xhtml", "media-type": page}
    yield {"id": "cover-image", "href": "cover.png", "media-type": "image/png", "properties": "cover-image"}
    yield {"id": "style", "href": "book.css", "media-type": "text/css"}
    yield {"id": "sound", "href": SOUND, "media-type": "audio/mp4"}
    for chapter in chapters:
        name = chapter.file
        yield {"id": name, "href": f"{name}.xhtml", "media-type": page, "media-overlay": f"{name}-overlay"}
        yield {"id": f"{name}-overlay", "href": f"{name}.smil", "media-type": overlay}
