"""Word documents: what stands in them comes out line by line, with what is set apart; others are refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from player.errors import BadTranscript
from player.transcript.document import read_document
from player.transcript.docx import MOST_UNPACKED_MB, WordText, read_docx
from player.transcript.read import read_transcript
from player.transcript.text import text_lines

QUESTION, ANSWER = "מתי התחלת לשיר?", "כשהייתי בת שש, בבית של סבתא."


def bytes_of(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: WordDocument) -> WordText:
    return read_docx(bytes_of(document), "talk.docx")


def lines_of(document: WordDocument) -> list[str]:
    return read(document).text.split("\n")


def add_xml(document: WordDocument, xml: str) -> None:
    """Add an element, written in Word's own XML, at the end of the body."""
    opening, closing = xml.split(">", 1)
    element = parse_xml(f"{opening} {nsdecls('w')}>{closing}")
    document.element.body.insert(len(document.element.body) - 1, element)


def run_xml(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def conversation(emphasise: Callable[..., None]) -> WordDocument:
    """Four questions, each set apart, with an answer each."""
    document = docx.Document()
    for _ in range(4):
        emphasise(document, document.add_paragraph())
        document.add_paragraph(ANSWER * 4)
    return document


def bold(_: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph.add_run(QUESTION).bold = True


def bold_as_hebrew_is(_: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    run = paragraph.add_run(QUESTION)
    run.font.cs_bold = True
    run.font.rtl = True


def bold_but_for_a_word(_: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph.add_run(QUESTION * 3).bold = True
    paragraph.add_run("אה")


def bold_and_partly_italic(_: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    for text in QUESTION.split():
        run = paragraph.add_run(text + " ")
        run.bold, run.italic = True, text == "התחלת"


def in_a_style_of_its_own(document: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    if "שאלה" not in document.styles:
        document.styles.add_style("שאלה", WD_STYLE_TYPE.PARAGRAPH)
    paragraph.style = "שאלה"
    paragraph.add_run(QUESTION)


def in_a_character_style(_: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph.add_run(QUESTION, style="Emphasis")


def by_a_style_made_from_a_bold_one(document: WordDocument, paragraph: docx.text.paragraph.Paragraph) -> None:
    if "בן" not in document.styles:
        parent = document.styles.add_style("אב", WD_STYLE_TYPE.CHARACTER)
        parent.font.bold = True
        document.styles.add_style("בן", WD_STYLE_TYPE.CHARACTER).base_style = parent
    paragraph.add_run(QUESTION, style="בן")


@pytest.mark.parametrize(
    "emphasise",
    [
        bold,
        bold_as_hebrew_is,
        bold_but_for_a_word,
        bold_and_partly_italic,
        in_a_style_of_its_own,
        in_a_character_style,
        by_a_style_made_from_a_bold_one,
    ],
)
def test_lines_that_are_set_apart_are_told(emphasise: Callable[..., None]) -> None:
    assert read(conversation(emphasise)).emphasised == {0, 2, 4, 6}


def test_where_all_looks_the_same_nothing_is_set_apart() -> None:
    for is_bold in (False, True):
        document = docx.Document()
        for text in (QUESTION, ANSWER, QUESTION, ANSWER):
            document.add_paragraph().add_run(text).bold = is_bold
        assert read(document).emphasised == frozenset()


def test_a_bold_label_does_not_set_its_line_apart() -> None:
    document = docx.Document()
    for name in ("דנה: ", "רון: ") * 3:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(ANSWER)
    assert read(document).emphasised == frozenset()


def test_headings_are_not_set_apart() -> None:
    document = docx.Document()
    document.add_heading("שיחה על שירה", 0)
    document.add_heading("חלק ראשון", 2)
    document.styles.add_style("פרק", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 1"]
    document.add_paragraph("חלק שני", style="פרק")
    document.add_paragraph(ANSWER)
    document.add_paragraph().add_run(QUESTION).bold = True
    assert read(document).emphasised == {4}


def test_the_indexes_are_those_of_the_texts_lines_where_a_paragraph_has_several() -> None:
    document = docx.Document()
    document.add_paragraph("שורה ראשונה\nושנייה\u2028ושלישית.")
    document.add_paragraph("")
    document.add_paragraph().add_run("שאלה?\nועוד שאלה?").bold = True
    document.add_paragraph(ANSWER)
    word = read(document)
    lines = text_lines(word.text)
    assert [lines[index] for index in sorted(word.emphasised)] == ["שאלה?", "ועוד שאלה?"]
    assert lines == ("שורה ראשונה", "ושנייה", "ושלישית.", "", "שאלה?", "ועוד שאלה?", ANSWER)


def test_tables_content_controls_and_text_boxes_are_read_where_they_stand() -> None:
    document = docx.Document()
    document.add_paragraph("לפני")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"תא {number}"
    document.add_paragraph("אחרי")
    add_xml(
        document,
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run_xml('בתוך פקד')}</w:p></w:sdtContent></w:sdt>",
    )
    box = f"<w:pict><w:txbxContent><w:p>{run_xml('בתוך תיבה')}</w:p></w:txbxContent></w:pict>"
    add_xml(document, f"<w:p>{run_xml('סביב ')}<w:r>{box}</w:r>{run_xml('התיבה')}</w:p>")
    assert lines_of(document) == [
        *("לפני", "תא 0", "תא 1", "תא 2", "תא 3", "אחרי", "בתוך פקד", "סביב התיבה", "בתוך תיבה"),
    ]


def test_what_is_shown_twice_for_older_programs_is_read_once() -> None:
    document = docx.Document()
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<mc:AlternateContent {namespace}><mc:Choice><w:p>{run_xml('פעם')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run_xml('פעם')}</w:p></mc:Fallback></mc:AlternateContent>"
    )
    add_xml(document, f"<w:p><w:r>{both}</w:r></w:p>")
    assert lines_of(document) == ["", "פעם"]


def test_revisions_are_read_as_if_accepted() -> None:
    document = docx.Document()
    deleted = "<w:del><w:r><w:delText>ישן</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run_xml('נדד')}</w:moveFrom>"
    add_xml(document, f"<w:p>{run_xml('טקסט ')}{deleted}<w:ins>{run_xml('חדש')}</w:ins>{moved}</w:p>")
    end_deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    add_xml(document, f"<w:p>{end_deleted}{run_xml('שורה אחת ')}</w:p>")
    add_xml(document, f"<w:p>{run_xml('ולא שתיים')}</w:p>")
    assert lines_of(document) == ["טקסט חדש", "שורה אחת ולא שתיים"]


def test_links_tabs_hyphens_and_hidden_text() -> None:
    document = docx.Document()
    link = f"<w:hyperlink>{run_xml('קישור')}</w:hyperlink>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    signs = "<w:r><w:tab/><w:t>א</w:t><w:noBreakHyphen/><w:t>ב</w:t><w:softHyphen/><w:t>ג</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>סוד</w:t></w:r>"
    add_xml(document, f"<w:p>{link}{field}{signs}{hidden}</w:p>")
    assert lines_of(document) == ["קישור\tא-בג"]


def test_headers_footers_and_comments_are_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(ANSWER)
    document.sections[0].header.paragraphs[0].text = "כותרת עליונה"
    document.sections[0].footer.paragraphs[0].text = "עמוד 1"
    document.add_comment(paragraph.runs, "הערה של העורכת")
    assert lines_of(document) == [ANSWER]


texts = st.text(
    st.characters(
        codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff"
    ),
    max_size=30,
)


@given(st.lists(st.tuples(texts, st.booleans())))
def test_a_document_written_from_paragraphs_comes_back_the_same(paragraphs: list[tuple[str, bool]]) -> None:
    document = docx.Document()
    for text, is_bold in paragraphs:
        document.add_paragraph().add_run(text).bold = is_bold
    word = read(document)
    assert text_lines(word.text) == (tuple(text for text, _ in paragraphs) or ("",))
    told = [
        any(map(str.isalpha, text)) and (index in word.emphasised)
        for index, (text, _) in enumerate(paragraphs)
    ]
    letters = {
        value: sum(sum(map(str.isalpha, text)) for text, is_bold in paragraphs if is_bold == value)
        for value in (False, True)
    }
    if letters[False] > letters[True]:
        assert told == [is_bold and any(map(str.isalpha, text)) for text, is_bold in paragraphs]


def test_a_word_document_is_read_as_the_same_text_is(tmp_path: Path) -> None:
    lines = ["דנה: " + QUESTION, ANSWER, "דנה: ומה שרת?", "שיר ערש."]
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    (tmp_path / "talk.docx").write_bytes(bytes_of(document))
    (tmp_path / "talk.txt").write_text("\n".join(lines), "utf-8")
    assert read_transcript(tmp_path / "talk.docx") == read_transcript(tmp_path / "talk.txt")


# Hostile and broken files: each is told in one sentence, at once and in little memory.


def refused(data: bytes) -> BadTranscript:
    with pytest.raises(BadTranscript) as caught:
        read_docx(data, "talk.docx")
    assert "\n" not in caught.value.he + caught.value.en
    return caught.value


def rewritten(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A good document with each of its parts changed, or left out."""
    good = docx.Document()
    good.add_paragraph(ANSWER)
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bytes_of(good))) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            data = change(part, source.read(part))
            if data is not None:
                target.writestr(part, data)
    return file.getvalue()


def test_an_encrypted_or_old_document_is_told_to_be_saved_without_its_password() -> None:
    assert "סיסמה" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)).he


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"just text", b"\0" * 500, b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document_is_told(data: bytes) -> None:
    assert "Word" in refused(data).en


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    zeros = bytes(MOST_UNPACKED_MB * 1_000_000)
    bomb = rewritten(lambda part, data: data + zeros if part == "word/media.xml" else data)
    assert len(bomb) < 100_000

    def with_zeros(part: str, data: bytes) -> bytes:
        return data + zeros if part == "word/document.xml" else data

    assert "MB unpacked" in refused(rewritten(with_zeros)).en


ENTITIES = '<!DOCTYPE w [<!ENTITY a "א"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">'
ENTITIES += '<!ENTITY d "' + "&c;" * 50 + '"><!ENTITY e "' + "&d;" * 50 + '">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("place", ["<w:t>&e;", '<w:t w:x="&e;">'])
def test_entities_are_never_followed(doctype: str, place: str) -> None:
    def with_entities(part: str, data: bytes) -> bytes:
        if part != "word/document.xml":
            return data
        text = data.decode().replace("<w:t>", place)
        return text.replace("?>", "?>" + doctype, 1).encode()

    assert "Word" in refused(rewritten(with_entities)).en


def test_damaged_documents_never_crash() -> None:
    good = rewritten(lambda _, data: data)
    for part in zipfile.ZipFile(io.BytesIO(good)).namelist():
        for change in (None, b"", b"<x/>", b"<", b"\xff\xfe"):
            try:
                read_docx(rewritten(lambda name, data, p=part, c=change: c if name == p else data), "x.docx")
            except BadTranscript as refusal:
                assert "Word" in refusal.en
    for cut in range(0, len(good), 997):
        refused(good[:cut])


@given(st.data())
def test_a_document_with_changed_bytes_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_docx(bytes(changed), "x.docx")
    except BadTranscript as refusal:
        assert "talk" not in refusal.en


GOOD = rewritten(lambda _, data: data)


def test_styles_that_are_made_from_each_other_end() -> None:
    document = docx.Document()
    one = document.styles.add_style("one", WD_STYLE_TYPE.PARAGRAPH)
    other = document.styles.add_style("other", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, other.base_style = other, one
    document.add_paragraph(QUESTION, style="one")
    document.add_paragraph(ANSWER)
    assert read(document).emphasised == {0}


def test_an_empty_document_is_told_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(bytes_of(docx.Document()))
    with pytest.raises(BadTranscript, match="is empty"):
        read_document(path)
