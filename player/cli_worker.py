"""``karyan worker``: more hands for narrations in the background, on this machine or another."""

import click

from player.cli_parts import example, home_of
from player.crew import Crew


@click.command("worker", epilog=example("karyan worker", "karyan worker --jobs 4"))
@click.option("--jobs", type=click.IntRange(1), help="כמה מקריאים בו בזמן · How many speak at once.")
def worker_command(jobs: int | None) -> None:
    """להקריא ברקע · Speak what the studio asks for, beside karyan serve or on another machine."""
    settings = home_of().settings
    crew = Crew(settings.but(jobs=jobs) if jobs else settings)
    crew.begin()
    hebrew = settings.language == "he"
    click.echo("המקריאים בעבודה; לעצירה: Ctrl-C" if hebrew else "the workers are at work; to end: Ctrl-C")
    try:
        crew.wait()
    finally:
        crew.end()
