"""Style sheets speak of start and end, so that the page may be read from either side."""

import re
from pathlib import Path

import pytest

from player.page_parts import page_folder

SHEETS = sorted((page_folder() / "static" / "css").glob("*.css"))
SIDES = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?<![\w-])(?:(?:scroll-)?(?:margin|padding)-(?:{SIDES})|border-(?:{SIDES})(?:-[a-z]+)*|{SIDES}"
    r"|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    rf"|(?:text-align|float|clear|justify-[a-z]+|background-position(?:-x)?|transform-origin|caption-side)"
    r"\s*:[^;]*\b(?:left|right)\b"
    r"|\bto (?:left|right)\b|translateX\("
    # Four values go round the sides, so the second and the fourth have to be the same.
    r"|(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color)|scroll-(?:margin|padding))"
    r"\s*:\s*(?P<top>\S+) (?P<right>\S+) \S+ (?!(?P=right)\s*[;}])\S+\s*[;}]"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_speak_of_start_and_end_only(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert [match[0] for match in PHYSICAL.finditer(text)] == []


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1px",
        "left: 0",
        "text-align: right",
        "width: 3em",
        "border-top: 0",
        "border-right-color: red",
        "scroll-margin-left: 1px",
        "background-position: left top",
        "justify-content: right",
        "transform: translateX(3px)",
        "background: linear-gradient(to right, red, blue)",
        "padding: 1px 2px 3px 4px",
        "inset: 0 1px 0 auto",
    ],
)
def test_the_refusal_of_physical_directions_refuses_them(rule: str) -> None:
    known_good = "inset-inline: 0; max-inline-size: 3em; border-block-start: 0; margin: 0 1px 2px 1px"
    assert PHYSICAL.search(f"a {{ {known_good}; }}") is None
    assert PHYSICAL.search(f"a {{ {rule}; }}")
