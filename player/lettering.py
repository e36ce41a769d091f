"""Hebrew and Latin text in a picture: the page's letters, the order in which they stand, lines that fit.

Pillow's own right-to-left layout needs a library of the system's (FriBiDi), which its wheels do not bring, so
the order comes from python-bidi; of its two algorithms the one that turns brackets round. Each character is
drawn in the first font that has it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise

from bidi.algorithm import get_display
from PIL import ImageDraw, ImageFont

from player.page_parts import page_folder

_PAGE_FONTS = ("frank-hebrew.woff2", "frank-latin.woff2")
_SYSTEM_FONTS = ("DejaVuSerif.ttf", "FreeSerif.ttf", "DejaVuSans.ttf", "times.ttf", "Times New Roman.ttf")
"""Where the page's parts were not brought; Pillow looks for them in the folders of each system."""
_NO_CHARACTER = "\uffff"
_NOT_DRAWN = frozenset({"Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn"})
"""Points and accents stand wrongly without a layout engine; signs of direction and control are not seen."""
# A sign before or after a Latin run or a number takes the direction of the Hebrew around it and jumps to the
# run's other side: "C++" would be shown as "++C". A mark on either side of the run keeps it.
_JUMPING = re.compile(r"[@#.+]*[A-Za-z][\w.@/:&-]*[+#/&]*|(?<!\S)[-+−]\d[\d.,]*%?", re.ASCII)
_LEFT_TO_RIGHT_MARK = "\u200e"
_STEP = 0.94
"""From one size that is tried to the next."""
LEADING = 1.12
"""From line to line, in sizes of the letters."""
CAPITAL = 0.72
"""From the baseline to the top of a figure or a capital, in sizes of the letters."""


class Letters:
    """The page's letters at one weight and size."""

    def __init__(self, weight: int, size: float) -> None:
        self.size = size
        self._fonts = _fonts(weight, size)
        self._advances: dict[str, float] = {}

    def width(self, text: str) -> float:
        """How wide a line is, in pixels; kerning, which is not counted, makes it a little narrower."""
        return sum(self._advance(sign) for sign in text)

    def draw(self, picture: ImageDraw.ImageDraw, right: float, baseline: float, text: str, ink: str) -> None:
        """Draw a line that begins at its right edge.

        Args:
            picture: to draw in.
            right, baseline: where, in pixels.
            text: in the order in which it is read.
            ink: the colour.
        """
        runs = self._runs(text)
        at = right - sum(font.getlength(run) for font, run in runs)
        for font, run in runs:
            picture.text((at, baseline), run, font=font, fill=ink, anchor="ls")
            at += font.getlength(run)

    def _runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """What is drawn from left to right, each piece with its font; what no font has is left out."""
        marked = _JUMPING.sub(rf"{_LEFT_TO_RIGHT_MARK}\g<0>{_LEFT_TO_RIGHT_MARK}", text)
        shown = str(get_display(marked, base_dir="R")).replace(_LEFT_TO_RIGHT_MARK, "")
        placed = [(number, sign) for sign in shown if (number := self._font_of(sign)) is not None]
        return [
            (self._fonts[number], "".join(sign for _, sign in run))
            for number, run in groupby(placed, key=lambda pair: pair[0])
        ]

    def _advance(self, sign: str) -> float:
        if sign not in self._advances:
            number = self._font_of(sign)
            self._advances[sign] = 0.0 if number is None else self._fonts[number].getlength(sign)
        return self._advances[sign]

    def _font_of(self, sign: str) -> int | None:
        return next((number for number, font in enumerate(self._fonts) if _has(font, sign)), None)


@dataclass(frozen=True)
class Block:
    """Text broken into lines at a size at which it fits."""

    lines: tuple[str, ...]
    letters: Letters

    @property
    def height(self) -> float:
        """From the top of the first line to the baseline of the last, in pixels."""
        return self.letters.size * (CAPITAL + LEADING * (len(self.lines) - 1)) if self.lines else 0.0


def drawable(text: str) -> str:
    """The text as it can be drawn: one line, without points and signs that are not seen."""
    kept = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", text))
    return " ".join("".join(sign for sign in kept if unicodedata.category(sign) not in _NOT_DRAWN).split())


def fitted(text: str, weight: int, width: float, height: float, largest: float, smallest: float) -> Block:
    """The text in as large letters as fit into a box; what does not fit even in the smallest is cut.

    Args:
        text: any; see `drawable`.
        weight: of the letters, 300 to 900.
        width, height: of the box, in pixels; there is always room for one line.
        largest, smallest: size of the letters, in pixels.
    """
    words, size = drawable(text).split(), largest
    while True:
        letters = Letters(weight, round(size))
        room = max(1, int((height / letters.size - CAPITAL) / LEADING + 1))
        broken = _broken(words, letters, width)
        fits = len(broken) <= room and all(letters.width(word) <= width for word in words)
        if fits or size * _STEP < smallest:
            return Block(tuple(_balanced(words, broken[:room], letters, width, len(broken) > room)), letters)
        size *= _STEP


def _balanced(words: list[str], lines: list[str], letters: Letters, width: float, cut: bool) -> list[str]:
    """The same number of lines, as even as they can be; what was cut ends in an ellipsis."""
    if cut:
        last = lines[-1]
        while last and letters.width(f"{last}…") > width:
            last = last[:-1].rstrip()
        return [*lines[:-1], f"{last}…"]
    narrow, wide = 0.0, width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        even = _broken(words, letters, middle)
        if len(even) > len(lines) or any(letters.width(word) > middle for word in words):
            narrow = middle
        else:
            wide, lines = middle, even
    return lines


def _broken(words: list[str], letters: Letters, width: float) -> list[str]:
    """Lines of whole words; a word that is wider than a line is broken where the line ends."""
    lines: list[str] = []
    line = ""
    for word in chain.from_iterable(_pieces(word, letters, width) for word in words):
        if line and letters.width(f"{line} {word}") > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def _pieces(word: str, letters: Letters, width: float) -> list[str]:
    if letters.width(word) <= width:
        return [word]
    ends = [0]
    while ends[-1] < len(word):
        end = ends[-1] + 1
        while end < len(word) and letters.width(word[ends[-1] : end + 1]) <= width:
            end += 1
        ends.append(end)
    return [word[start:end] for start, end in pairwise(ends)]


@lru_cache(maxsize=256)
def _fonts(weight: int, size: float) -> tuple[ImageFont.FreeTypeFont, ...]:
    """The page's fonts; without them one of the system's, else the one in Pillow, which has no Hebrew."""
    folder = page_folder() / "static" / "vendor" / "fonts"
    paths = [folder / name for name in _PAGE_FONTS]
    if all(path.is_file() for path in paths):
        fonts = tuple(_opened(str(path), size) for path in paths)
        for font in fonts:
            font.set_variation_by_axes([weight])
        return fonts
    for name in _SYSTEM_FONTS:
        try:
            return (_opened(name, size),)
        except OSError:
            continue
    default = ImageFont.load_default(size)
    return (default,) if isinstance(default, ImageFont.FreeTypeFont) else ()


def _opened(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    """Whether the font draws the character otherwise than one that does not exist."""
    return bytes(font.getmask(sign)) != bytes(font.getmask(_NO_CHARACTER))
