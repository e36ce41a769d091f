"""Who speaks: the paragraphs of which it is not certain, and settling each with one click."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player.library import Narration
from player.settling import SpokenParagraph, possible_speakers, settle, who_speaks
from player.web.guarding import for_editors
from player.web.parts import made_by, parts, wants_fragment
from player.web.reader import ShownSpeaker, shown_speakers, unsure_count

pages = Blueprint("speakers", __name__)

_WORDS_AROUND = 14


@dataclass(frozen=True)
class Around:
    """A little of the paragraph before or after, and who speaks it."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Row:
    """A paragraph of the page."""

    paragraph: SpokenParagraph
    before: Around | None
    after: Around | None


@pages.get("/episodes/<slug>/speakers")
@for_editors
def look(slug: str) -> str:
    """The paragraphs that somebody should look at, then those that were settled; or, when asked, all."""
    narration = parts().library.narration(slug)
    paragraphs = who_speaks(narration, parts().home.decisions.decided(slug).speakers)
    everything = "all" in request.args
    rows = [row(paragraphs, one.index) for one in paragraphs if everything or one.is_unsure or one.settled]
    return render_template(
        "speakers/index.html",
        facts=narration.timeline.episode,
        rows=rows if everything else sorted(rows, key=lambda row: not row.paragraph.is_unsure),
        everything=everything,
        speakers=choices(narration),
        unsure=unsure_count(paragraphs),
    )


@pages.post("/episodes/<slug>/speakers/<key>")
def decide(slug: str, key: str) -> ResponseReturnValue:
    """Settle whose the paragraph is; without a speaker, take back what was settled."""
    speaker = request.form.get("speaker", "")
    settle(parts().home, slug, key, speaker, made_by())
    narration = parts().library.narration(slug)
    paragraphs = who_speaks(narration, parts().home.decisions.decided(slug).speakers)
    index = next(one.index for one in paragraphs if one.key == key)
    if not wants_fragment():
        page = url_for("speakers.look", slug=slug, _anchor=f"p{index}")
        return redirect(page, HTTPStatus.SEE_OTHER)
    return render_template(
        "speakers/_decided.html",
        facts=narration.timeline.episode,
        row=row(paragraphs, index),
        speakers=choices(narration),
        unsure=unsure_count(paragraphs),
        taken_back=not speaker,
    )


def choices(narration: Narration) -> list[ShownSpeaker]:
    """Whose a paragraph can be, each with the colour and mark of the reading page."""
    return shown_speakers(possible_speakers(narration.timeline))


def row(paragraphs: Sequence[SpokenParagraph], index: int) -> Row:
    """The paragraph of that index with a little of what stands around it."""
    before = paragraphs[index - 1] if index else None
    after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return Row(
        paragraphs[index],
        Around(before.speaker, _last_words(before.text)) if before else None,
        Around(after.speaker, _first_words(after.text)) if after else None,
    )


def _last_words(text: str) -> str:
    words = text.split()
    return ("… " if len(words) > _WORDS_AROUND else "") + " ".join(words[-_WORDS_AROUND:])


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_AROUND]) + (" …" if len(words) > _WORDS_AROUND else "")
