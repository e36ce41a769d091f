"""What every format keeps, whatever stands in the episode: it is whole, and what it holds is readable.

How a format is read back is named in `READERS`, by a function that gives every text that a reader of the file
sees, as the checker that its field trusts reads it; a format without one fails.
"""

import html
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import av
import docx
import pysubs2
import pytest
from lxml import etree
from mutagen.id3 import ID3

from audio.media import FolderStore
from player.exports.base import file_name
from player.exports.table import EXPORTS
from player.library import Narration
from player.timeline import EpisodeFacts, Timeline
from player.transcript.model import Note
from player.transcript.shown import plain
from tests.audio.sounds import silent_m4a, silent_mp3
from tests.player.timelines import speaker, timeline

HOSTILE = {
    "script": "<script>alert(1)</script> & <b>מודגש</b> &amp;",
    "cdata": "]]> --> -- <!-- הערה <![CDATA[",
    "quotes": """ד"ר 'כן' ״לא״ ׳אולי׳ \\" \\' `x`""",
    "lines": "שורה\r\nאחרת\u2028ועוד\tאחת",
    "override": "\u202eהפוך\u202c \u2067פתוח \u200fבלי סוף",
    "long": "כותרת ארוכה מאוד " * 18,
    "name": "א/ב\\ג: ד*ה?ו|ז",
    "arrows": "00:00:01.000 --> 00:00:02.000 <v שם> {\\an8} %s {{x}} $(x)",
    "latin": "C++ ו־Rust ב־1985: 15% (כן)",
    "emoji": "😀 🎙️ 你好 Привет",
}
"""What stands in a title, a name and the words in turn."""


def hostile_timeline(text: str) -> Timeline:
    """A conversation in which it stands everywhere."""
    facts = EpisodeFacts("hostile", text, "12", text, text, "2024-05-03", "")
    people = [speaker("s1", text, "host"), speaker("s2", "נועה", "guest", "f")]
    # A document is read line by line, so that a line end stands between two lines of speech.
    lines = text.split("\r\n")
    said = [("s1", [[*lines, f"{lines[0]}?"]]), ("s2", [lines])]
    return timeline(people, said, facts, [Note(0, text)])


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.fixture
def media(tmp_path: Path) -> FolderStore:
    store = FolderStore(tmp_path)
    for name, sound in (("e/x.m4a", silent_m4a(500)), ("e/x.mp3", silent_mp3(500))):
        with store.create(name) as file:
            file.write(sound)
    return store


@pytest.fixture
def narration(text: str) -> Narration:
    shown = hostile_timeline(text)
    shown = replace(shown, sound=replace(shown.sound, duration_ms=48_000))
    return Narration(1, shown, (text, "נועה"), "e/x.m4a", "e/x.mp3", "2026-01-02T03:04:05.000+00:00", ())


def written(form: str, narration: Narration, media: FolderStore) -> bytes:
    out = BytesIO()
    EXPORTS[form].write(narration, media, out)
    return out.getvalue()


def text_of_mp3(data: bytes) -> list[str]:
    tag = ID3(BytesIO(data))
    chapters = [str(frame.sub_frames["TIT2"]) for frame in tag.getall("CHAP")]
    names = [str(tag[name]) for name in ("TIT2", "TPE1", "TALB")]
    (words,) = tag.getall("SYLT")
    return [*names, *chapters, tag.getall("USLT")[0].text, "".join(word for word, _ in words.text)]


def text_of_m4a(data: bytes) -> list[str]:
    with av.open(BytesIO(data)) as container:
        assert sum(1 for _ in container.decode(audio=0)) > 1000
        chapters = [chapter["metadata"]["title"] for chapter in container.chapters()]
        return [*(container.metadata[name] for name in ("title", "artist", "album", "lyrics")), *chapters]


def text_of_txt(data: bytes) -> list[str]:
    return data.decode().splitlines()


def text_of_json(data: bytes) -> list[str]:
    """Every string in it, at any depth."""

    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [text for one in inner for text in strings(one)]

    return strings(json.loads(data))


def text_of_zip(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [archive.read(archive.namelist()[0]).decode(), *archive.namelist()]


def text_of_vtt(data: bytes) -> list[str]:
    head, *blocks = data.decode().split("\n\n")
    cues = [block.split("\n", 2)[2] for block in blocks if "\n<v " in block]
    return [html.unescape(re.sub(r"<[^<>]*>", "", text)) for text in (head, *cues)]


def text_of_srt(data: bytes) -> list[str]:
    # Its plain text leaves out braces too, which players show.
    return [cue.text.replace("\\N", " ") for cue in pysubs2.SSAFile.from_string(data.decode(), format_="srt")]


def text_of_xml(data: bytes) -> list[str]:
    return [text for text in etree.fromstring(data).itertext() if text.strip()]


def text_of_docx(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def text_of_epub(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        pages = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return [text for name in pages for text in text_of_xml(archive.read(name))]


def text_of_html(data: bytes) -> list[str]:
    page = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    assert not page.xpath("//article//script | //header//script")
    return [text for text in page.xpath("//body//text()[not(parent::script)]") if text.strip()]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "mp3": text_of_mp3,
    "m4a": text_of_m4a,
    "m4b": text_of_m4a,
    "html": text_of_html,
    "epub": text_of_epub,
    "docx": text_of_docx,
    "txt": text_of_txt,
    "vtt": text_of_vtt,
    "karaoke_vtt": text_of_vtt,
    "srt": text_of_srt,
    "ttml": text_of_xml,
    "podcast_json": text_of_json,
    "json": text_of_json,
    "chapters": text_of_json,
    "zip": text_of_zip,
}


def bare(text: str) -> str:
    """The text in one line, without the signs of direction that a form may add or leave out."""
    return plain("".join(sign for sign in text if sign not in "\u200e\u200f"))


@pytest.mark.parametrize("form", EXPORTS)
def test_hostile_text_comes_out_readable(form: str, narration: Narration, media: FolderStore) -> None:
    read = bare(" ".join(READERS[form](written(form, narration, media))))
    assert bare(narration.timeline.episode.title) in read


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_narration_makes_the_same_bytes(form: str, narration: Narration, media: FolderStore) -> None:
    assert written(form, narration, media) == written(form, narration, media)


def test_the_file_has_a_name_that_every_system_takes_and_that_turns_nothing_round(
    narration: Narration,
) -> None:
    for export in EXPORTS.values():
        name = file_name(narration.timeline.episode, export)
        assert not set('/\\:*?"<>|\r\n\t\u2028\u202e\u2067') & set(name)
        assert len(name.encode()) <= 255


def test_every_format_says_what_it_is_good_for_in_two_languages() -> None:
    for name, export in EXPORTS.items():
        assert export.name == name
        assert all("א" <= sign <= "ת" or not sign.isalpha() or sign.isascii() for sign in export.help_he)
        assert any("א" <= sign <= "ת" for sign in export.help_he + export.label_he)
        assert export.help_en.isascii() and export.help_en and export.label_en.isascii()
        assert export.suffix.startswith(".") and "/" in export.mime


def test_every_format_is_read_back() -> None:
    assert READERS.keys() == EXPORTS.keys()
