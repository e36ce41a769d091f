"""A line's words as the page carries them: whole numbers in an attribute, unpacked when the line is lit.

A page with an element for each word is five times as heavy, and slower to lay out and to light.
"""

from markupsafe import Markup, escape

from player.timeline import TimedLine


def packed_words(line: TimedLine) -> str:
    """Four numbers a word: characters between the word before and it, its own characters, milliseconds from
    the end of the word before to its start, and those that it lasts. ``static/js/wordtimes.js`` reads them.
    """
    numbers: list[int] = []
    at_char, at_ms = 0, line.start_ms
    for word in line.words:
        numbers += (
            word.start_char - at_char,
            word.end_char - word.start_char,
            word.start_ms - at_ms,
            word.end_ms - word.start_ms,
        )
        at_char, at_ms = word.end_char, word.end_ms
    return " ".join(map(str, numbers))


def guessed_words(line: TimedLine) -> str:
    """The indices of the words whose time was interpolated, for no voice told it; "" where all were told."""
    return " ".join(str(index) for index, word in enumerate(line.words) if not word.measured)


def line_data(line: TimedLine) -> Markup:
    """The attributes of a line's element, of which a long page has thousands; so they are made in one go."""
    guessed = guessed_words(line)
    return Markup(
        f'data-line id="{escape(line.id)}" data-start-ms="{line.start_ms}" data-end-ms="{line.end_ms}"'
        f' data-words="{packed_words(line)}"' + (f' data-guessed="{guessed}"' if guessed else "")
    )
