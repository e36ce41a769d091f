"""The one table of checks. To add one, write a function that looks, and name it here."""

from functools import partial

from audio.engines.table import ENGINES
from player.doctor.base import Check
from player.doctor.house import (
    look_at_database,
    look_at_folder,
    look_at_media,
    look_at_page,
    look_at_points,
    look_at_versions,
)
from player.doctor.speakers import look_at_engine, look_at_service, speaks_episodes


def _check_of_engine(name: str) -> Check:
    return Check(
        name,
        f"המנוע {name}",
        f"the engine {name}",
        partial(look_at_engine, name),
        partial(speaks_episodes, name),
    )


CHECKS = (
    Check("versions", "הגרסאות", "versions", look_at_versions),
    Check("folder", "תיקיית הנתונים", "the data folder", look_at_folder),
    Check("database", "מסד הנתונים", "the database", look_at_database),
    Check("media", "מחסן הקבצים", "the media store", look_at_media),
    Check("page", "חלקי הדף", "the page's parts", look_at_page),
    Check("points", "המודל שמנקד", "the model of the points", look_at_points),
    Check(
        "edge-service",
        "שירות Edge והשעון",
        "the Edge service and the clock",
        look_at_service,
        partial(speaks_episodes, "edge"),
        limit_s=10.0,
    ),
    *map(_check_of_engine, ENGINES),
)
