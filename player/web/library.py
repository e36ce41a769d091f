"""The library page: which episodes there are."""

from collections.abc import Callable

from flask import Blueprint, render_template, request

from player.library import EpisodeSummary
from player.web.parts import parts, wants_fragment

pages = Blueprint("library", __name__)

ORDERS: dict[str, tuple[Callable[[EpisodeSummary], str], bool]] = {
    "new": (lambda episode: episode.narrated_at, True),
    "date": (lambda episode: episode.facts.date, True),
    "title": (lambda episode: episode.facts.title, False),
}
"""Order → what it compares, whether the greatest goes first; ``words/`` has what each is called."""


@pages.get("/")
def index() -> str:
    """The page; or, for htmx, its list alone."""
    query = request.args.get("q", "").strip()
    order = request.args.get("order", "new")
    every = parts().library.episodes()
    return render_template(
        "library/_episodes.html" if wants_fragment() else "library/index.html",
        episodes=in_order(matching(every, query), order),
        library_is_empty=not every,
        query=query,
        order=order,
        orders=ORDERS,
    )


def matching(episodes: list[EpisodeSummary], query: str) -> list[EpisodeSummary]:
    """The episodes whose facts or speakers hold every word of the query."""
    words = query.casefold().split()
    return [episode for episode in episodes if all(word in _searched(episode) for word in words)]


def _searched(episode: EpisodeSummary) -> str:
    facts = episode.facts
    return " ".join((facts.series, facts.number, facts.title, facts.guest, *episode.speakers)).casefold()


def in_order(episodes: list[EpisodeSummary], order: str) -> list[EpisodeSummary]:
    """The episodes in an order of `ORDERS`; the newest first for one that is not there."""
    compared, greatest_first = ORDERS.get(order, ORDERS["new"])
    return sorted(episodes, key=compared, reverse=greatest_first)
