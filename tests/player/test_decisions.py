"""What people decide holds, can be undone and redone, and is never overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from player import tables
from player.database import open_database
from player.decisions import Change, Decisions, Kind
from player.errors import BadUse, Conflict
from player.lexicon import HOUSE, Lexicon
from tests.player.conftest import OTHER_URL

SLUG = "sicha-1"


@pytest.fixture(params=["sqlite", "other"] if OTHER_URL else ["sqlite"])
def decisions(request: pytest.FixtureRequest, tmp_path: Path) -> Decisions:
    if request.param == "sqlite":
        return Decisions(open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}"))
    assert OTHER_URL
    engine = open_database(OTHER_URL)
    with engine.begin() as connection:
        for table in (tables.decisions, tables.edits, tables.lexicon):
            connection.execute(delete(table))
    return Decisions(engine)


def change(kind: Kind, subject: str, before: str, after: str, scope: str = SLUG) -> Change:
    return Change(scope, kind, subject, before, after)


def test_what_is_decided_is_found_by_episode_with_the_houses_cast_under_it(decisions: Decisions) -> None:
    decisions.make(
        SLUG,
        [
            change("speaker", "k-0", "", "דנה"),
            change("text", "k-1", "", "שלום וברכה."),
            change("pause", "k-1", "", "900"),
            change("unspoken", "k-2", "", "yes"),
            change("role", "דנה", "", "guest"),
            change("gender", "דנה", "", "f"),
            change("voice", "kokoro:אורן", "", "kokoro-oren", HOUSE),
            change("voice", "kokoro:דנה", "", "kokoro-maya", HOUSE),
            change("voice", "kokoro:דנה", "", "kokoro-noa"),
        ],
        "עורכת",
    )
    decided = decisions.decided(SLUG, "kokoro")
    assert decided.speakers == {"k-0": "דנה"}
    assert (decided.texts, decided.pauses) == ({"k-1": "שלום וברכה."}, {"k-1": 900})
    assert decided.unspoken == {"k-2"}
    assert (decided.roles, decided.genders) == ({"דנה": "guest"}, {"דנה": "f"})
    assert decided.voices == {"אורן": "kokoro-oren", "דנה": "kokoro-noa"}
    assert decisions.decided("sicha-2", "kokoro").voices == {"אורן": "kokoro-oren", "דנה": "kokoro-maya"}
    assert decisions.decided("sicha-2", "edge").voices == {}


def test_undo_and_redo_go_back_and_forth_over_everything(decisions: Decisions) -> None:
    decisions.make(SLUG, [change("text", "k-0", "", "א")], "דנה")
    decisions.make(SLUG, [change("text", "k-0", "א", "ב"), change("pause", "k-0", "", "500")], "רון")
    assert decisions.undo(SLUG).made_by == "רון"
    assert (decisions.decided(SLUG).texts, decisions.decided(SLUG).pauses) == ({"k-0": "א"}, {})
    decisions.undo(SLUG)
    assert decisions.decided(SLUG).texts == {}
    with pytest.raises(BadUse, match="nothing to undo"):
        decisions.undo(SLUG)
    decisions.redo(SLUG)
    decisions.redo(SLUG)
    assert (decisions.decided(SLUG).texts, decisions.decided(SLUG).pauses) == ({"k-0": "ב"}, {"k-0": 500})
    with pytest.raises(BadUse, match="nothing to undo or redo"):
        decisions.redo(SLUG)


def test_a_new_edit_ends_what_could_be_redone_and_the_history_keeps_all(decisions: Decisions) -> None:
    decisions.make(SLUG, [change("text", "k-0", "", "א")], "דנה")
    decisions.undo(SLUG)
    decisions.make(SLUG, [change("text", "k-1", "", "ב")], "דנה")
    with pytest.raises(BadUse):
        decisions.redo(SLUG)
    assert [edit.undone for edit in decisions.history(SLUG)] == [False, True]
    assert decisions.history("sicha-2") == []


def test_of_two_windows_the_second_is_told_and_nothing_of_its_edit_is_done(decisions: Decisions) -> None:
    decisions.make(SLUG, [change("text", "k-0", "", "א")], "דנה")
    for before in ("", "אחר"):
        with pytest.raises(Conflict):
            decisions.make(
                SLUG, [change("pause", "k-1", "", "500"), change("text", "k-0", before, "ב")], "רון"
            )
    assert decisions.decided(SLUG).texts == {"k-0": "א"}
    assert decisions.decided(SLUG).pauses == {}
    assert len(decisions.history(SLUG)) == 1


def test_what_was_changed_elsewhere_since_is_not_undone_over_it(decisions: Decisions) -> None:
    decisions.make(SLUG, [change("voice", "kokoro:דנה", "", "kokoro-noa", HOUSE)], "דנה")
    decisions.make("sicha-2", [change("voice", "kokoro:דנה", "kokoro-noa", "kokoro-maya", HOUSE)], "רון")
    with pytest.raises(Conflict):
        decisions.undo(SLUG)
    assert decisions.value(HOUSE, "voice", "kokoro:דנה") == "kokoro-maya"


def test_a_reading_is_an_entry_of_the_lexicon(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    decisions, lexicon = Decisions(engine), Lexicon(engine)
    decisions.make(SLUG, [change("reading", "ספר", "", "סַפָּר")], "דנה")
    assert lexicon.corrections(SLUG).applied(["הספר"]) != ["הספר"]
    assert [(entry.written, entry.episode) for entry in lexicon.entries()] == [("ספר", SLUG)]
    decisions.undo(SLUG)
    assert lexicon.entries() == []


def test_what_is_so_already_is_no_edit(decisions: Decisions) -> None:
    with pytest.raises(BadUse, match="so already"):
        decisions.make(SLUG, [change("text", "k-0", "א", "א")], "דנה")
    assert decisions.history(SLUG) == []


def test_of_many_who_decide_of_one_thing_at_once_one_wins(decisions: Decisions) -> None:
    def decide(number: int) -> bool:
        try:
            decisions.make(SLUG, [change("text", "k-0", "", f"נוסח {number}")], str(number))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(decide, range(8)))
    assert won.count(True) == 1
    assert decisions.decided(SLUG).texts == {"k-0": f"נוסח {won.index(True)}"}


def test_what_was_taken_back_before_something_else_was_done_is_not_made_again(decisions: Decisions) -> None:
    for before, after in (("", "א"), ("א", "ב")):
        decisions.make(SLUG, [change("text", "k", before, after)], "")
    decisions.undo(SLUG)
    decisions.make(SLUG, [change("text", "k", "א", "ג")], "")
    decisions.undo(SLUG)
    decisions.redo(SLUG)
    assert decisions.value(SLUG, "text", "k") == "ג"
    with pytest.raises(BadUse):
        decisions.redo(SLUG)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["א", "ב", "ג", "", "undo", "redo"]), max_size=12))
def test_undo_and_redo_agree_with_a_list_of_states(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    decisions = Decisions(open_database(f"sqlite:///{tmp_path_factory.mktemp('d') / 'l.sqlite3'}"))
    states, at = [""], 0
    for act in acts:
        try:
            if act == "undo":
                decisions.undo(SLUG)
                at -= 1
            elif act == "redo":
                decisions.redo(SLUG)
                at += 1
            else:
                decisions.make(SLUG, [change("text", "k", states[at], act)], "דנה")
                states[at + 1 :] = [act]
                at += 1
        except BadUse:
            pass
        assert decisions.value(SLUG, "text", "k") == states[at]
