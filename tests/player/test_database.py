"""The database is made, brought up to date, and refused with a sentence where it cannot be opened."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from audio.errors import KaryanError
from player import migrations
from player.database import open_database
from player.library import Library
from player.shelf import WITH, Asked
from player.tables import metadata

MIGRATIONS = Path(migrations.__file__).parent


def test_the_migrations_make_just_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_described})
        assert compare_metadata(context, metadata) == []


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """All but what is searched, which lies in tables of the database's own kind."""
    return kind != "table" or not str(name).startswith("searched")


def written_by(revision: str, path: Path, *rows: str) -> Path:
    """A database as an older Karyan left it: the tables of its last migration, and what it wrote there."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for row in rows:
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    return path


def test_a_library_written_before_there_were_stand_ins_keeps_its_lines(tmp_path: Path) -> None:
    line = (
        "lines (narration_id, position, turn, line, paragraph, text, start_ms, end_ms, words)"
        " VALUES (1, 0, 0, 'p0-0', 0, 'שלום', 0, 900, '[]')"
    )
    path = written_by("0002", tmp_path / "l.sqlite3", line)
    open_database(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT text, voice FROM lines").fetchall() == [("שלום", "")]


def test_a_library_written_before_there_was_a_search_is_found_in_sorted_and_filtered(tmp_path: Path) -> None:
    of_line = "lines (narration_id, position, turn, line, paragraph, text, start_ms, end_ms, words) VALUES"
    narration = (
        "narrations (id, episode_id, revision, current, fingerprint, engine, sample_rate, duration_ms,"
    )
    path = written_by(
        "0003",
        tmp_path / "l.sqlite3",
        "episodes VALUES (1, 'sicha-12', 'שיחות', 'שיחה 12', 'הגשם', 'דנה', '2024-05-03', '', '[]')",
        *(
            f"{narration} words, sha256, m4a, mp3, narrated_at) VALUES"
            f" ({id_}, 1, {id_}, {id_ - 1}, 'f', 'espeak', 24000, 900, 2, 'ab', 'a', 'b', '2024-06-01')"
            for id_ in (1, 2)
        ),
        "speakers VALUES (2, 0, 's1', 'אורי', 'host', 'm', 'v')",
        "turns VALUES (2, 0, 's1', 0.5)",
        "guesses VALUES (2, 0, 0.5, 'כי')",
        f"{of_line} (1, 0, 0, 'p0-0', 0, 'מה שהיה פעם', 0, 900, '[]')",
        f"{of_line} (2, 0, 0, 'p0-0', 0, 'וכשבגשם, הלכנו', 100, 900, '[]')",
    )
    library = Library(open_database(f"sqlite:///{path}"))
    (found,) = library.search.find("גשם").episodes
    assert [(hit.line, hit.speaker, hit.start_ms) for hit in found.hits] == [("p0-0", "אורי", 100)]
    assert library.search.find("פעם").episodes == ()
    wanted = Asked(query="אורי 12", doubts=WITH, order="number")
    assert [one.facts.slug for one in library.shelf.page(wanted).episodes] == ["sicha-12"]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.sqlite3'}"
    open_database(url).dispose()
    before = (tmp_path / "l.sqlite3").read_bytes()
    open_database(url).dispose()
    assert (tmp_path / "l.sqlite3").read_bytes() == before


def test_a_library_of_a_newer_karyan_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite3"
    open_database(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    with pytest.raises(KaryanError, match="newer Karyan"):
        open_database(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["nonsense", "oracle://nowhere/x", "sqlite:////proc/none/l.sqlite3"])
def test_a_database_that_cannot_be_opened_is_one_sentence(url: str) -> None:
    with pytest.raises(KaryanError, match="KARYAN_DATABASE_URL"):
        open_database(url)


def test_a_file_that_is_no_database_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite3"
    path.write_text("my diary " * 1000)
    with pytest.raises(KaryanError):
        open_database(f"sqlite:///{path}")
    assert path.read_text() == "my diary " * 1000
