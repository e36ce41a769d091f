"""Word: the transcript from right to left, each turn under its speaker, each paragraph with its time.

By python-docx, which the reader of Word documents uses too.
"""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any, BinaryIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from audio.media import MediaStore
from audio.timecode import clock
from player.exports.base import Export
from player.exports.notes import notes_by_turn
from player.exports.packing import entry
from player.library import Narration
from player.timeline import TimedTurn
from player.transcript.shown import directions, plain

_FONT = "David"
"""A Hebrew book face that Word brings; where it is not, the system's own stands in."""
_INK, _QUIET = RGBColor(0x22, 0x26, 0x2B), RGBColor(0x5D, 0x64, 0x6C)
_SIZES = {"Normal": 12.0, "Title": 26.0, "Subtitle": 13.0, "Heading 2": 13.0}


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    document = docx.Document()
    _style(document)
    _describe(document, narration)
    _fill(document, narration)
    whole = BytesIO()
    document.save(whole)
    # The library writes the time of day into the file; with the narration's own the same makes the same.
    with zipfile.ZipFile(whole) as made, zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            archive.writestr(entry(narration, name), made.read(name))


def _style(document: WordDocument) -> None:
    for name, size in _SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        style.font.rtl = True
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in ("w:cs", "w:hAnsi", "w:ascii"):
            fonts.set(qn(kind), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        properties.append(_valued("w:szCs", str(round(size * 2))))
        properties.append(_valued("w:lang", "he-IL", "w:bidi"))
        style.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    document.styles["Subtitle"].font.color.rgb = _QUIET


def _valued(tag: str, value: str, attribute: str = "w:val") -> Any:
    element = OxmlElement(tag)
    element.set(qn(attribute), value)
    return element


def _describe(document: WordDocument, narration: Narration) -> None:
    facts, about = narration.timeline.episode, document.core_properties
    about.title, about.language = plain(facts.title or facts.slug)[:255], "he"
    about.author = plain(", ".join(speaker.name for speaker in narration.timeline.speakers))[:255]
    about.comments, about.last_modified_by = "", ""
    about.created = about.modified = datetime.fromisoformat(narration.narrated_at).replace(tzinfo=None)


def _fill(document: WordDocument, narration: Narration) -> None:
    timeline = narration.timeline
    names = {speaker.id: plain(speaker.name) for speaker in timeline.speakers}
    title = plain(timeline.episode.title or timeline.episode.slug)
    _add(document, "Title", title)
    for line in map(plain, narration.heading_lines):
        if line != title:
            _add(document, "Subtitle", line)
    notes = notes_by_turn(timeline)
    _add_notes(document, notes.get(-1, []))
    for turn in timeline.turns:
        _add(document, "Heading 2", names[turn.speaker]).paragraph_format.keep_with_next = True
        for time, text in _paragraphs(turn):
            paragraph = _add(document, "Normal", "")
            _say(paragraph, f"[{time}] ", quiet=True)
            _say(paragraph, text)
        _add_notes(document, notes.get(turn.index, []))


def _paragraphs(turn: TimedTurn) -> Iterator[tuple[str, str]]:
    """The time of each paragraph of a turn, and its text."""
    for _, group in groupby(turn.lines, key=lambda line: line.paragraph):
        lines = list(group)
        yield clock(lines[0].start_ms), plain(" ".join(line.text for line in lines))


def _add_notes(document: WordDocument, notes: list[str]) -> None:
    for note in notes:
        paragraph = _add(document, "Normal", "")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _say(paragraph, plain(note), quiet=True)


def _add(document: WordDocument, style: str, text: str) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    _say(paragraph, text)
    return paragraph


def _say(paragraph: Paragraph, text: str, quiet: bool = False) -> None:
    """Put text into a paragraph: Hebrew runs from right to left, Latin ones and numbers as they are."""
    for piece, is_hebrew in directions(text):
        run = paragraph.add_run(piece)
        run.font.rtl = is_hebrew
        if quiet:
            run.font.color.rgb = _QUIET


EXPORT = Export(
    name="docx",
    label_he="מסמך Word",
    label_en="Word document",
    mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffix=".docx",
    help_he="לעריכה, להדפסה ולציטוט: הדוברים והזמן של כל פסקה",
    help_en="to edit, to print and to quote: the speakers, and the time of each paragraph",
    write=_write,
)
