"""What people decide of words is kept, heard in the clips that hold them, and its cost told beforehand."""

import os
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import delete

from audio.hebrew.letters import without_points
from player.database import open_database
from player.errors import BadUse, NoSuchEpisode
from player.home import Home, open_home
from player.inspecting import inspect_transcript
from player.lexicon import Effect, Entry, Lexicon, new_entry
from player.lexicon_file import FILE_NAME, read_entries, write_entries
from player.library import Library, NewNarration
from player.narration import narrate
from player.tables import episodes, lexicon
from player.timeline import CastSpeaker, EpisodeFacts, SoundFacts, TimedLine, TimedTurn, TimedWord, Timeline
from tests.conftest import settings_in

OTHER_URL = os.environ.get("KARYAN_TEST_DATABASE_URL")
TALK = """שיחה 7
הגשם הראשון
רון: שלום לכולם. היום נדבר עם ד"ר לייטמן.
מיכל: שאלתי את לייטמן, וגם את הלייטמנים.
רון: אמרו לי ש"לייטמן" בא מתל אביב.
מיכל: נכון, הגשם ירד בתל־אביב.
רון: זה הכול.
"""


@pytest.fixture(params=["sqlite", "other"] if OTHER_URL else ["sqlite"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Lexicon, Library]:
    """An empty lexicon and library, in SQLite and in the database that KARYAN_TEST_DATABASE_URL names."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    else:
        assert OTHER_URL
        engine = open_database(OTHER_URL)
        with engine.begin() as connection:
            connection.execute(delete(episodes))
            connection.execute(delete(lexicon))
    return Lexicon(engine), Library(engine)


def narrated(slug: str, paragraphs: Sequence[Sequence[str]], voices: Sequence[str] = ("v1",)) -> NewNarration:
    """An episode whose paragraphs have these lines; each is a turn, the voices one after another."""
    word = TimedWord("", 0, 0, 0, 1)
    turns = tuple(
        TimedTurn(
            index,
            f"s{index % len(voices)}",
            1.0,
            tuple(TimedLine(f"p{index}-{at}", index, text, (word,)) for at, text in enumerate(lines)),
        )
        for index, lines in enumerate(paragraphs)
    )
    speakers = tuple(
        CastSpeaker(f"s{at}", f"דובר {at}", "host", "m", voice) for at, voice in enumerate(voices)
    )
    facts = EpisodeFacts(slug, "סדרה", "1", "שם", "", "", "")
    timeline = Timeline(facts, SoundFacts(24_000, 960, "ab" * 32, "espeak"), speakers, turns, ())
    return NewNarration(f"f-{slug}", timeline, (), f"{slug}.m4a", f"{slug}.mp3")


def test_what_is_put_in_comes_back_the_house_first(database: tuple[Lexicon, Library]) -> None:
    kept, _ = database
    kept.put([new_entry("לייטמן", "לַייְטְמַן"), new_entry("אור", "אוֹר", "פרק-1")])
    kept.put([new_entry('ד״ר "מחר"', "דוקטור מָחָר"), new_entry("לייטמן,", "לַיְיטְמָן")])
    assert [(entry.episode, entry.written) for entry in kept.entries()] == [
        ("", 'ד"ר מחר'),
        ("", "לייטמן"),
        ("פרק-1", "אור"),
    ]
    assert kept.find("לַייטמן").said == "לַיְיטְמָן"
    kept.remove(kept.find("לייטמן"))
    assert [entry.written for entry in kept.entries()] == ['ד"ר מחר', "אור"]
    for written, episode in (("לייטמן", ""), ("אור", ""), ("אור", "פרק-2")):
        with pytest.raises(BadUse):
            kept.find(written, episode)


def test_an_episodes_entry_wins_over_the_houses(database: tuple[Lexicon, Library]) -> None:
    kept, _ = database
    kept.put([new_entry("אור", "אוֹר"), new_entry("אור", "עוֹר", "פרק-1"), new_entry("חול", "חוֹל")])
    assert kept.corrections("פרק-1").applied(["אור", "חול"]) == ["עוֹר", "חוֹל"]
    assert kept.corrections("פרק-2").applied(["אור", "חול"]) == ["אוֹר", "חוֹל"]


@pytest.mark.parametrize(
    ("written", "said", "episode"),
    [("", "אוֹר", ""), ("?!", "אוֹר", ""), ("אור", "", ""), ("אור", "light", ""), ("אור", "אור", "")],
)
def test_bad_entries_are_one_sentence_in_each_language(written: str, said: str, episode: str) -> None:
    with pytest.raises(BadUse) as refused:
        new_entry(written, said, episode)
    assert "\n" not in refused.value.he + refused.value.en
    assert refused.value.he != refused.value.en


def test_what_can_be_no_episodes_name_is_refused() -> None:
    assert new_entry("אור", "אוֹר", "פרק-1").episode == "פרק-1"
    for episode in ("פרק 1", "../x", "א" * 300):
        with pytest.raises(NoSuchEpisode):
            new_entry("אור", "אוֹר", episode)


def effect(kept: Lexicon, **said: str) -> Effect:
    return kept.effect(put=[new_entry(written, reading) for written, reading in said.items()])


def test_the_cost_of_a_change_is_the_clips_that_hold_the_word(database: tuple[Lexicon, Library]) -> None:
    kept, library = database
    library.save(
        narrated(
            "פרק-1",
            [
                ["דיברתי עם לייטמן.", "ועם אחרים."],
                ["ולייטמן ענה:", '"לייטמן"!'],
                ["לייטמנים ולַייטמן"],
                ["לא"],
            ],
        )
    )
    library.save(
        narrated("פרק-2", [["הגשם"], ["בתל־אביב."], ["תל.", "אביב"], ["ד״ר ודר ד''ר"], ["גשם בתל אביב"]])
    )
    assert effect(kept, לייטמן="לַייְטְמַן") == Effect(("פרק-1",), 2, (("לייטמן", 2), ("ולייטמן", 1)))
    assert effect(kept, גשם="גֶּ֫שֶׁם") == Effect(("פרק-2",), 2, (("הגשם", 1), ("גשם", 1)))
    tel_aviv = kept.effect(put=[new_entry("תל אביב", "תֵּל אָבִיב")])
    assert (tel_aviv.episodes, tel_aviv.clips) == (("פרק-2",), 2)
    doctor = kept.effect(put=[new_entry('ד"ר', "רופא")])
    assert (doctor.clips, doctor.forms) == (1, (("ד״ר", 1), ("ד''ר", 1)))
    assert effect(kept, שמש="שֶׁ֫מֶשׁ") == Effect((), 0, ())
    assert kept.entries() == [], "asking for the cost puts nothing in"


def test_only_what_changes_costs(database: tuple[Lexicon, Library]) -> None:
    kept, library = database
    library.save(narrated("פרק-1", [["אור גדול"], ["ואור קטן"]]))
    library.save(narrated("פרק-2", [["אור"], ["אור"], ["אור"]], voices=("v1", "v2")))
    house, own = new_entry("אור", "אוֹר"), new_entry("אור", "עוֹר", "פרק-1")
    assert kept.effect(put=[house]).clips == 4, "the same words in the same voice are one clip"
    kept.put([house])
    assert kept.effect(put=[house]) == Effect((), 0, ())
    assert kept.effect(put=[own]).episodes == ("פרק-1",)
    kept.put([own])
    assert kept.effect(removed=[house]).episodes == ("פרק-2",)
    assert kept.effect(put=[new_entry("אור", "אוּר")]).episodes == ("פרק-2",)


def test_a_narration_that_no_longer_plays_costs_nothing(database: tuple[Lexicon, Library]) -> None:
    kept, library = database
    library.save(narrated("פרק-1", [["אור"]]))
    library.save(narrated("פרק-1", [["חושך"]]))
    assert effect(kept, אור="אוֹר").clips == 0


@pytest.mark.timed
def test_the_cost_is_told_quickly_of_a_large_library(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    library, kept = Library(engine), Lexicon(engine)
    common = [["דברים שאומרים כאן בכל יום, ועוד כמה מילים אחריהם"] * 3] * 80
    for number in range(60):
        rare = [["ואז בא לייטמן"]] if number % 20 == 0 else []
        library.save(narrated(f"פרק-{number}", [*common, *rare]))
    started = time.process_time()
    assert effect(kept, לייטמן="לַייְטְמַן").clips == 1
    assert len(effect(kept, לייטמן="לַייְטְמַן").episodes) == 3
    assert time.process_time() - started < 2


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


def spoken(home: Home, talk: Path) -> dict[str, str]:
    """The lines of the stage `spoken`, by paragraph."""
    lines = [line for line in inspect_transcript(talk, home, ["spoken"]) if line]
    return dict(line.split(" ", 1) for line in lines)


@pytest.mark.parametrize(
    ("entries", "changed"),
    [
        ({"לייטמן": "לַייְטְמַן"}, {"p0", "p1", "p2"}),
        ({"תל אביב": "תֵּל אָבִיב"}, {"p2", "p3"}),
        ({'ד"ר': "רַב"}, {"p0"}),
        ({"ירד בתל אביב": "ירד שם", "לכולם": "לְכׇל מִי שֶׁכָּאן"}, {"p0", "p3"}),
        ({"לייטמן": "לַייְטְמַן", "הכול": "הַכֹּל"}, {"p0", "p1", "p2", "p4"}),
        ({"שמש": "שֶׁ֫מֶשׁ"}, set()),
    ],
)
def test_just_the_clips_that_hold_the_word_are_spoken_anew(
    entries: Mapping[str, str], changed: set[str], home: Home, talk: Path
) -> None:
    slug = narrate(talk, home).episode
    before, shown = spoken(home, talk), home.library.narration(slug)
    new = [new_entry(written, said) for written, said in entries.items()]
    told = home.lexicon.effect(put=new)
    home.lexicon.put(new)
    after = spoken(home, talk)
    assert {paragraph for paragraph, text in after.items() if text != before[paragraph]} == changed
    report = narrate(talk, home)
    assert (report.clips_made, report.clips_kept) == (len(changed), 5 - len(changed))
    assert told.clips == len(changed)
    texts = [line.text for turn in shown.timeline.turns for line in turn.lines]
    lines = [line for turn in home.library.narration(slug).timeline.turns for line in turn.lines]
    assert [line.text for line in lines] == texts
    words = [word for line in lines for word in line.words]
    assert " ".join(word.text for word in words) == " ".join(texts)
    assert all(one.start_ms <= one.end_ms <= other.start_ms for one, other in pairwise(words))


def test_taking_a_word_out_again_speaks_nothing_anew(home: Home, talk: Path) -> None:
    slug = narrate(talk, home).episode
    home.lexicon.put([new_entry("לייטמן", "לַייְטְמַן", slug)])
    assert narrate(talk, home).clips_made == 3
    home.lexicon.remove(home.lexicon.find("לייטמן", slug))
    assert narrate(talk, home).clips_made == 0


def test_an_entry_of_another_episode_is_not_heard(tmp_path: Path, talk: Path) -> None:
    home = open_home(settings_in(tmp_path / "home"))
    home.lexicon.put([new_entry("לייטמן", "לַייְטְמַן", "פרק-אחר")])
    assert all(without_points(text) == text for text in spoken(home, talk).values())


def test_a_file_gives_the_entries_back(tmp_path: Path) -> None:
    entries = [new_entry('ד"ר מחר', "דוקטור מָחָר"), new_entry("אור", "אוֹר"), new_entry("אור", "עוֹר", "פרק-1")]
    written = write_entries(entries, tmp_path)
    assert written == tmp_path / FILE_NAME
    assert read_entries(written) == entries


def test_a_spreadsheets_file_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes(
        '\ufeff# שלנו\r\n"ד""ר"\tרופא\r\n\r\nאור\tאוֹר\tפרק-1\r\nאור\tאוֹר\t\r\n'.encode("utf-16-le")
    )
    assert read_entries(path) == [
        Entry('ד"ר', "רופא"),
        Entry("אור", "אוֹר", "פרק-1"),
        Entry("אור", "אוֹר"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("אור\tאוֹר\nחול", "line 2"),
        ("אור\tאוֹר\nחול\tsand", "line 2"),
        ("אור\tאוֹר\nאור\tעוֹר", "line 2"),
        ("אור\tאוֹר\tא\tב", "line 1"),
        ("\n\tאוֹר", "line 2"),
        ("\x00\x01\x02" * 90, "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_file_with_a_mistake_is_refused_whole(content: str | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(BadUse, match=says):
        read_entries(path)
