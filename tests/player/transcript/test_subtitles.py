"""Subtitles, SubRip and WebVTT: their cues become paragraphs with the labels that tell who speaks."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import BadTranscript
from player.transcript.document import read_document
from player.transcript.model import Transcript
from player.transcript.read import parse_transcript, read_transcript
from player.transcript.subtitles import MOST_GAP_MS, read_subtitles

GAP_MS = 100


def clock(ms: int, sign: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{sign}{ms % 1000:03}"


def timed(cues: list[str], sign: str = ",") -> list[str]:
    """The cues with a second each, and a tenth between them."""
    starts = [number * (1000 + GAP_MS) for number in range(len(cues))]
    return [
        f"{clock(start, sign)} --> {clock(start + 1000, sign)}\n{cue}"
        for start, cue in zip(starts, cues, strict=True)
    ]


def srt(*cues: str) -> str:
    return "\n\n".join(f"{number}\n{cue}" for number, cue in enumerate(timed([*cues]), 1)) + "\n"


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(timed([*cues], ".")) + "\n"


def lines(text: str) -> list[str]:
    return read_subtitles(text, "talk").split("\n\n")


def spoken(text: str) -> list[tuple[str, str]]:
    transcript: Transcript = parse_transcript(read_subtitles(text, "talk"), "talk")
    return [
        (transcript.speaker(turn.speaker).name, paragraph.text)
        for turn in transcript.turns
        for paragraph in turn.paragraphs
    ]


def test_a_sentence_that_goes_on_over_cues_is_one_paragraph_and_the_next_begins_another() -> None:
    cues = ["בכל ערב בשבע,\nכשהחום נשבר,", "יצאה השכונה", "אל המרפסות.", "ואז ירד הלילה."]
    assert lines(srt(*cues)) == ["בכל ערב בשבע, כשהחום נשבר, יצאה השכונה אל המרפסות.", "ואז ירד הלילה."]


def test_a_sentence_that_halts_goes_on_where_the_next_cue_says_so() -> None:
    assert lines(srt("ואז ראיתי...", "...את הים.", "רגע…", "מה?")) == [
        *("ואז ראיתי... ...את הים.", "רגע…", "מה?"),
    ]


def test_voices_become_speakers_and_one_who_goes_on_stays_in_his_paragraph() -> None:
    text = vtt(
        "<v רפי אלמוג>ארבעים ואחת.</v>",
        "<v רפי אלמוג>אני ספרתי.",
        "<v.loud.far זהבה>העקומה!</v> <v רפי אלמוג>נכון.</v>",
        "<V קול ברמקול><i>הרכבת</i> <c.yellow>לחיפה</c> <00:00:03.500>יוצאת.</V>",
    )
    assert spoken(text) == [
        ("רפי אלמוג", "ארבעים ואחת. אני ספרתי."),
        ("זהבה", "העקומה!"),
        ("רפי אלמוג", "נכון."),
        ("קול ברמקול", "הרכבת לחיפה יוצאת."),
    ]


def test_voices_that_are_no_names_are_speakers_all_the_same() -> None:
    text = vtt("<v SPEAKER_00>שלום.", "<v SPEAKER_01>שלום גם לך.", "<v SPEAKER_00>מה נשמע?")
    assert [name for name, _ in spoken(text)] == ["דובר 1", "דובר 2", "דובר 1"]


def test_a_voice_that_also_has_a_label_is_named_once() -> None:
    assert spoken(vtt("<v דנה>דנה: שלום.", "<v רון>רון: שלום.", "<v דנה>דנה: מה?")) == [
        *(("דנה", "שלום."), ("רון", "שלום."), ("דנה", "מה?")),
    ]


def test_labels_and_dashes_begin_paragraphs() -> None:
    text = srt(
        "ציפי: אני רואה",
        "חתול קטן",
        "- ציפי: על איזו אוזן?\n- אברום: השמאלית",
        "אברום: כן",
        "-מה זה היה\n-החתול שלך",
        "\u200f- ובכן",
    )
    assert lines(text) == [
        *("ציפי: אני רואה חתול קטן", "ציפי: על איזו אוזן?", "אברום: השמאלית", "אברום: כן"),
        *("מה זה היה", "החתול שלך", "ובכן"),
    ]


def test_a_long_dash_within_a_sentence_a_minus_and_a_halt_are_not_changes_of_speaker() -> None:
    assert lines(srt("הלכתי הביתה\n– ואז חזרתי", "– אל הים.", "– באמת?")) == [
        *("הלכתי הביתה – ואז חזרתי – אל הים.", "באמת?"),
    ]
    assert lines(srt("היה קר", "-5 מעלות", "- - - בערך")) == ["היה קר -5 מעלות - - - בערך"]


def test_a_colon_within_a_sentence_does_not_part_it() -> None:
    assert lines(srt("רון: אז הוא", "אמר לי כך: בוא.", "רון: ובאתי.")) == [
        *("רון: אז הוא אמר לי כך: בוא.", "רון: ובאתי."),
    ]


def test_what_is_heard_and_not_said_stands_apart() -> None:
    text = srt("הלכתי", "(צליל של\nצלחת)", "[צעדים]", "♪ אקורדיון ♪", "לשם.")
    assert lines(text) == ["הלכתי", "(צליל של צלחת)", "[צעדים]", "(♪ אקורדיון ♪)", "לשם."]
    told = parse_transcript("רון: שלום.\n" + read_subtitles(text, "x"), "x")
    assert len(told.notes) == 3


def test_words_between_two_notes_are_said_by_their_voice() -> None:
    text = vtt("<v דנה>(צוחקת) בוא הנה (קמה)</v>", "<v רון>לאן?</v>", "<v דנה>[צוחקת]</v>")
    assert spoken(text)[:2] == [("דנה", "(צוחקת) בוא הנה (קמה)"), ("רון", "לאן?")]
    assert lines(text)[-1] == "[צוחקת]"


def test_a_long_silence_and_a_long_paragraph_end_it() -> None:
    far = f"{clock(1000 + MOST_GAP_MS + 1, ',')} --> 00:00:09,000\nואחריה"
    assert lines(f"{srt('לפני השתיקה')}\n2\n{far}\n") == ["לפני השתיקה", "ואחריה"]
    paragraphs = lines(srt(*["מילה ועוד מילה"] * 100))
    assert len(paragraphs) > 1
    assert max(len(paragraph.split()) for paragraph in paragraphs) < 125


def test_cues_are_put_in_the_order_of_their_times() -> None:
    late, early = timed(["ראשון.", "שני."])
    assert lines(f"{early}\n\n{late}\n") == ["ראשון.", "שני."]


def test_lines_that_roll_are_read_once_and_what_is_said_twice_is_read_twice() -> None:
    rolling = (
        "00:00:00.000 --> 00:00:02.000\nשלום לכולם וברוכים\n\n"
        "00:00:02.000 --> 00:00:02.010\nשלום לכולם וברוכים\n\n"
        "00:00:02.010 --> 00:00:04.000\nשלום לכולם וברוכים\nהבאים לתוכנית שלנו\n\n"
        "00:00:03.500 --> 00:00:06.000\nהבאים לתוכנית שלנו\nעל הגשם.\n"
    )
    assert lines("WEBVTT\n\n" + rolling) == ["שלום לכולם וברוכים הבאים לתוכנית שלנו על הגשם."]
    assert lines(srt("לא.", "לא.", "אני לא רוצה את זה.", "אני לא רוצה את זה.")) == [
        *("לא.", "לא.", "אני לא רוצה את זה.", "אני לא רוצה את זה."),
    ]


def test_signs_that_stand_in_front_for_players_without_hebrew_are_put_behind() -> None:
    text = srt(".שלום לכולם", "<i>,הלכנו לים</i>\n.ושם ירד גשם", "?מה שלומך-\n!מצוין-", "...רגע")
    assert lines(text) == [
        *("שלום לכולם.", "הלכנו לים, ושם ירד גשם.", "מה שלומך?", "מצוין!", "רגע..."),
    ]
    usual = srt("שלום.", "מה?", "כן!", "...רגע", ".רגע")
    assert lines(usual)[3:] == ["...רגע .רגע"]


def test_what_stands_around_cues_in_webvtt_is_not_read() -> None:
    text = """WEBVTT - שיחה
