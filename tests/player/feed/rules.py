"""A checker of podcast feeds: the rules of RSS 2.0, of Apple Podcasts and of the podcast namespace.

From their published texts: the RSS 2.0 Specification (rssboard.org), RFC 5005, "A Podcaster's Guide to RSS"
(help.apple.com/itc/podcasts_connect) and the tags of github.com/Podcastindex-org/podcast-namespace. It knows
nothing of how a feed is made, and gives what is wrong as sentences.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

CATEGORIES = {
    "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "History", "Health & Fitness",
    "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science", "Society & Culture",
    "Sports", "Technology", "True Crime", "TV & Film",
}  # fmt: skip
SOUNDS = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".mp4": "video/mp4"}
TRANSCRIPTS = {"text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip"}
ROLES = {"host", "co-host", "guest", "guest host", "narrator", "voice actor", "announcer", "reporter"}
"""Those of the group "cast" that a conversation may need."""
PAGE_LINKS = {"self", "first", "last", "previous", "next", "alternate", "hub"}
MEDIA = {"podcast", "music", "video", "film", "audiobook", "newsletter", "blog"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
LONGEST_DESCRIPTION_BYTES = 4000

Element = etree._Element


def faults(feed: bytes) -> list[str]:
    """What is wrong with a feed; nothing where all rules are kept."""
    try:
        root = etree.fromstring(feed)
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    if root.tag != "rss" or root.get("version") != "2.0":
        return ["the root is not <rss version='2.0'>"]
    channels = root.findall("channel")
    if len(channels) != 1:
        return ["there is not one channel"]
    return [*_of_channel(channels[0]), *_of_items(channels[0].findall("item"))]


def _of_channel(channel: Element) -> Iterator[str]:
    for name in ("title", "link", "description", "language", f"{ITUNES}image", f"{ITUNES}explicit"):
        yield from _once(channel, name)
    yield from _address("the channel's link", channel.findtext("link"))
    yield from _texts(channel)
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", channel.findtext("language") or "", re.IGNORECASE):
        yield "the language is no code"
    yield from _picture(channel)
    yield from _one_of(channel, f"{ITUNES}explicit", {"true", "false"})
    yield from _one_of(channel, f"{ITUNES}type", {"episodic", "serial"})
    yield from _one_of(channel, f"{ITUNES}block", {"Yes"})
    yield from _one_of(channel, f"{PODCAST}locked", {"yes", "no"})
    yield from _one_of(channel, f"{PODCAST}medium", MEDIA)
    categories = channel.findall(f"{ITUNES}category")
    if not categories or any(one.get("text") not in CATEGORIES for one in categories):
        yield "no category of Apple's"
    if not UUID.fullmatch(channel.findtext(f"{PODCAST}guid") or ""):
        yield "podcast:guid is no UUID"
    yield from _date(channel, "lastBuildDate")
    yield from _links(channel.findall(f"{ATOM}link"))


def _links(links: list[Element]) -> Iterator[str]:
    rels = Counter(link.get("rel") for link in links)
    if rels["self"] != 1:
        yield "there is not one atom:link to the feed itself"
    if rels.keys() - PAGE_LINKS or max(rels.values(), default=0) > 1:
        yield f"odd links: {dict(rels)}"
    if ("first" in rels) != ("last" in rels) or ({"previous", "next"} & rels.keys() and "first" not in rels):
        yield "pages are linked, but not to the first and the last"
    for link in links:
        yield from _address("an atom:link", link.get("href"))


def _of_items(items: list[Element]) -> Iterator[str]:
    for number, item in enumerate(items):
        yield from (f"item {number}: {fault}" for fault in _of_item(item))
    for name, value in (
        ("guid", lambda item: item.findtext("guid")),
        ("enclosure", lambda item: item.find("enclosure").get("url")),
    ):
        yield from _all_different(name, items, value)


def _all_different(name: str, items: list[Element], value: Callable[[Element], str | None]) -> Iterator[str]:
    try:
        values = [value(item) for item in items]
    except AttributeError:
        return
    if len(set(values)) != len(values):
        yield f"two items have the same {name}"


def _of_item(item: Element) -> Iterator[str]:
    for name in ("title", "enclosure", "guid", "pubDate", "link"):
        yield from _once(item, name)
    yield from _texts(item)
    yield from _address("the link", item.findtext("link"))
    if (guid := item.find("guid")) is not None and guid.get("isPermaLink") != "false":
        yield from _address("a guid that is a permalink", guid.text)
    yield from _date(item, "pubDate")
    yield from _enclosure(item.find("enclosure"))
    yield from _picture(item)
    yield from _one_of(item, f"{ITUNES}explicit", {"true", "false"})
    yield from _one_of(item, f"{ITUNES}episodeType", {"full", "trailer", "bonus"})
    if not re.fullmatch(r"\d+|(\d+:)?[0-5]?\d:[0-5]\d", item.findtext(f"{ITUNES}duration") or "0"):
        yield "the duration is none"
    if not re.fullmatch(r"[1-9]\d*", item.findtext(f"{ITUNES}episode") or "1"):
        yield "itunes:episode is no whole number above 0"
    if not re.fullmatch(r"\d+(\.\d+)?", item.findtext(f"{PODCAST}episode") or "1"):
        yield "podcast:episode is no number"
    yield from _beside(item)
    yield from _people(item.findall(f"{PODCAST}person"))


def _enclosure(enclosure: Element | None) -> Iterator[str]:
    if enclosure is None:
        return
    yield from _address("the enclosure", enclosure.get("url"))
    ending = re.search(r"\.\w+$", urlsplit(enclosure.get("url") or "").path)
    if ending is None or SOUNDS.get(ending[0]) != enclosure.get("type"):
        yield "the enclosure's ending and type are not those of one sound"
    if not re.fullmatch(r"[1-9]\d*", enclosure.get("length") or ""):
        yield "the enclosure has no length in bytes"


def _beside(item: Element) -> Iterator[str]:
    for transcript in item.findall(f"{PODCAST}transcript"):
        yield from _address("a transcript", transcript.get("url"))
        if transcript.get("type") not in TRANSCRIPTS:
            yield f"no transcript's type: {transcript.get('type')}"
        if transcript.get("rel") not in (None, "captions"):
            yield "a transcript's rel may only be captions"
    chapters = item.findall(f"{PODCAST}chapters")
    if len(chapters) > 1:
        yield "more than one list of chapters"
    for one in chapters:
        yield from _address("the chapters", one.get("url"))
        if one.get("type") != "application/json+chapters":
            yield "the chapters are not of their type"


def _people(people: list[Element]) -> Iterator[str]:
    for person in people:
        if not (person.text or "").strip() or len(person.text or "") > 128:
            yield "a person has no name, or one of more than 128 characters"
        if person.get("role", "host").lower() not in ROLES or person.get("group", "cast").lower() != "cast":
            yield f"no role of the taxonomy: {person.get('role')}"


def _once(parent: Element, name: str) -> Iterator[str]:
    if len(parent.findall(name)) != 1:
        yield f"there is not one {etree.QName(name).localname}"


def _texts(parent: Element) -> Iterator[str]:
    for name in ("title", "description"):
        text = parent.findtext(name)
        if text is not None and (not text.strip() or text != text.strip()):
            yield f"{name} is empty or padded"
        if len((text or "").encode()) > LONGEST_DESCRIPTION_BYTES:
            yield f"{name} is longer than 4,000 bytes"


def _one_of(parent: Element, name: str, values: set[str]) -> Iterator[str]:
    found = [element.text for element in parent.findall(name)]
    if len(found) > 1 or not set(found) <= values:
        yield f"{etree.QName(name).localname} is not one of {sorted(values)}: {found}"


def _picture(parent: Element) -> Iterator[str]:
    for image in parent.findall(f"{ITUNES}image"):
        yield from _address("the picture", image.get("href"))
        if not re.search(r"\.(png|jpe?g)$", urlsplit(image.get("href") or "").path):
            yield "the picture's address does not end as one of a PNG or JPEG"


def _date(parent: Element, name: str) -> Iterator[str]:
    text = parent.findtext(name)
    if text is None:
        return
    try:
        told = parsedate_to_datetime(text)
    except ValueError:
        yield f"{name} is no date of RFC 822: {text}"
    else:
        if told.tzinfo is None:
            yield f"{name} has no zone"


def _address(what: str, address: str | None) -> Iterator[str]:
    parts = urlsplit(address or "")
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or not (address or "").isascii()
        or " " in address
    ):
        yield f"{what} is no whole address: {address}"
