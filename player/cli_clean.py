"""``karyan clean``: what the home holds, and taking away what nothing needs any more."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from player.cli_parts import example, home_of, json_option
from player.storage import KINDS, MB, Storage, clean, look


@click.command("clean", epilog=example("karyan clean --dry-run", "karyan clean"))
@click.option("--dry-run", is_flag=True, help="רק להראות · Only show what would be freed.")
@json_option
def clean_command(dry_run: bool, as_json: bool) -> None:
    """לפנות מקום · Take away what nothing needs: old clips, files of narrations that are gone, the bin's.

    What was written in the last 48 hours stays.
    """
    home = home_of()
    storage = (look if dry_run else clean)(home.library, home.media)
    if as_json:
        facts = {**asdict(storage), "bytes": storage.bytes, "free_bytes": storage.free_bytes}
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for row in _rows(storage, home.settings.language == "he", dry_run):
        click.echo(row)


def _rows(storage: Storage, is_hebrew: bool, dry_run: bool) -> Iterator[str]:
    for held in storage.held:
        kind = KINDS[held.kind]
        name = kind.name_he if is_hebrew else kind.name_en
        yield f"{name}\t{held.bytes / MB:.1f} MB\t{held.free_bytes / MB:.1f} MB"
    for title in storage.expired:
        yield f"ימיו בסל תמו: {title}" if is_hebrew else f"its days in the bin are over: {title}"
    if storage.of_unknown_clips:
        yield _unknown(storage.of_unknown_clips, is_hebrew)
    if storage.being_made:
        yield (
            "קטעי קול לא נוקו: הקראה בעיצומה; נסו שוב כשתסתיים"
            if is_hebrew
            else "no clips cleaned: a narration is in the works; try again when it is done"
        )
    freed = f"{storage.free_bytes / MB:.1f} MB"
    if is_hebrew:
        yield f"יתפנו {freed} מתוך {storage.bytes / MB:.1f}" if dry_run else f"התפנו {freed}"
    else:
        yield f"{freed} of {storage.bytes / MB:.1f} would be freed" if dry_run else f"{freed} freed"


def _unknown(count: int, is_hebrew: bool) -> str:
    if is_hebrew:
        return f"קטעי קול לא נוקו: {count} הקראות ישנות לא רשמו את קטעיהן; הקריאו את הפרקים שוב"
    return f"no clips cleaned: {count} older narrations did not note theirs; narrate those episodes again"
