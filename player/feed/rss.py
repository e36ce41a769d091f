"""A feed as RSS 2.0 with the tags of Apple Podcasts and of the podcast namespace.

lxml writes it rather than a library for feeds: feedgen knows neither the podcast namespace nor pages (RFC
5005), and what remains is a table of elements; lxml escapes them, and is here for Word documents anyway.
"""

from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

from lxml import etree

from player.exports.table import EXPORTS
from player.feed.addresses import FILES, Addresses
from player.feed.channel import Channel, Item
from player.timeline import EpisodeFacts
from player.transcript.shown import plain

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
MIME = "application/rss+xml; charset=utf-8"
_NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
_CATEGORY = "Society & Culture"
_HOUSE_TITLE = "קריין"
_LONGEST_NAME = 128
"""Of a person; aggregators cut what is longer (podcast namespace, ``person``)."""
_LARGEST_NUMBER = 1_000_000_000

Element = Any


def rss(shown: Channel, addresses: Addresses, is_public: bool) -> bytes:
    """The feed as a file.

    Args:
        shown: what it tells.
        addresses: where everything is.
        is_public: whether directories may list it.
    """
    root = etree.Element("rss", nsmap=_NAMES, version="2.0")
    channel = etree.SubElement(root, "channel")
    _tell_channel(channel, shown, addresses, is_public)
    for item in shown.items:
        _tell_item(etree.SubElement(channel, "item"), item, addresses)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _tell_channel(channel: Element, shown: Channel, addresses: Addresses, is_public: bool) -> None:
    title = plain(shown.series) or _HOUSE_TITLE
    _add(channel, "title", title)
    _add(channel, "link", addresses.page())
    _add(channel, "description", _channel_description(shown))
    _add(channel, "language", "he")
    _add(channel, "generator", "Karyan")
    if shown.updated:
        _add(channel, "lastBuildDate", format_datetime(shown.updated))
    for rel, page in _pages(shown):
        href = addresses.feed(shown.series, page)
        _add(channel, "atom:link", rel=rel, href=href, type="application/rss+xml")
    _add(channel, "itunes:author", title)
    _add(channel, "itunes:image", href=addresses.cover(shown.series))
    _add(channel, "itunes:category", text=_CATEGORY)
    _add(channel, "itunes:explicit", "false")
    _add(channel, "itunes:type", "episodic")
    if not is_public:
        _add(channel, "itunes:block", "Yes")
    _add(channel, "podcast:guid", shown.guid)
    _add(channel, "podcast:locked", "no" if is_public else "yes")
    _add(channel, "podcast:medium", "podcast")


def _pages(shown: Channel) -> Iterator[tuple[str, int]]:
    """The links between the pages (RFC 5005, 3), and to the page itself."""
    yield "self", shown.page
    if shown.pages > 1:
        yield "first", 1
        yield "last", shown.pages
    if shown.page > 1:
        yield "previous", shown.page - 1
    if shown.page < shown.pages:
        yield "next", shown.page + 1


def _channel_description(shown: Channel) -> str:
    if shown.series:
        return f"{plain(shown.series)}: שיחות מוקראות, עם תמליל שמלווה אותן."
    return "שיחות מוקראות מן הספרייה של קריין, עם תמליל שמלווה אותן."


def _tell_item(item: Element, told: Item, addresses: Addresses) -> None:
    facts = told.episode.facts
    title = plain(facts.title) or facts.slug
    _add(item, "title", " · ".join(part for part in (plain(facts.number), title) if part))
    _add(item, "link", addresses.page(facts.slug))
    _add(item, "description", _item_description(facts))
    _add(item, "guid", told.guid, isPermaLink="false")
    _add(item, "pubDate", format_datetime(told.published))
    mp3 = addresses.file(facts.slug, "episode.mp3")
    _add(item, "enclosure", url=mp3, length=str(told.mp3_bytes), type="audio/mpeg")
    _add(item, "itunes:title", title)
    _add(item, "itunes:duration", str(round(told.episode.duration_ms / 1000)))
    _add(item, "itunes:image", href=addresses.file(facts.slug, "cover.png"))
    _add(item, "itunes:explicit", "false")
    _add(item, "itunes:episodeType", "full")
    if facts.number.isdecimal() and 0 < int(facts.number) < _LARGEST_NUMBER:
        _add(item, "itunes:episode", str(int(facts.number)))
        _add(item, "podcast:episode", str(int(facts.number)))
    for element, file, rel in _beside(facts.slug, addresses):
        _add(item, element, **file, **rel)
    for speaker in told.cast:
        _add(
            item,
            "podcast:person",
            plain(speaker.name)[:_LONGEST_NAME] or "?",
            role=speaker.role,
            group="cast",
        )


def _beside(episode: str, addresses: Addresses) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """The files beside the sound: their elements, addresses and types, and what they are."""
    for name, form in FILES.items():
        if form == "mp3" or form not in EXPORTS:
            continue
        mime = EXPORTS[form].mime.partition(";")[0]
        told = {"url": addresses.file(episode, name), "type": mime}
        if form == "chapters":
            yield "podcast:chapters", told, {}
        else:
            yield "podcast:transcript", told, {"language": "he", "rel": "captions"}


def _item_description(facts: EpisodeFacts) -> str:
    title = plain(facts.title) or facts.slug
    return f"{title}. שיחה עם {plain(facts.guest)}." if plain(facts.guest) else f"{title}."


def _add(parent: Element, name: str, content: str = "", **attributes: str) -> None:
    prefix, colon, local = name.partition(":")
    element = etree.SubElement(parent, f"{{{_NAMES[prefix]}}}{local}" if colon else name, attributes)
    element.text = content or None
