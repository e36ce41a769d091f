"""Files of the user's, outside the library."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from player.errors import BadUse


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write into; one of that name is replaced only when the new one is whole.

    Raises:
        BadUse: where it cannot be written.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".karyan-")
        with os.fdopen(handle, "wb") as file:
            yield file
        # A temporary file is its owner's alone; what is taken away is an ordinary file.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        raise BadUse(
            f"אי אפשר לכתוב אל {target} ({error.strerror}); בחרו מקום אחר ב־--output",
            f"{target} cannot be written ({error.strerror}); choose another place with --output",
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
