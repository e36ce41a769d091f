"""``karyan feed``: the addresses that podcast apps follow."""

import json

import click

from player.cli_parts import example, home_of, json_option
from player.config import PUBLIC, Settings
from player.feed.addresses import Addresses
from player.feed.channel import series_of
from player.feed.key import PUBLIC_KEY, house, renew


@click.command("feed", epilog=example("karyan feed", "karyan feed --renew"))
@click.option("--renew", "is_new", is_flag=True, help="כתובות סודיות חדשות · New secret addresses.")
@json_option
def feed_command(is_new: bool, as_json: bool) -> None:
    """כתובות ערוץ הפודקאסט · The addresses of the podcast feed: of the house and of each series.

    In a private house they are secret, and who has one may listen; with --renew those given before lead
    nowhere.
    """
    home = home_of()
    kept = renew(home.media) if is_new else house(home.media)
    key = PUBLIC_KEY if home.settings.feed == PUBLIC else kept.secret
    addresses = Addresses(_site(home.settings), key)
    feeds = {series: addresses.feed(series) for series in ("", *series_of(home.library))}
    if as_json:
        told = [{"series": series, "address": address} for series, address in feeds.items()]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    everything = "כל הספרייה" if home.settings.language == "he" else "the whole library"
    for series, address in feeds.items():
        click.echo(f"{series or everything}\n  {address}")


def _site(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.site or f"http://{host}:{settings.port}"
