"""The use case: an episode is written to a file of the user's."""

import os
import tempfile
from pathlib import Path

from player.errors import BadUse
from player.exports.base import file_name
from player.exports.table import EXPORTS
from player.home import Home


def take_away(home: Home, slug: str, form: str, output: Path) -> Path:
    """Write an episode in a format; an older file of that name is replaced when the new one is whole.

    Args:
        home: where the episode lies.
        slug: the episode.
        form: a name of the table of exports.
        output: the file, or an existing folder in which it gets the episode's name.

    Returns:
        The file that was written.

    Raises:
        NoSuchEpisode: if the library does not have it.
        BadUse: where the file cannot be written.
    """
    narration, export = home.library.narration(slug), EXPORTS[form]
    target = output / file_name(narration, export) if output.is_dir() else output
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".karyan-")
        with os.fdopen(handle, "wb") as file:
            export.write(narration, home.media, file)
        # A temporary file is its owner's alone; what is taken away is an ordinary file.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise BadUse(
            f"אי אפשר לכתוב אל {target} ({error.strerror}); בחרו מקום אחר ב־--output",
            f"{target} cannot be written ({error.strerror}); choose another place with --output",
        ) from error
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
