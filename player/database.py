"""Opens the library's database and brings its tables up to date."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from audio.errors import KaryanError

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one; a narration's write takes some 20 ms."""


def open_database(url: str) -> Engine:
    """Connect to a database and run the migrations that it lacks.

    Raises:
        KaryanError: where the URL is not understood, the database cannot be reached, or is of a newer Karyan.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        _migrate(engine)
    except (ArgumentError, SQLAlchemyError, OSError, ModuleNotFoundError) as error:
        raise KaryanError(
            f"אי אפשר לפתוח את מסד הנתונים ({error}); בדקו את KARYAN_HOME ואת KARYAN_DATABASE_URL",
            f"the database cannot be opened ({error}); look at KARYAN_HOME and KARYAN_DATABASE_URL",
        ) from error
    return engine


def describe_database(engine: Engine) -> str:
    """Which database it is, without its password, and at which migration."""
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    return f"{engine.url.render_as_string(hide_password=True)} ({revision})"


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Readers go on while a narration is saved, and a commit is on the disk when it returns.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        if present == scripts.get_current_head():
            return
        if present is not None and present not in {script.revision for script in scripts.walk_revisions()}:
            raise KaryanError(
                "הספרייה נכתבה בגרסה חדשה יותר של קריין; שדרגו: pip install --upgrade karyan",
                "the library was written by a newer Karyan; run: pip install --upgrade karyan",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