Kind: captions

STYLE
::cue { color: red }

REGION
id:fred

NOTE הערה
של העורכת

שם של כתובית
00:01.000 --> 00:02.000 align:start position:10%
שלום &amp; ברוכים &lt;הבאים&gt;&nbsp;הנה

NOTE עוד הערה

00:03.000 --> 00:04.000
{\\an8}<font color="red">סוף.</font><br>שתיים.
"""
    assert lines(text) == ["שלום & ברוכים <הבאים> הנה סוף. שתיים."]


def test_careless_subrip_is_read() -> None:
    text = (
        "1\n0:0:1.5-->0:0:2,5  X1:100 X2:200\nאחת\n\nעדיין אחת\n2\n00:00:02,600 --> 00:00:03,000\nשתיים.\n"
        "\n\n\n17\n\u202a00:00:04,000\u202c --> 00:00:05,000\n1948\n"
    )
    assert lines(text) == ["אחת עדיין אחת שתיים.", "1948"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1255", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_every_usual_encoding_and_line_end_reads_the_same(
    tmp_path: Path, form: str, line_end: str, encoding: str
) -> None:
    text = {"srt": srt, "vtt": vtt}[form]("נועה: שלום,", "דנה.", "דנה: שלום.")
    path = tmp_path / f"talk.{form}"
    path.write_bytes(text.replace("\n", line_end).encode(encoding))
    assert read_document(path).text == "נועה: שלום, דנה.\n\nדנה: שלום."
    assert [speaker.name for speaker in read_transcript(path).speakers] == ["נועה", "דנה"]


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_a_file_without_cues_is_told_so(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"talk.{form}"
    for text in ("WEBVTT\n", "רון: שלום.\nדנה: שלום גם לך.\n"):
        path.write_text(text, "utf-8")
        with pytest.raises(BadTranscript, match="no subtitles with times"):
            read_document(path)
    path.write_text("", "utf-8")
    with pytest.raises(BadTranscript, match="is empty"):
        read_document(path)


words = st.text("אבגדהוזחטיכל", min_size=1, max_size=8)
sentences = st.lists(words, min_size=2, max_size=9).map(lambda some: " ".join(some) + ".")


@given(st.lists(st.tuples(st.sampled_from(["רון", "דנה", "יעל"]), sentences), min_size=1), st.data())
def test_a_file_written_from_paragraphs_comes_back_the_same(
    said: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Each paragraph is cut into cues of a few words, and these into lines; voices or labels tell whose."""
    labelled, voiced, parted = [], [], []
    for name, text in said:
        cues = cut(text, data)
        labelled += [f"{name}: {cues[0]}", *cues[1:]]
        voiced += [f"<v {name}>{cue}</v>" for cue in cues]
        # Of one voice without a break no two paragraphs can be told apart.
        if parted and parted[-1][0] == name:
            parted[-1] = (name, f"{parted[-1][1]} {text}")
        else:
            parted.append((name, text))
    assert lines(srt(*labelled)) == [f"{name}: {text}" for name, text in said]
    assert spoken(vtt(*voiced)) == parted


