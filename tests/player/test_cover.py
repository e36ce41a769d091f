"""The picture itself is looked at: its size, its ground, where there is ink."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from player import lettering
from player.cover import COVER_PX, GROUNDS, PAPER, QUIET, cover_png, ground_of, icon_png, mixed
from player.lettering import Letters, drawable, fitted
from player.timeline import EpisodeFacts

FACTS = EpisodeFacts("s", "שיחות על הדרך", "12", "הספרייה הנודדת", 'ד"ר נועה ברזילי', "2023-09-03", "")
HOSTILE = (
    "<script>alert(1)</script>",
    "]]> -- ' \"",
    "a\r\nb\x00",
    "\u202eהפוך\u202c",
    "א" * 300,
    "😀 你好",
    "א/ב",
)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def ink(facts: EpisodeFacts, size: int = COVER_PX) -> NDArray[np.bool_]:
    """Where something is drawn."""
    shown = np.asarray(picture(cover_png(facts, size)), np.int16)
    ground = [int(ground_of(facts.series)[at : at + 2], 16) for at in (1, 3, 5)]
    drawn: NDArray[np.bool_] = np.abs(shown - ground).max(axis=2) > 40
    return drawn


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    return (luminance(ink) + 0.05) / (luminance(ground) + 0.05)


@pytest.mark.parametrize("size", [192, 768, COVER_PX])
def test_a_cover_is_a_square_png_as_podcast_directories_take_it(size: int) -> None:
    shown = picture(cover_png(FACTS, size))
    assert (shown.format, shown.mode, shown.size) == ("PNG", "RGB", (size, size))


def test_the_same_episode_has_the_same_cover_and_another_number_another() -> None:
    assert cover_png(FACTS) == cover_png(replace(FACTS))
    assert len({cover_png(replace(FACTS, number=number)) for number in ("12", "13", "")}) == 3


def test_a_series_keeps_its_colour_whatever_signs_stand_in_its_name_and_each_colour_is_used() -> None:
    assert ground_of("שיחות") == ground_of("\u200fשיחות ") == ground_of("שִׂיחוֹת")
    assert {ground_of(f"סדרה {number}") for number in range(100)} == set(GROUNDS)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_letters_can_be_told_from_every_ground(ground: str) -> None:
    assert contrast(PAPER, ground) > 7
    assert contrast(mixed(PAPER, ground, QUIET), ground) > 4.5


def test_the_text_stands_at_the_right_and_keeps_to_the_margins() -> None:
    drawn = ink(FACTS)
    columns = np.flatnonzero(drawn.any(axis=0))
    assert columns[0] > 0.08 * COVER_PX and 0.89 * COVER_PX < columns[-1] < 0.925 * COVER_PX
    lower = drawn[COVER_PX // 3 :]
    assert lower[:, COVER_PX // 2 :].sum() > lower[:, : COVER_PX // 2].sum()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("part", ["series", "number", "title", "guest"])
def test_whatever_stands_in_a_part_the_margins_are_kept(part: str, text: str) -> None:
    drawn = ink(replace(FACTS, **{part: text}))
    margin = round(0.07 * COVER_PX)
    assert drawn.any()
    assert not drawn[:margin].any() and not drawn[-margin:].any()
    assert not drawn[:, :margin].any() and not drawn[:, -margin:].any()


def test_an_episode_of_which_nothing_is_known_has_the_icon() -> None:
    assert cover_png(EpisodeFacts("episode", "", "", "\u200f ", "", "", "")) == icon_png(COVER_PX)


def test_the_icon_is_the_pages_own() -> None:
    shown = picture(icon_png(192)).convert("RGB")
    assert shown.size == (192, 192)
    assert shown.getpixel((3, 3)) == (0x23, 0x55, 0x6F)
    red, _, _ = shown.getpixel((21 * 6, 24 * 6))  # type: ignore[misc]
    assert red > 240, "the fourth line is lit"


def test_points_and_signs_of_direction_are_not_drawn() -> None:
    assert drawable("\u202eשָׁלוֹם\u202c\n  לכם\x07") == "שלום לכם"
    assert drawable("Café") == "Café"


def test_a_long_title_wraps_and_shrinks_and_what_is_too_long_is_cut() -> None:
    one, three = (
        fitted("מילה", 700, 800, 300, 120, 40),
        fitted("מילה ארוכה מאוד " * 6, 700, 800, 300, 120, 40),
    )
    assert len(one.lines) == 1 and one.letters.size == 120
    assert len(three.lines) > 1 and three.letters.size < 120
    assert three.height <= 300
    assert all(three.letters.width(line) <= 800 for line in three.lines)
    cut = fitted("מילה ארוכה מאוד " * 60, 700, 800, 300, 120, 40)
    assert cut.lines[-1].endswith("…") and cut.letters.width(cut.lines[-1]) <= 800


def order(text: str) -> str:
    """What a line shows from left to right."""
    return "".join(run for _, run in Letters(500, 40)._runs(text))


def test_hebrew_and_latin_stand_in_their_order_with_brackets_turned_and_signs_in_their_place() -> None:
    assert order("שלום") == "םולש"
    assert order("שפת C++ כאן") == "ןאכ C++ תפש"
    assert order("(כן) 12") == "12 (ןכ)"
    assert order("Привет שלום") == "םולש ", "what no font has is left out"


def test_without_the_pages_fonts_there_is_a_cover_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lettering, "page_folder", lambda: tmp_path)
    lettering._fonts.cache_clear()
    try:
        other = replace(FACTS, number="13")
        assert ink(other).sum() > ink(replace(other, number="", title="", guest="")).sum()
    finally:
        lettering._fonts.cache_clear()
        cover_png.cache_clear()


def test_the_pages_fonts_are_the_ones_that_are_drawn_with() -> None:
    drawn_with = [Path(str(font.path)).name for font in Letters(500, 40)._fonts]
    assert drawn_with == ["frank-hebrew.woff2", "frank-latin.woff2"]
