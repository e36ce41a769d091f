"""The checker finds what is wrong, and only that."""

import pytest

from tests.player.feed.rules import faults

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>שיחות</title><link>https://talks.example/</link><description>על הכול</description>
<language>he</language><itunes:image href="https://talks.example/a.png"/><itunes:explicit>false</itunes:explicit>
<itunes:category text="Society &amp; Culture"/><itunes:type>episodic</itunes:type>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked>yes</podcast:locked>
<atom:link rel="self" href="https://talks.example/feed.xml" type="application/rss+xml"/>
<item><title>אחת</title><link>https://talks.example/1</link><guid isPermaLink="false">1</guid>
<pubDate>Fri, 03 May 2024 12:00:00 +0000</pubDate>
<enclosure url="https://talks.example/1.mp3" length="1000" type="audio/mpeg"/>
<itunes:duration>63</itunes:duration><itunes:episode>1</itunes:episode>
<podcast:transcript url="https://talks.example/1.vtt" type="text/vtt" rel="captions"/>
<podcast:chapters url="https://talks.example/1.json" type="application/json+chapters"/>
<podcast:person role="guest" group="cast">נועה</podcast:person></item>
</channel></rss>"""


def test_a_feed_that_keeps_the_rules_has_no_faults() -> None:
    assert faults(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("</channel>", ""),
        ('version="2.0"', 'version="1.0"'),
        ("<title>שיחות</title>", ""),
        ("<title>אחת</title>", "<title> </title>"),
        ("https://talks.example/1.mp3", "/1.mp3"),
        ("https://talks.example/1.mp3", "https://talks.example/1"),
        ("https://talks.example/1.mp3", "https://talks.example/א.mp3"),
        ('length="1000"', 'length="0"'),
        ("audio/mpeg", "audio/mp3"),
        ("Fri, 03 May 2024 12:00:00 +0000", "2024-05-03"),
        ("Society &amp; Culture", "Talk"),
        ("<itunes:explicit>false", "<itunes:explicit>no"),
        ("a.png", "a.svg"),
        ('rel="self"', 'rel="me"'),
        ("<itunes:duration>63", "<itunes:duration>a minute"),
        ("<itunes:episode>1", "<itunes:episode>7ב"),
        ("text/vtt", "text/webvtt"),
        ("application/json+chapters", "application/json"),
        ('role="guest"', 'role="friend"'),
        ("נועה", " "),
        ("917393e3-", ""),
        ("<podcast:locked>yes", "<podcast:locked>true"),
        ("</item>", "</item><item><title>ב</title></item>"),
        ('<guid isPermaLink="false">', "<guid>"),
    ],
)
def test_each_fault_is_found(part: str, instead: str) -> None:
    assert part in GOOD
    assert faults(GOOD.replace(part, instead, 1).encode())


def test_two_items_that_are_one_are_found() -> None:
    item = GOOD[GOOD.index("<item>") : GOOD.index("</item>") + len("</item>")]
    found = faults(GOOD.replace(item, item * 2).encode())
    assert any("guid" in fault for fault in found) and any("enclosure" in fault for fault in found)
