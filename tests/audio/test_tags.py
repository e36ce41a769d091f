"""An ID3 tag, read back by mutagen."""

from io import BytesIO

from mutagen.id3 import ID3

from audio.tags import Mark, Tags, TimedText, id3

CHAPTERS = tuple(Mark(1_000 * at, 1_000 * (at + 1), f"שאלה {at}{'?' * (at % 7)}") for at in range(255))
FULL = Tags(
    title='12 · <script>"&]]>',
    artist="גיא, נועה",
    album="שיחות",
    number="12",
    date="2024-05-03",
    people=(("host", "גיא"), ("guest", "נועה")),
    cover=b"\x89PNG",
    chapters=CHAPTERS,
    words=(TimedText("\nשלום", 64), TimedText(" לכם", 3_600_000 * 9)),
    text="גיא: שלום לכם\nנועה: שלום",
)


def read(tags: Tags) -> ID3:
    return ID3(BytesIO(id3(tags, 255_000)))


def test_names_number_date_language_and_people_are_read_back() -> None:
    tag = read(FULL)
    texts = {name: str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TRCK", "TDRC", "TLAN", "TLEN")}
    assert texts == {
        "TIT2": FULL.title,
        "TPE1": FULL.artist,
        "TALB": "שיחות",
        "TRCK": "12",
        "TDRC": "2024-05-03",
        "TLAN": "heb",
        "TLEN": "255000",
    }
    assert tag["TIPL"].people == [["host", "גיא"], ["guest", "נועה"]]


def test_the_chapters_stand_in_order_and_are_all_in_the_table_of_contents() -> None:
    tag = read(FULL)
    found = [
        (frame.start_time, frame.end_time, str(frame.sub_frames["TIT2"])) for frame in tag.getall("CHAP")
    ]
    assert found == [(chapter.start_ms, chapter.end_ms, chapter.title) for chapter in CHAPTERS]
    (contents,) = tag.getall("CTOC")
    assert contents.child_element_ids == [frame.element_id for frame in tag.getall("CHAP")]


def test_the_words_have_their_times_and_the_text_is_whole() -> None:
    tag = read(FULL)
    (timed,), (whole,) = tag.getall("SYLT"), tag.getall("USLT")
    assert timed.text == [("\nשלום", 64), (" לכם", 3_600_000 * 9)]
    assert (timed.lang, timed.format, whole.lang, whole.text) == ("heb", 2, "heb", FULL.text)


def test_the_cover_is_the_picture() -> None:
    (cover,) = read(FULL).getall("APIC")
    assert (cover.mime, cover.data) == ("image/png", b"\x89PNG")


def test_what_is_not_known_is_left_out() -> None:
    assert set(read(Tags("שיחה"))) == {"TIT2", "TLAN", "TLEN"}
