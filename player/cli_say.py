"""The command that says a sentence and shows how it is read."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from player.cli_parts import example, home_of, json_option
from player.lexicon import HOUSE
from player.saying import Saying, say

_TITLES = {"he": ("נאמר", "בניקוד", "נשמע", "קובץ"), "en": ("spoken", "points", "phonemes", "file")}


@click.command(
    "say", epilog=example('karyan say "שלום לד״ר לייטמן"', 'karyan say "בת 12" --voice espeak-noa --no-sound')
)
@click.argument("text")
@click.option("--voice", help="הקול · Who says it, as in karyan voices; without it the one of auto.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="קובץ או תיקייה · A file, or a folder in which it is called say.mp3.",
)
@click.option("--sound/--no-sound", default=True, help="לכתוב קובץ קול · Whether to speak it at all.")
@click.option("--episode", default=HOUSE, help="כמו בפרק הזה · By the lexicon of this episode too; its slug.")
@json_option
def say_command(text: str, voice: str | None, output: Path, sound: bool, episode: str, as_json: bool) -> None:
    """לומר משפט · Say a sentence into an MP3; print it as it is said, with its points and its phonemes."""
    home = home_of()
    said = say(home, text, voice, output if sound else None, episode)
    if as_json:
        click.echo(json.dumps(_facts(said), ensure_ascii=False))
        return
    shown = (said.spoken, said.pointed, said.phonemes, str(said.output or ""))
    for title, value in zip(_TITLES[home.settings.language], shown, strict=True):
        if value:
            click.echo(f"{title}\t{value}")


def _facts(said: Saying) -> dict[str, object]:
    return {
        "text": said.text,
        "voice": said.voice,
        "spoken": said.spoken,
        "pointed": said.pointed,
        "phonemes": said.phonemes,
        "words": [asdict(word) for word in said.words],
        "output": str(said.output) if said.output else None,
    }