def cut(text: str, data: st.DataObject) -> list[str]:
    cues, rest = [], text.split(" ")
    while rest:
        count = data.draw(st.integers(1, 4))
        cues.append(data.draw(st.sampled_from([" ", "\n"])).join(rest[:count]))
        rest = rest[count:]
    return cues


@given(st.text("אב.?!-–: \n<>v/c.i{\\an8}♪()[]&;0123456789,>\u200f\r", max_size=200))
def test_no_text_breaks_the_reader_and_no_letter_is_lost(text: str) -> None:
    cue = text.replace("->", "")
    first = "00:00:00,000 --> 00:00:01,000\n"
    try:
        read = read_subtitles(first + cue, "x")
    except BadTranscript:
        raise AssertionError("there is a cue") from None
    bare = [character for character in cue if character in "אב"]
    assert [character for character in read if character in "אב"] == bare or "<v" in cue


@pytest.mark.timed
@pytest.mark.parametrize(
    "cue",
    [
        "- שורה אחת ארוכה מאוד\nשנייה <<<<<<<<<<<<<<<<<<<<<<\n",
        "<v" + " " * 500,
        ".א" + " " * 500 + "-x",
        "{\\" * 200,
        "שורה ועוד שורה\n" * 30,
        "-" * 300 + "א",
        "♪(" * 200,
    ],
)
def test_a_long_file_is_read_quickly(cue: str) -> None:
    """A megabyte in cues, and a megabyte in one cue."""
    count = 1_000_000 // len(cue)
    for text in (srt(*[cue] * count), srt(cue.replace("\n", " ") * count, cue * count)):
        started = time.monotonic()
        read_subtitles(text, "x")
        assert time.monotonic() - started < 10
