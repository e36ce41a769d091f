"""Entries of ZIP files, which books, documents and whole episodes are inside."""

import zipfile
from datetime import datetime

from player.library import Narration


def entry(narration: Narration, name: str, packed: bool = False) -> zipfile.ZipInfo:
    """An entry of the day of the narration, so that the same narration makes the same file.

    Args:
        narration: what the file is of.
        name: of the entry.
        packed: whether it is small by its own nature, so that it is only put in.
    """
    info = zipfile.ZipInfo(name, datetime.fromisoformat(narration.narrated_at).timetuple()[:6])
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
