"""What a transcript says beside its words and times: with it a file comes back as the same transcript."""

from typing import Any

from player.library import Narration


def title_block(narration: Narration) -> dict[str, Any]:
    """The title block, as it stands and as it was understood."""
    episode = narration.timeline.episode
    facts = {
        "series": episode.series,
        "number": episode.number,
        "title": episode.title,
        "guest": episode.guest,
        "date": episode.date,
        "edition": episode.edition,
    }
    return {"heading": list(narration.heading_lines), "facts": facts}


def guesses(narration: Narration) -> list[dict[str, Any]]:
    """Of each paragraph without a label: how sure it is who speaks, and why."""
    return [
        {"paragraph": guess.paragraph, "sure": guess.sure, "why": guess.why} for guess in narration.guesses
    ]
