"""An empty library, in each database that there is."""

import os
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from player.database import open_database
from player.library import Library
from player.tables import metadata

OTHER_URL = os.environ.get("KARYAN_TEST_DATABASE_URL")


@pytest.fixture(params=["sqlite", "other"] if OTHER_URL else ["sqlite"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Library:
    """An empty library: in SQLite, and in the empty database that KARYAN_TEST_DATABASE_URL names, if any."""
    if request.param == "sqlite":
        return Library(open_database(f"sqlite:///{tmp_path / 'deep' / 'library.sqlite3'}"))
    assert OTHER_URL
    engine = open_database(OTHER_URL)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        connection.execute(text("DELETE FROM searched"))
    return Library(engine)
