"""What was written down of the page's parts tells those that are no longer what they were."""

import hashlib
from pathlib import Path

from player.page_parts import SUMS, parts_of, write_sums


def test_missing_and_changed_parts_are_told_from_whole_ones(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for part in ("page.js", "fonts/a.woff2", "fonts/b c.woff2"):
        (tmp_path / part).write_text(part)
    write_sums(tmp_path, ["page.js", "fonts/a.woff2", "fonts/b c.woff2"])
    assert parts_of(tmp_path) == {"page.js": True, "fonts/a.woff2": True, "fonts/b c.woff2": True}
    (tmp_path / "page.js").write_text("another")
    (tmp_path / "fonts" / "a.woff2").unlink()
    assert parts_of(tmp_path) == {"page.js": False, "fonts/a.woff2": False, "fonts/b c.woff2": True}


def test_where_nothing_was_written_down_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text("page")
    assert parts_of(tmp_path) == {}


def test_the_list_is_written_as_sha256sum_reads_it(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text("page")
    write_sums(tmp_path, ["page.js"])
    assert (tmp_path / SUMS).read_text() == f"{hashlib.sha256(b'page').hexdigest()}  page.js\n"
