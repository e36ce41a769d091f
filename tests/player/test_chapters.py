from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from player.chapters import LONGEST_TITLE, MOST_CHAPTERS, Chapter, chapters
from player.home import Home
from player.timeline import Timeline
from tests.player.timelines import speaker, timeline

HOST, SECOND, GUEST = (
    speaker("s1", "גיא", "host"),
    speaker("s2", "דנה", "host"),
    speaker("s3", "נועה", "guest"),
)
LONG = " ".join(["מילה"] * 200) + "."


def titles(shown: Timeline) -> list[str]:
    return [chapter.title for chapter in chapters(shown)]


def test_a_chapter_begins_where_a_host_asks_and_is_called_by_what_he_asks() -> None:
    shown = timeline(
        [HOST, SECOND, GUEST],
        [
            ("s1", [["ערב טוב.", "איך זה התחיל?"]]),
            ("s3", [["לא תכננתי.", "מה פירוש?"]]),
            ("s2", [["ומישהו בא?", "אחר כך."]]),
            ("s3", [["אף אחד."]]),
        ],
    )
    first, second = chapters(shown)
    asked = shown.turns[2].start_ms
    assert first == Chapter(0, asked, "איך זה התחיל?", "s1", "p0-0")
    assert second == Chapter(asked, shown.sound.duration_ms, "ומישהו בא?", "s2", "p2-0")


def test_of_several_questions_the_last_is_the_one_that_is_answered() -> None:
    assert titles(timeline([HOST, GUEST], [("s1", [["אף אחד?"], ["אז מה עשית?"]])])) == ["אז מה עשית?"]


def test_a_hosts_remark_is_part_of_the_answer_and_what_he_tells_at_length_a_chapter() -> None:
    told = "היום נדבר על ספרייה שאין לה קירות."
    said = [
        ("s1", [["מה זה?"]]),
        ("s3", [["ספר."]]),
        ("s1", [["יפה מאוד."]]),
        ("s3", [["כן."]]),
        ("s1", [[told]]),
    ]
    assert titles(timeline([HOST, GUEST], said)) == ["מה זה?", told]


def test_what_a_guest_says_before_the_first_question_is_a_chapter_too() -> None:
    shown = timeline([HOST, GUEST], [("s3", [["שלום לכם."]]), ("s1", [["מה זה?"]])])
    assert titles(shown) == ["שלום לכם.", "מה זה?"]


def test_without_a_host_each_turn_is_one_unless_it_is_short() -> None:
    two = [GUEST, speaker("s4", "רון", "guest")]
    said = [("s3", [["ראשון.", LONG]]), ("s4", [["שני."]]), ("s3", [["שלישי.", LONG]])]
    assert titles(timeline(two, said)) == ["ראשון.", "שני."]


def test_in_a_monologue_each_paragraph_is_one() -> None:
    said = [("s3", [["פתיחה.", LONG], ["אמצע.", LONG], ["סוף."]])]
    shown = timeline([GUEST], said)
    assert titles(shown) == ["פתיחה.", "אמצע.", "סוף."]
    assert [chapter.line for chapter in chapters(shown)] == ["p0-0", "p1-0", "p2-0"]


def test_a_long_question_is_cut_after_a_word() -> None:
    (title,) = titles(timeline([HOST], [("s1", [[f"איך {'ארוך ' * 40}?"]])]))
    assert len(title) <= LONGEST_TITLE + 1 and title.endswith("ארוך…")
    (title,) = titles(timeline([HOST], [("s1", [["א" * 300 + "?"]])]))
    assert len(title) <= LONGEST_TITLE


def test_a_title_is_one_line_without_signs_that_turn_what_stands_after_it() -> None:
    assert titles(timeline([HOST], [("s1", [["מה\r\n\u202eזה?"]])])) == ["מה זה?"]


@given(st.integers(1, 700), st.integers(0, 3))
def test_they_cover_the_episode_and_are_never_more_than_a_table_of_contents_holds(
    count: int, rest: int
) -> None:
    said = [
        part
        for n in range(count)
        for part in (("s1", [[f"שאלה {n}?"]]), ("s3", [["כן."] * (1 + n % (rest + 1))]))
    ]
    shown = timeline([HOST, GUEST], said)
    found = chapters(shown)
    assert len(found) == count if count <= MOST_CHAPTERS else MOST_CHAPTERS / 3 < len(found) <= MOST_CHAPTERS
    assert (found[0].start_ms, found[-1].end_ms) == (0, shown.sound.duration_ms)
    assert all(one.end_ms == other.start_ms for one, other in pairwise(found))
    assert all(chapter.start_ms < chapter.end_ms and chapter.title for chapter in found)


def test_the_sample_conversation_has_a_chapter_for_each_question(sample_home: Home, sample_slug: str) -> None:
    shown = sample_home.library.narration(sample_slug).timeline
    found = titles(shown)
    assert len(found) == 11
    assert found[1:3] == ["ומישהו בא?", "אז מה עשית?"]
    starts = {line.id: line.start_ms for turn in shown.turns for line in turn.lines}
    assert all(chapter.start_ms == starts[chapter.line] for chapter in chapters(shown)[1:])
