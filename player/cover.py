"""An episode's cover, drawn from what the title block says, and the program's icon."""

import hashlib
import io
from functools import lru_cache

from PIL import Image, ImageDraw

from player.lettering import CAPITAL, LEADING, Block, drawable, fitted
from player.timeline import EpisodeFacts

COVER_PX = 1400
"""The least that Apple Podcasts takes; its rules ask for RGB without transparency, PNG or JPEG."""
COVER_SIZES = (192, 384, 768, COVER_PX)
"""In pixels a side; the page and the lock screen choose among them."""
VERSION = 1
"""Counts up whenever the same facts are drawn otherwise."""
PAPER = "#fdfbf6"
GROUNDS = (
    "#23556f", "#7d3448", "#3f5a2c", "#43437f", "#8a3f22", "#14595a", "#6a3868", "#5f4a14",
)  # fmt: skip
"""One a series. Paper on each has a contrast above 7, the quiet ink above 4.5 (WCAG 2.2, 1.4.6 and 1.4.3)."""
QUIET = 0.28
"""How much of the ground is in the quiet ink."""
_MARGIN = 0.09
_SUPERSAMPLED = 4
_ICON_GROUND = "#23556f"
# The lines of the icon in static/favicon.svg: right end, left end, height, thickness of 32, how bright.
_ICON_LINES = ((25, 14, 9, 2, 0.55), (25, 8, 14, 2, 0.55), (25, 12, 19, 2, 0.55), (25, 17, 24, 3, 1.0))


def cover_name(facts: EpisodeFacts, size: int) -> str:
    """The name under which a drawn cover may be kept: another one where what is drawn, or how, is another."""
    drawn = (facts.series, facts.number, facts.title, facts.guest, VERSION)
    return f"covers/{hashlib.sha256(repr(drawn).encode()).hexdigest()}-{size}.png"


@lru_cache(maxsize=64)
def cover_png(facts: EpisodeFacts, size: int = COVER_PX) -> bytes:
    """A square PNG: the number large, title, series and guest, on the series' own colour.

    Any of them may be missing, very long or of signs that no font has; then the others have the room. An
    episode of which nothing is known has the program's icon.

    Args:
        facts: of the episode.
        size: of a side, in pixels.
    """
    if not drawable(facts.series + facts.number + facts.title + facts.guest):
        return icon_png(size)
    # Drawn at one size, so that a small one has the same lines.
    return _png(_drawn(facts, ground_of(facts.series)).resize((size, size), Image.Resampling.LANCZOS))


@lru_cache(maxsize=16)
def series_png(series: str) -> bytes:
    """The cover of a whole series, on the colour of its episodes."""
    named = EpisodeFacts("", "", "", series, "", "", "")
    return _png(_drawn(named, ground_of(series))) if drawable(series) else icon_png(COVER_PX)


def _drawn(facts: EpisodeFacts, ground: str) -> Image.Image:
    size = COVER_PX
    picture = Image.new("RGB", (size, size), ground)
    draw = ImageDraw.Draw(picture)
    quiet = mixed(PAPER, ground, QUIET)
    right, width, top, bottom = size * (1 - _MARGIN), size * (1 - 2 * _MARGIN), 0.105 * size, 0.905 * size
    _lines_of_the_icon(picture, (_MARGIN * size, top), 0.15 * size, ground)
    # The icon stands beside the series, and the rest is built up from the bottom, the number in what is left.
    series = fitted(facts.series, 500, width * 0.76, 0.13 * size, 0.066 * size, 0.034 * size)
    _draw_up(draw, series, right, top + series.height, quiet)
    guest = fitted(facts.guest, 500, width, 0.13 * size, 0.064 * size, 0.04 * size)
    bottom = _draw_up(draw, guest, right, bottom, quiet, gap=0.075 * size)
    room = (0.3 if drawable(facts.number) else 0.5) * size
    title = fitted(facts.title, 700, width, room, 0.128 * size, 0.045 * size)
    bottom = _draw_up(draw, title, right, bottom, PAPER, gap=0.07 * size)
    room = bottom - top - series.height - 0.06 * size
    number = fitted(facts.number, 400, width, room, min(0.3 * size, room / CAPITAL), 0.1 * size)
    _draw_up(draw, number, right, bottom, PAPER)
    return picture


@lru_cache(maxsize=16)
def icon_png(size: int) -> bytes:
    """The program's icon as a square PNG without transparency; a system may round its corners."""
    picture = Image.new("RGB", (size, size), _ICON_GROUND)
    _lines_of_the_icon(picture, (0, 0), size, _ICON_GROUND, whole=True)
    return _png(picture)


def ground_of(series: str) -> str:
    """The colour of a series, always the same; that of the program where there is none."""
    name = drawable(series)
    if not name:
        return GROUNDS[0]
    return GROUNDS[int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % len(GROUNDS)]


def _draw_up(
    draw: ImageDraw.ImageDraw, block: Block, right: float, bottom: float, ink: str, gap: float = 0
) -> float:
    """Draw the lines so that the last one stands on the bottom; where the bottom of what is above them is."""
    for number, line in enumerate(reversed(block.lines)):
        block.letters.draw(draw, right, bottom - number * LEADING * block.letters.size, line, ink)
    return bottom - block.height - gap if block.lines else bottom


def _lines_of_the_icon(
    picture: Image.Image, at: tuple[float, float], side: float, ground: str, whole: bool = False
) -> None:
    """Draw the icon's four lines of text, the last one lit; alone they fill their square to its edges."""
    left, right, top, bottom = (0, 32, 0, 32) if whole else (7, 26.5, 8, 25.5)
    scale = side * _SUPERSAMPLED / (right - left)
    wide, high = round((right - left) * scale), round((bottom - top) * scale)
    large = Image.new("RGB", (wide, high), ground)
    draw = ImageDraw.Draw(large)
    for start, end, y, thickness, brightness in _ICON_LINES:
        half = thickness / 2
        box = [(value - offset) * scale for value, offset in (
            (end - half, left), (y - half, top), (start + half, left), (y + half, top),
        )]  # fmt: skip
        draw.rounded_rectangle(box, half * scale, fill=mixed(PAPER, ground, 1 - brightness))
    small = large.resize((wide // _SUPERSAMPLED, high // _SUPERSAMPLED), Image.Resampling.LANCZOS)
    picture.paste(small, (round(at[0]), round(at[1])))


def mixed(ink: str, ground: str, share: float) -> str:
    """The ink with so much of the ground in it."""
    channels = ((int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(above * (1 - share) + below * share):02x}" for above, below in channels)


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=6)
    return written.getvalue()
