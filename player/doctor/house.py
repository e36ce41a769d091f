"""The checks of where episodes lie and what shows them: folder, database, media store, the page's parts."""

import platform
import shutil
import tempfile
from importlib.metadata import version
from uuid import uuid4

from audio.errors import KaryanError
from audio.hebrew.letters import is_mark
from audio.hebrew.niqqud import points
from audio.media import open_store
from player.config import Settings
from player.database import describe_database, open_database
from player.doctor.base import Found
from player.page_parts import page_folder, parts_of

LEAST_FREE_MB = 300
"""An episode of an hour takes some 60 MB in each of its two forms, and its clips as much again."""
_LIBRARIES = ("edge-tts", "onnxruntime", "av", "espeakng-loader", "sqlalchemy", "flask")


def look_at_versions(settings: Settings) -> Found:
    """Which Karyan runs, on what."""
    own = f"karyan {version('karyan')}, Python {platform.python_version()}, {platform.system()}"
    told = ", ".join((own, *(f"{library} {version(library)}" for library in _LIBRARIES)))
    return Found(told, told)


def look_at_folder(settings: Settings) -> Found:
    """The data folder: can it be written to, is there room?"""
    folder = settings.home
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"karyan")
        free_mb = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        raise KaryanError(
            f"אי אפשר לכתוב אל {folder} ({error.strerror}); אפשרו זאת, או קבעו תיקייה אחרת ב־KARYAN_HOME",
            f"{folder} cannot be written to ({error.strerror}); allow it, or set another KARYAN_HOME",
        ) from error
    if free_mb < LEAST_FREE_MB:
        raise KaryanError(
            f"ב־{folder} נשארו רק {free_mb:,} MB; פנו מקום, או קבעו תיקייה אחרת ב־KARYAN_HOME",
            f"only {free_mb:,} MB are free in {folder}; make room, or set another KARYAN_HOME",
        )
    return Found(f"{folder}, {free_mb:,} MB פנויים", f"{folder}, {free_mb:,} MB free")


def look_at_database(settings: Settings) -> Found:
    """The library's database: does it connect, has it the tables of this Karyan?"""
    database = open_database(settings.database_url)
    try:
        told = describe_database(database)
    finally:
        database.dispose()
    return Found(told, told)


def look_at_media(settings: Settings) -> Found:
    """The media store: does it give back what it got, and forget it?"""
    media = open_store(settings.media_url)
    name, data = f"doctor-{uuid4().hex}", uuid4().bytes
    try:
        with media.create(name) as file:
            file.write(data)
        with media.open(name) as file:
            same = file.read() == data
        media.delete(name)
    except OSError as error:
        raise _bad_store(settings, error.strerror or str(error)) from error
    if not same or media.exists(name):
        raise _bad_store(settings, "?")
    told = settings.media_url
    return Found(f"{told}, כותב, קורא ומוחק", f"{told}, writes, reads and deletes")


def _bad_store(settings: Settings, why: str) -> KaryanError:
    return KaryanError(
        f"אי אפשר לשמור קבצים ב־{settings.media_url} ({why}); בדקו את KARYAN_MEDIA_URL ואת KARYAN_HOME",
        f"files cannot be kept in {settings.media_url} ({why}); look at KARYAN_MEDIA_URL and KARYAN_HOME",
    )


def look_at_page(settings: Settings) -> Found:
    """The parts of the page that others made: are they there, and whole?"""
    folder = page_folder() / "static" / "vendor"
    parts = parts_of(folder)
    damaged = [part for part, whole in parts.items() if not whole]
    if damaged or not parts:
        missing = ", ".join(damaged) or folder
        raise KaryanError(
            f"חלק של הדף חסר או פגום ({missing}); הריצו make install, או התקינו את קריין מחדש",
            f"a part of the page is missing or damaged ({missing}); run make install, or install Karyan anew",
        )
    return Found(f"{len(parts)} קבצים שלמים", f"{len(parts)} files, whole")


def look_at_points(settings: Settings) -> Found:
    """The model that restores the points: does it?"""
    pointed = points("שלום לכם")
    if not any(map(is_mark, pointed)):
        raise KaryanError(
            "המודל אינו מנקד; התקינו אותו מחדש: pip install --force-reinstall piper-tts",
            "the model puts no points; install it anew: pip install --force-reinstall piper-tts",
        )
    return Found(pointed, pointed)
