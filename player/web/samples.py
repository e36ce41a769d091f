"""What the style page shows: made-up text in the real data classes, and copies of the page's own parts."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from player import search
from player.library import EpisodeSummary
from player.search import Found, FoundEpisode, Hit
from player.settling import SpokenParagraph
from player.shelf import Asked, Page
from player.timeline import EpisodeFacts, TimedLine, TimedTurn, TimedWord
from player.web.reader import HeadingLine, ShownSpeaker, shown_speakers
from player.web.speakers import Around, Row

_WORD_MS, _REST_MS = 320, 80

SPEAKERS: Sequence[ShownSpeaker] = shown_speakers(
    ("מאיה לוין", 'ד"ר איתן שגב', "הקהל", "רות", "יואב", "המספרת")
)
SAID: Sequence[Sequence[str]] = (
    ("איפה מתחיל נחל?", "אני הולכת לאורכו כבר 20 שנה, ועדיין לא ראיתי התחלה."),
    ("במפה הוא מתחיל בנקודה כחולה.", "בשטח זו אדמה לחה, ואחרי הגשם הראשון שומעים אותה."),
    ("ומה שומעים?",),
    ("קודם כול שקט.", "רק אחריו מגיע צליל דק, כמו דף שמישהו הופך."),
    ("רשמתי אותו פעם במחברת, באות אחת.",),
    ("המחברת נשארה ליד המים.",),
)
"""What each of the speakers says: lines of one paragraph."""
HEADING = (
    HeadingLine("שיחות על מים", False),
    HeadingLine("שיחה 4", False),
    HeadingLine("איפה מתחיל נחל", True),
    HeadingLine('עם ד"ר איתן שגב', False),
)
FACTS = EpisodeFacts("sample", "שיחות על מים", "4", "איפה מתחיל נחל", 'ד"ר איתן שגב', "2024-02-08", "")
EPISODE = EpisodeSummary(
    FACTS, tuple(one.name for one in SPEAKERS[:3]), "kokoro", 2_460_000, 5_200, "", doubts=2
)
ASKED, SOUGHT = Asked(), Asked(query="צליל")
SHELF, EMPTY_SHELF = Page((EPISODE,), 1, True), Page((), 0, True)
_LINE = SAID[1][1]
FOUND = Found(
    (
        FoundEpisode(
            FACTS,
            (Hit("p1-1", SPEAKERS[1].name, _LINE, 15_000, search.pieces(_LINE, search.sought("גשם"))),),
            3,
        ),
    )
)
NOT_FOUND = Found()


def turn(index: int, stand_in: str = "", guessed: Sequence[int] = ()) -> TimedTurn:
    """What the speaker of that index says.

    Args:
        stand_in: the voice that read it in place of the speaker's own; "" where it is his own.
        guessed: indices of the words in its first line of which no voice told the time.
    """
    lines = []
    now_ms = 12_000 * index
    for number, text in enumerate(SAID[index]):
        words = _timed(text, now_ms, guessed if number == 0 else ())
        lines.append(TimedLine(f"p{index}-{number}", index, text, words, stand_in))
        now_ms = words[-1].end_ms + 400
    return TimedTurn(index, f"s{index}", 1.0, tuple(lines))


def _timed(text: str, start_ms: int, guessed: Sequence[int]) -> tuple[TimedWord, ...]:
    """The words of a line, one after another at an even pace."""
    starts = [start_ms + (_WORD_MS + _REST_MS) * number for number in range(len(text.split()))]
    return tuple(
        TimedWord(match[0], *match.span(), start, start + _WORD_MS, number not in guessed)
        for number, (match, start) in enumerate(zip(re.finditer(r"\S+", text), starts, strict=True))
    )


def paragraph(index: int, sure: float, why: str, settled: str = "") -> SpokenParagraph:
    """A paragraph of the page that asks who speaks."""
    text = " ".join(SAID[index])
    return SpokenParagraph(index, f"k{index}", text, 12_000 * index, SPEAKERS[index].name, sure, why, settled)


def rows() -> tuple[Row, ...]:
    """Paragraphs in doubt, settled, and known by a label."""
    before, after = (Around(SPEAKERS[index].name, SAID[index][0]) for index in (0, 2))
    return (
        Row(paragraph(1, 0.62, "תשובה אחרי שאלה"), before, after),
        Row(paragraph(3, 0.55, "המשך הדברים", SPEAKERS[1].name), None, after),
        Row(paragraph(0, 1.0, ""), None, None),
    )


def but(html: str, old: str, new: str) -> Markup:
    """The same, but for its first `old`: so a part is shown in a state that scripts would bring it to.

    Raises:
        ValueError: where the part does not have it any more.
    """
    # As plain text, for else what is put in would be escaped.
    html, old, new = (str(text) for text in (html, old, new))
    if old not in html:
        raise ValueError(f"the part to be shown has no {old}")
    return Markup(html.replace(old, new, 1))


def inside(html: str, opening: str, content: str) -> Markup:
    """The same, with content behind its first `opening`."""
    return but(html, opening, str(opening) + str(content))


def marked(html: str, word: str, kinds: str) -> Markup:
    """The same, its first `word` marked as scripts mark words where they cannot paint them."""
    return but(html, word, f'<span class="{kinds}">{word}</span>')


# What scripts, htmx and the browser would find, take for the page's own, and act on.
_HOOKS = re.compile(
    r" (?:data-(?:act|player|panel|people|help|contents|keys|shelf|kept|find|return|preset|hit|cursor|drop"
    r"|progress|mend(?:-[a-z]+)?)|hx-[a-z:-]+|popover(?:target(?:action)?)?|autofocus|method|(?:form)?action|enctype"
    r'|role="(?:search|alert|status)")'
    r'(?:="[^"]*")?(?=[\s>])'
)
_REFERENCES = re.compile(r' (id|for|name|aria-labelledby|aria-describedby)="([^"]+)"')
_CHANGES = (
    (re.compile(r'(<form\b[^>]*?) aria-label="[^"]*"'), r"\1"),
    (re.compile(r'(<a\b[^>]*? href=)"[^"]*"'), r'\1"#"'),
    # No cover can be drawn of an episode that is not there.
    (re.compile(r'(<img\b[^>]*? src=)"[^"]*"'), r'\1"icon-192.png"'),
    # Outside of a dialog such a form is never sent.
    (re.compile(r"<form\b"), '<form method="dialog"'),
)


def copied(html: str, prefix: str) -> Markup:
    """A part of the page as a thing to look at: nothing finds it, it leads nowhere and does nothing.

    Args:
        prefix: for its ids, so that they stay unique.
    """
    html = _HOOKS.sub("", str(html))
    html = _REFERENCES.sub(lambda found: f' {found[1]}="{prefix}-{found[2]}"', html)
    for sought, instead in _CHANGES:
        html = sought.sub(instead, html)
    return Markup(html)
