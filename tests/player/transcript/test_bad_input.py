"""Bad input: each kind is refused with its own sentence, in Hebrew and in English."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.errors import BadTranscript
from player.transcript.document import read_document
from player.transcript.read import read_transcript

TALK = "אורן: בוקר טוב לכם.\nבוקר אור.\nאורן: נתחיל?\nכן.\n"


def refusal(path: Path) -> BadTranscript:
    with pytest.raises(BadTranscript) as caught:
        read_transcript(path)
    sentence_he, sentence_en = caught.value.he, caught.value.en
    assert re.search("[א-ת]", sentence_he)
    assert not re.search("[א-ת]", sentence_en.replace(path.name, "").replace(path.stem, ""))
    assert "\n" not in sentence_he + sentence_en
    return caught.value


def written(folder: Path, data: bytes, name: str = "talk.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[None]:
    """Root may read everything, so the test reads as a user who owns nothing."""
    if os.name != "posix":
        pytest.skip("permissions are otherwise here")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_such_file(tmp_path: Path) -> None:
    assert "אין קובץ כזה" in refusal(tmp_path / "none.txt").he


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "אין קובץ כזה" in refusal(tmp_path / ("א" * 400)).he


def test_a_folder(tmp_path: Path) -> None:
    assert "תיקייה" in refusal(tmp_path).he


def test_a_file_one_may_not_read(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = written(tmp_path, TALK.encode())
    path.chmod(0)
    request.getfixturevalue("nobody")
    assert "הרשאה" in refusal(path).he


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u200f\n\u200e".encode()])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    assert "ריק" in refusal(written(tmp_path, data)).he


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(1, 256)) * 9,
        b"\x7fELF\x02\x01\x01\x00",
        b"\x05\x06\x07" * 99,
    ],
)
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    assert "בינארי" in refusal(written(tmp_path, data)).he


def test_fifty_megabytes_are_refused_by_their_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # a hole of zeros: were it read, it would be called binary
    assert "גדול מדי" in refusal(path).he


def test_a_long_transcript_within_the_limit_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, (TALK * 3_000).encode())
    assert len(read_transcript(path).paragraphs) == 12_000


@pytest.mark.parametrize(
    "data",
    [
        TALK.encode("cp862"),
        TALK.encode()[:-3] + b"\xff\xfe\xfa",
        b"\xff\xfe" + TALK.encode("utf-16-le") + b"\x00\xd8",
        "שָׁלוֹם".encode("utf-16")[:-1],
    ],
)
def test_an_encoding_that_cannot_be_told(tmp_path: Path, data: bytes) -> None:
    assert "קידוד" in refusal(written(tmp_path, data)).he


@pytest.mark.parametrize(
    "text",
    ["Good morning.\nHow are you?", "Bonjour à tous, ça va très bien.", "12345 67.8 %", "Доброе утро: всем."],
)
def test_a_text_that_is_not_hebrew(tmp_path: Path, text: str) -> None:
    assert "אינו בעברית" in refusal(written(tmp_path, text.encode())).he


@pytest.mark.parametrize(
    "text",
    [
        "ימים של גשם\nשיחה 451\nמים בעיר\nשיחה עם רות לב 11.11.14 - אחרי עריכה",
        "(סוף השיחה)",
        "שיחה 12\n[הפסקה]\n* * *\n(סוף)",
        "אורן:\nיעל:\n",
        "בהנחיית: אורן לב\nתאריך: 1.1.20",
    ],
)
def test_a_text_in_which_nobody_speaks(tmp_path: Path, text: str) -> None:
    assert "אין בתמליל" in refusal(written(tmp_path, text.encode())).he


@pytest.mark.parametrize("name", ["talk.doc", "talk.PDF", "talk.rtf", "talk.ass"])
def test_another_format_is_told_to_be_saved_as_text(tmp_path: Path, name: str) -> None:
    assert "(txt)" in refusal(written(tmp_path, b"PK\x03\x04" + TALK.encode(), name)).he


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1255", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_reads_the_same(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = written(tmp_path, TALK.replace("\n", line_end).encode(encoding))
    words = [paragraph.text for paragraph in read_transcript(path).paragraphs]
    assert words == ["בוקר טוב לכם.", "בוקר אור.", "נתחיל?", "כן."]


def test_the_document_keeps_the_hash_of_its_bytes(tmp_path: Path) -> None:
    one = read_document(written(tmp_path, TALK.encode(), "one.txt"))
    two = read_document(written(tmp_path, TALK.encode("cp1255"), "two.txt"))
    assert one.text == two.text
    assert len(one.sha256) == 64
    assert one.sha256 != two.sha256
    assert (one.name, two.name) == ("one", "two")
