"""The database is made, brought up to date, and refused with a sentence where it cannot be opened."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

import player.migrations
from audio.errors import KaryanError
from player.database import open_database
from player.tables import metadata


def test_the_migrations_make_just_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_library_written_before_there_were_stand_ins_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite3"
    make_database_of("0002", path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO lines (narration_id, position, turn, line, paragraph, text, start_ms, end_ms, words)"
            " VALUES (1, 0, 0, 'p0-0', 0, 'שלום', 0, 900, '[]')"
        )
    open_database(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT text, voice FROM lines").fetchall() == [("שלום", "")]


def make_database_of(revision: str, path: Path) -> None:
    """A library as a Karyan of that time made it."""
    config = Config()
    config.set_main_option("script_location", str(Path(player.migrations.__file__).parent))
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


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
