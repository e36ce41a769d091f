"""The commands about voices: which there are, bring them, add one's own, hear one, measure their times."""

import json
from contextlib import ExitStack
from pathlib import Path

import click

from audio.adding import add_voice
from audio.engines.kokoro_files import DEFAULT_FOLDER
from audio.engines.kokoro_setup import install
from audio.engines.piper_setup import remove
from audio.speech import Gender
from player.calibrating import calibrate, onset_facts, onset_row
from player.cli_parts import bar, engine_option, example, home_of, json_option
from player.config import load_settings
from player.hearing import let_hear
from player.showing import voice_row, voice_rows


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
    "add",
    epilog=example(
        "karyan voices add en_US-lessac-medium.onnx --name דנה --gender f",
        "karyan voices add voices.zip --speaker p225 --speaker p226",
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--name", default="", help="שם בעברית · How people see it; its file's name when not given.")
@click.option("--gender", type=click.Choice(["m", "f"]), help="המין · Told by the pitch when not given.")
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    help="דובר אחד מתוך קול שיש בו כמה · One speaker of a voice that has several; repeatable.",
)
def add_command(path: Path, name: str, gender: Gender | None, speakers: tuple[str, ...]) -> None:
    """להוסיף קול Piper · Add a Piper voice: an .onnx with its .onnx.json, a folder or a zip with both."""
    settings = load_settings()
    with ExitStack() as stack:
        show = bar(stack, "בודק" if settings.language == "he" else "Trying")
        added = add_voice(path, settings.piper_voices, name, gender, speakers, show)
    for voice in added:
        click.echo(voice_row(voice, settings.language))


@voices_command.command("remove", epilog=example("karyan voices remove en-us-lessac-medium"))
@click.argument("voice")
def remove_command(voice: str) -> None:
    """להסיר קול Piper שנוסף · Take an added Piper voice away, with all its speakers."""
    click.echo(remove(voice, load_settings().piper_voices))


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
    measured = []
    with ExitStack() as stack:
        show = bar(stack, "מודד" if home.settings.language == "he" else "Measuring")
        for onsets in calibrate(home, engine, voices, show):
            measured.append(onset_facts(onsets))
            if not as_json:
                # The bar's line ends before the row's begins; the next voice has a bar of its own.
                stack.close()
                click.echo(onset_row(onsets, home.settings.language))
    if as_json:
        click.echo(json.dumps(measured, ensure_ascii=False))
