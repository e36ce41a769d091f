"""The addresses of a house's feed and of what it names; the routes are in `player.web.feed`."""

from dataclasses import dataclass
from urllib.parse import quote

from player.slugs import slug

FILES = {
    "episode.mp3": "mp3",
    "transcript.vtt": "vtt",
    "transcript.json": "podcast_json",
    "chapters.json": "chapters",
}
"""File of an episode in the feed → the export that it is; apps go by the ending of an address."""


@dataclass(frozen=True)
class Addresses:
    """Where podcast apps find everything."""

    site: str
    """The page's own address, without a slash at its end."""
    key: str
    """The house's secret, or the word that stands for it in a public house."""

    def feed(self, series: str = "", page: int = 1) -> str:
        """The feed of a series, or of the whole house."""
        return f"{self._folder}/{_feed_name(series)}.xml" + (f"?page={page}" if page > 1 else "")

    def cover(self, series: str = "") -> str:
        """The picture of a series, or of the house."""
        return f"{self._folder}/{_feed_name(series)}.png"

    def file(self, episode: str, name: str) -> str:
        """One of the `FILES` of an episode, or its ``cover.png``."""
        return f"{self._folder}/{quote(episode)}/{name}"

    def page(self, episode: str = "") -> str:
        """The page of an episode, or that of the library."""
        return f"{self.site}/episodes/{quote(episode)}" if episode else f"{self.site}/"

    @property
    def _folder(self) -> str:
        return f"{self.site}/feed/{quote(self.key)}"


def _feed_name(series: str) -> str:
    return f"series/{quote(slug(series))}" if series else "house"
