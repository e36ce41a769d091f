"""Whatever is corrected of an episode is checked, costs what was told, and changes nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.speech import word_spans
from player import narrating
from player.config import load_settings
from player.decisions import Change, Edit, Kind
from player.errors import BadUse, Conflict, NoSuchDocument
from player.history import told, when
from player.home import SETTING, Home, open_home
from player.lexicon import HOUSE
from player.mendable import Mendable, mendable, mendables, unspoken, until_the_next_label
from player.mending import Wish, as_narrated, cost, engine_of, mend, voice_of
from player.narration import narrate, narrate_episode
from player.rereading import word_read
from tests.player.talks import SLUG, TALK

GUEST = 'ד"ר אבי שלו'


@pytest.fixture
def narrated(home: Home, tmp_path: Path) -> Home:
    document = tmp_path / "talk.txt"
    document.write_text(TALK, "utf-8")
    assert narrate(document, home).episode == SLUG
    return home


def all_of(home: Home) -> list[Mendable]:
    return list(mendables(home, SLUG))


def keys(home: Home) -> list[str]:
    return [one.key for one in all_of(home)]


def clips(home: Home) -> list[str]:
    return [one.clip for one in home.library.narration(SLUG).paragraphs]


def other_than(one: Mendable) -> str:
    return next(name for name in one.speakers if name != one.speaker)


@pytest.mark.parametrize("kind", ["speaker", "text", "reading"])
def test_a_change_costs_the_clips_that_it_changes_and_no_other_is_spoken(narrated: Home, kind: Kind) -> None:
    one, before = all_of(narrated)[1], clips(narrated)
    wish = {
        "speaker": Wish("speaker", one.key, other_than(one)),
        "text": Wish("text", one.key, "הוא מגיע תמיד פתאום."),
        "reading": Wish("reading", "בהפתעה", "בַּהַפְתָּעָה"),
    }[kind]
    told_before = cost(narrated, SLUG, [wish], engine_of(narrated))
    assert clips(narrated) == before, "it is only told"
    mend(narrated, SLUG, [wish], "דנה")
    report = narrate_episode(SLUG, narrated)
    after = clips(narrated)
    changed = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert (report.clips_made, told_before.clips) == (len(changed), len(changed))
    assert 1 in changed
    assert told_before.letters > 0
    assert cost(narrated, SLUG, [wish], engine_of(narrated)).clips == 0, "it is so already"


def test_a_pause_costs_nothing_and_moves_what_follows(narrated: Home) -> None:
    wish = Wish("pause", keys(narrated)[0], "2000")
    starts = [one.start_ms for one in narrated.library.narration(SLUG).paragraphs]
    assert cost(narrated, SLUG, [wish], engine_of(narrated)).clips == 0
    mend(narrated, SLUG, [wish], "")
    assert narrate_episode(SLUG, narrated).clips_made == 0
    later = [one.start_ms for one in narrated.library.narration(SLUG).paragraphs]
    assert later[0] == starts[0]
    moved = {new - old for old, new in zip(starts[1:], later[1:], strict=True)}
    assert len(moved) == 1 and 1200 < moved.pop() < 1500, "from 650 ms to two seconds"


def test_what_is_left_unspoken_is_found_again_and_brought_back(narrated: Home) -> None:
    before = clips(narrated)
    key = keys(narrated)[2]
    mend(narrated, SLUG, [Wish("unspoken", key, "yes")], "")
    narrate_episode(SLUG, narrated)
    assert [one.key for one in unspoken(narrated, SLUG)] == [key]
    assert len(clips(narrated)) == len(before) - 1
    assert [note.text for note in narrated.library.narration(SLUG).timeline.notes] == ["ואז הכול נעצר."]
    mend(narrated, SLUG, [Wish("unspoken", key, "")], "")
    assert narrate_episode(SLUG, narrated).clips_made == 0
    assert (unspoken(narrated, SLUG), clips(narrated)) == ([], before)


def test_from_here_to_the_next_label_is_one_edit(narrated: Home) -> None:
    start = all_of(narrated)[1]
    wishes = until_the_next_label(narrated, SLUG, Wish("speaker", start.key, "יעל", ""))
    assert [wish.subject for wish in wishes] == keys(narrated)[1:3]
    edit = mend(narrated, SLUG, wishes, "דנה")
    assert len(edit.changes) == 2
    assert [one.speaker for one in all_of(narrated)[1:3]] == ["יעל", "יעל"]
    narrated.decisions.undo(SLUG)
    assert [one.settled for one in all_of(narrated)] == [""] * 6


def test_of_two_windows_the_second_is_told_and_overwrites_nothing(narrated: Home) -> None:
    key = keys(narrated)[0]
    mend(narrated, SLUG, [Wish("text", key, "שלום לכם.", before="")], "דנה")
    for late in ([Wish("text", key, "שלום לכולכם.", before="")], [Wish("text", key, "", before="שלום.")]):
        with pytest.raises(Conflict):
            mend(narrated, SLUG, late, "רות")
    assert mendable(narrated, SLUG, key).text == "שלום לכם."


def test_of_several_wishes_all_are_made_or_none(narrated: Home) -> None:
    first, second, *_ = keys(narrated)
    mend(narrated, SLUG, [Wish("text", second, "אחר.", before="")], "")
    with pytest.raises(Conflict):
        both = [Wish("text", first, "שלום לכם.", before=""), Wish("text", second, "עוד אחר.", before="")]
        mend(narrated, SLUG, both, "")
    assert mendable(narrated, SLUG, first).before("text") == ""


@pytest.mark.parametrize(
    "wish",
    [
        Wish("speaker", "{0}", "נחום"),
        Wish("speaker", "none-0", "רון"),
        Wish("text", "{0}", "..."),
        Wish("text", "{0}", "א" * 20_001),
        Wish("pause", "{0}", "12 s"),
        Wish("pause", "{0}", "10001"),
        Wish("pause", "{0}", "-1"),
        Wish("reading", "Facebook", "facebook"),
        Wish("voice", "espeak:רון", "kokoro-oren"),
        Wish("role", "רון", "king"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_and_changes_nothing(narrated: Home, wish: Wish) -> None:
    subject = wish.subject.replace("{0}", keys(narrated)[0])
    with pytest.raises(BadUse) as told_so:
        mend(narrated, SLUG, [Wish(wish.kind, subject, wish.after)], "")
    assert told_so.value.he and told_so.value.en
    assert narrated.decisions.history(SLUG) == []


def test_without_a_kept_document_one_is_told_to_bring_it(home: Home) -> None:
    with pytest.raises(NoSuchDocument, match="bring it again"):
        cost(home, SLUG, [Wish("pause", "k-0", "500")], engine_of(home))


def test_a_mended_episode_keeps_the_engine_that_speaks_it(narrated: Home) -> None:
    elsewhere = replace(narrated, settings=replace(narrated.settings, engine="kokoro"))
    assert elsewhere.settings.engine == "kokoro"
    assert engine_of(as_narrated(elsewhere, SLUG)).name == "espeak"
    assert as_narrated(elsewhere, "אין").settings.engine == "kokoro"


def test_the_engine_that_speaks_it_holds_though_none_or_another_was_set_for_the_house(narrated: Home) -> None:
    environment = {"KARYAN_HOME": str(narrated.settings.home), "KARYAN_LANGUAGE": "en"}
    for house in ("", "kokoro"):
        if house:
            narrated.house.put(f"{SETTING}engine", house)
        later = open_home(load_settings(environment))
        assert as_narrated(later, SLUG).settings_now().engine == "espeak"
        run = narrating.begin(as_narrated(later, SLUG), SLUG, "דנה")
        assert run.engine == "espeak"


def test_the_voice_to_be_heard_is_the_speakers(narrated: Home) -> None:
    cast = {one.name: one.voice for one in narrated.library.narration(SLUG).timeline.speakers}
    engine = engine_of(narrated)
    assert {name: voice_of(narrated, SLUG, engine, name).id for name in cast} == cast
    with pytest.raises(BadUse):
        voice_of(narrated, SLUG, engine, "נחום")


def test_a_word_is_shown_as_it_is_read_and_as_was_decided(narrated: Home) -> None:
    one = all_of(narrated)[1]
    word = word_read(narrated, SLUG, one, 3)
    assert word is not None
    assert (word.shown, word.written, word.kept) == ("בהפתעה.", "בהפתעה", "")
    assert word.said.phonemes
    mend(narrated, SLUG, [Wish("reading", "בהפתעה", "במפתיע", for_house=True)], "")
    mend(narrated, SLUG, [Wish("reading", "בהפתעה", "פתאום")], "")
    word = word_read(narrated, SLUG, one, 3)
    assert word is not None
    assert (word.kept, word.kept_for_house) == ("פתאום", "במפתיע")
    assert word.said.spoken.startswith("פתאום")
    assert word_read(narrated, SLUG, one, 4) is None, "no such word"


@given(data=st.data())
def test_a_lines_new_text_leaves_the_rest_to_the_character(data: st.DataObject) -> None:
    sentence = st.text("אבגדה", min_size=1, max_size=6).map(lambda word: f"{word} ש{word}.")
    text = " ".join(data.draw(st.lists(sentence, min_size=1, max_size=5)))
    one = Mendable("k-0", 0, "רון", "", 1.0, "", text, text, "", False, ("רון",))
    word = data.draw(st.integers(-1, len(word_spans(text)) + 1))
    line = one.line_of(word)
    assert text[line.start_char : line.end_char] == line.text
    if 0 <= word < len(word_spans(text)):
        start, end = word_spans(text)[word]
        assert line.start_char <= start and end <= line.end_char
    assert one.with_line(line.start_char, line.end_char, line.text) == text
    changed = one.with_line(line.start_char, line.end_char, " חדש. ")
    assert changed == text[: line.start_char] + "חדש." + text[line.end_char :]


NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)


def edit(*changes: Change, by: str = "דנה", at: str = "2026-11-25T14:02:59.100+00:00") -> Edit:
    return Edit(1, SLUG, at, by, False, changes)


@pytest.mark.parametrize(
    ("change", "hebrew"),
    [
        (Change(SLUG, "speaker", "k", "אורן", "רות", "שלום"), "מי מדבר בפסקה „שלום”: אורן ← רות"),
        (Change(SLUG, "speaker", "k", "", "רות", "שלום"), "מי מדבר בפסקה „שלום”: לפי ניחוש ← רות"),
        (Change(SLUG, "text", "k", "", "שלום וברכה.", "שלום"), "הטקסט של הפסקה „שלום”: שלום וברכה."),
        (Change(SLUG, "text", "k", "א", "", "שלום"), "הטקסט של הפסקה „שלום”: כמו במסמך"),
        (Change(SLUG, "pause", "k", "", "1500", "שלום"), "השתיקה אחרי „שלום”: רגילה ← 1.5 שנ׳"),
        (Change(SLUG, "unspoken", "k", "", "yes", "שלום"), "הפסקה „שלום” אינה מוקראת"),
        (Change(SLUG, "unspoken", "k", "yes", "", "שלום"), "הפסקה „שלום” שוב מוקראת"),
        (Change(SLUG, "reading", "ספר", "", "סַפָּר", "ספר"), "איך נקרא „ספר”: כרגיל ← סַפָּר"),
        (Change(HOUSE, "reading", "ספר", "סַפָּר", "", "ספר"), "איך נקרא „ספר” בכל הפרקים: סַפָּר ← כרגיל"),
        (
            Change(SLUG, "voice", "kokoro:רון", "", "kokoro-oren", "רון"),
            "הקול של רון: כפי שיצא ← kokoro-oren",
        ),
        (Change(SLUG, "role", "רון", "", "host", "רון"), "התפקיד של רון: כמו במסמך ← host"),
        (Change(SLUG, "gender", "רון", "m", "f", "רון"), "המין של רון: m ← f"),
    ],
)
def test_the_history_tells_who_when_and_what_in_one_line(change: Change, hebrew: str) -> None:
    assert told(edit(change), "he", NOW) == f"דנה, היום 14:02: {hebrew}"
    english = told(edit(change, by=""), "en", NOW)
    assert english.startswith("somebody, today 14:02: ")
    assert "\n" not in english


def test_an_edit_of_several_tells_how_many_and_days_have_names() -> None:
    change = Change(SLUG, "speaker", "k", "", "רות", "שלום")
    assert told(edit(change, change, change), "he", NOW).endswith("← רות (ועוד 2)")
    assert when("2026-11-24T23:59:00.000+00:00", True, NOW) == "אתמול 23:59"
    assert when("2026-11-03T08:05:00.000+00:00", False, NOW) == "3.11.2026 08:05"
