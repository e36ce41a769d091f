"""What the single file carries of the program: its script, its style, its letters."""

import base64
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from player.page_parts import page_folder
from player.scripts import bundle

_HERE = Path(__file__).parent
_HEBREW = "U+0307-0308, U+0590-05FF, U+200C-2010, U+20AA, U+25CC, U+FB1D-FB4F"
_LATIN = "U+0000-00FF, U+2011-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+FEFF"
_FACES = (
    ("Frank Ruhl Libre", "300 900", "frank-hebrew", _HEBREW),
    ("Frank Ruhl Libre", "300 900", "frank-latin", _LATIN),
    ("Assistant", "200 800", "assistant-hebrew", _HEBREW),
)
"""Latin in the interface is digits, for which any face will do."""


@cache
def script() -> str:
    """The script of the page: our own with the modules of the library's page that it rests on.

    The pace, the spans, the clock and the place in the window are those modules, and no second ones.

    Raises:
        ValueError: where they are of a kind that cannot be bundled.
    """
    with tempfile.TemporaryDirectory() as folder:
        for module in (page_folder() / "static" / "js").glob("*.js"):
            shutil.copy(module, folder)
        shutil.copy(_HERE / "standalone.js", folder)
        whole = bundle(Path(folder), "standalone")
    if "</script" in whole:
        raise ValueError("the script would end itself")
    return whole


@cache
def style() -> str:
    """The style sheet with the letters in it; where those were not fetched, with the system's."""
    colours = page_folder() / "static" / "css" / "colours.css"
    sheets = (sheet.read_text("utf-8") for sheet in (colours, _HERE / "standalone.css"))
    return "".join([*(_face(*face) for face in _FACES), *sheets])


def _face(family: str, weights: str, name: str, signs: str) -> str:
    file = page_folder() / "static" / "vendor" / "fonts" / f"{name}.woff2"
    if not file.is_file():
        return ""
    data = base64.b64encode(file.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weights}; unicode-range: {signs}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )


@cache
def policy() -> str:
    """What the page may do: run this one script, and fetch nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "font-src data:; media-src blob:; base-uri 'none'; form-action 'none'"
    )
