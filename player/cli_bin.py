"""``karyan delete`` and ``karyan restore``: an episode goes into the bin, and comes back."""

import click

from player.bin import DAYS_KEPT
from player.cli_parts import example, home_of


@click.command("delete", epilog=example("karyan delete חיים-חדשים-451"))
@click.argument("episode")
def delete_command(episode: str) -> None:
    """למחוק פרק · Delete an episode; for thirty days `karyan restore` brings it back."""
    home = home_of()
    home.library.bin.put(episode)
    if home.settings.language == "he":
        click.echo(f"{episode} נמחק; במשך {DAYS_KEPT} יום אפשר להחזירו: karyan restore {episode}")
    else:
        click.echo(
            f"{episode} is deleted; for {DAYS_KEPT} days this brings it back: karyan restore {episode}"
        )


@click.command("restore", epilog=example("karyan restore", "karyan restore חיים-חדשים-451"))
@click.argument("episode", required=False)
def restore_command(episode: str | None) -> None:
    """להחזיר פרק שנמחק · Bring a deleted episode back; without a name, what is in the bin."""
    home = home_of()
    is_hebrew = home.settings.language == "he"
    if episode is not None:
        home.library.bin.bring_back(episode)
        click.echo(f"{episode} חזר לספרייה" if is_hebrew else f"{episode} is in the library again")
        return
    deleted = home.library.bin.episodes()
    for one in deleted:
        left = f"עוד {one.days_left} ימים" if is_hebrew else f"{one.days_left} days left"
        click.echo(f"{one.facts.slug}\t{one.facts.title}\t{left}")
    if not deleted:
        click.echo("הסל ריק" if is_hebrew else "the bin is empty", err=True)
