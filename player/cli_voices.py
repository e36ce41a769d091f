"""The commands about voices: which there are, bring them, hear one, measure their times."""

import json
from contextlib import ExitStack
from pathlib import Path

import click

from audio.engines.kokoro_files import DEFAULT_FOLDER
from audio.engines.kokoro_setup import install
from player.calibrating import calibrate, onset_facts, onset_row
from player.cli_parts import bar, engine_option, example, home_of, json_option
from player.config import load_settings
from player.hearing import let_hear
from player.showing import voice_rows


@click.group("voices", invoke_without_command=True, epilog=example("karyan voices", "karyan voices install"))
@json_option
@click.pass_context
def voices_command(ctx: click.Context, as_json: bool) -> None:
    """הקולות · The voices, and which engines can speak now."""
    if ctx.invoked_subcommand:
        return
    home = home_of()
    for row in voice_rows(home.engine_settings, home.settings.language, as_json):
        click.echo(row)


@voices_command.command("install", epilog=example("karyan voices install"))
def install_command() -> None:
    """להתקין את הקול העצבי · Bring the neural voice's files, or mend them; once there, no network is used."""
    settings = load_settings()

    def tell(he: str, en: str) -> None:
        click.echo(he if settings.language == "he" else en, err=True)

    install(settings.voices or DEFAULT_FOLDER, tell)


@voices_command.command(
    "hear", epilog=example("karyan voices hear kokoro-yael", "karyan voices hear espeak-gil --text שלום")
)
@click.argument("voice")
@click.option("--text", help="מה לומר · What it says; its sample line when not given.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="קובץ או תיקייה · A file, or a folder in which the file gets the voice's name.",
)
def hear_command(voice: str, text: str | None, output: Path) -> None:
    """לשמוע קול · Write an MP3 in which a voice says its sample line."""
    click.echo(let_hear(home_of(), voice, text, output))


@click.command(
    "calibrate", epilog=example("karyan calibrate --engine kokoro", "karyan calibrate --voice kokoro-shira")
)
@engine_option
@click.option("--voice", "voices", multiple=True, help="קול אחד בלבד, או כמה · Only this voice; repeatable.")
@json_option
def calibrate_command(engine: str | None, voices: tuple[str, ...], as_json: bool) -> None:
    """לבדוק את זמני המילים · Measure in the sound itself how far the words' times are off."""
    home = home_of()
    with ExitStack() as stack:
        show = bar(stack, "מודד" if home.settings.language == "he" else "Measuring")
        measured = list(calibrate(home, engine, voices, show))
    if as_json:
        click.echo(json.dumps([onset_facts(onsets) for onsets in measured], ensure_ascii=False))
        return
    for onsets in measured:
        click.echo(onset_row(onsets, home.settings.language))
