"""The command line: each command reads its words, calls one use case and shows what it returns."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from getpass import getuser
from pathlib import Path
from typing import Any

import click

from audio.engines.table import Choice
from audio.errors import BadUse, KaryanError
from player.cli_bin import delete_command, restore_command
from player.cli_bring import bring_command
from player.cli_cast import cast_command
from player.cli_clean import clean_command
from player.cli_doctor import doctor_command
from player.cli_export import export_command
from player.cli_feed import feed_command
from player.cli_lexicon import lexicon_command
from player.cli_mend import history_command, mend_command, redo_command, undo_command
from player.cli_parts import bar, engine_option, example, home_of, json_option
from player.cli_password import password_command
from player.cli_runs import run_facts, run_lines, runs_command
from player.cli_say import say_command
from player.cli_search import search_command
from player.cli_settings import settings_command
from player.cli_speakers import speakers_command
from player.cli_voices import calibrate_command, voices_command
from player.cli_worker import worker_command
from player.config import SETTINGS, load_settings
from player.errors import disk_refused
from player.home import Home
from player.inspecting import STAGES, inspect_speakers, inspect_transcript
from player.narrating import begin
from player.narration import Progress, Report, narrate, narrate_episode
from player.serving import check_reach, serve_library
from player.showing import (
    episode_rows,
    failure_sentence,
    fallback_sentence,
    report_facts,
    report_sentence,
)
from player.transcript.document import read_bytes
from player.watching import watch

BAD_USE, FAILURE, INTERRUPTED = 2, 1, 130


class Door(click.Group):
    """Turns our errors into one sentence in the user's language and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KaryanError as error:
            _refuse(ctx, error, BAD_USE if isinstance(error, BadUse) else FAILURE)
        except BrokenPipeError:
            raise  # `karyan inspect … | head`: click ends quietly
        except OSError as error:
            _refuse(ctx, disk_refused(error), FAILURE)
        except KeyboardInterrupt:
            _refuse(ctx, _STOPPED, INTERRUPTED)


_STOPPED = KaryanError(
    "נעצר; מה שכבר הוקרא נשמר, והרצה נוספת תמשיך ממנו",
    "stopped; what was spoken is kept, and the next run goes on from there",
)


def _refuse(ctx: click.Context, error: KaryanError, code: int) -> None:
    click.echo(error.sentence(ctx.find_root().obj or _language()), err=True)
    ctx.exit(code)


def _language() -> str:
    try:
        return load_settings().language
    except KaryanError:
        return "en"


def _settings_help() -> str:
    rows = "\n\n".join(
        f"\b\n  {setting.variable}\n    {setting.help_he}\n    {setting.help_en}" for setting in SETTINGS
    )
    return f"הגדרות סביבה · Settings, from the environment:\n\n{rows}"


host_option = click.option("--host", help="הכתובת שבה מגישים · The address to serve on.")
port_option = click.option(
    "--port", type=click.IntRange(0, 65535), help="הפתחה · The port; 0 for any free one."
)
transcript_argument = click.argument("transcript", type=click.Path(path_type=Path))


@click.group(cls=Door, epilog=_settings_help())
@click.version_option(package_name="karyan")
def karyan() -> None:
    """קריין: תמליל של שיחה נכנס, פרק מוקרא יוצא.

    Karyan narrates the transcript of a Hebrew conversation, each speaker in a voice of its own, and plays it
    with the current line and word lit.
    """


@karyan.command(
    "narrate", epilog=example("karyan narrate conversation.txt", "karyan narrate talk.txt --json")
)
@transcript_argument
@engine_option
@click.option(
    "--background",
    is_flag=True,
    help="ברקע, על ידי karyan serve או karyan worker · By the workers; karyan runs shows how far it is.",
)
@json_option
def narrate_command(transcript: Path, engine: str | None, background: bool, as_json: bool) -> None:
    """להקריא תמליל · Narrate a transcript and put the episode into the library."""
    home = home_of(engine)
    if background:
        _narrate_behind(transcript, home, as_json)
        return
    report = _narrate(transcript, home)
    if as_json:
        click.echo(json.dumps(report_facts(report), ensure_ascii=False))
    elif not report.clips_failed:
        click.echo(report_sentence(report, home.settings.language))
    _end_if_failed(report, home)


@karyan.command("listen", epilog=example("karyan listen conversation.txt"))
@transcript_argument
@engine_option
@host_option
@port_option
@click.option("--browser/--no-browser", default=True, help="לפתוח דפדפן · Open the browser.")
def listen_command(
    transcript: Path, engine: str | None, host: str | None, port: int | None, browser: bool
) -> None:
    """להקריא ולהאזין · Narrate a transcript, serve the page and open it."""
    home = home_of(engine, host)
    # Before minutes of narrating.
    check_reach(home)
    report = _narrate(transcript, home)
    _end_if_failed(report, home)
    click.echo(report_sentence(report, home.settings.language), err=True)
    serve_library(home, port, f"/episodes/{report.episode}", browser, click.echo, _hint)


@karyan.command("serve", epilog=example("karyan serve", "karyan serve --port 9000"))
@host_option
@port_option
@click.option(
    "--workers/--no-workers",
    default=True,
    help="להקריא ברקע מכאן · Speak here what the studio asks for; else karyan worker does.",
)
def serve_command(host: str | None, port: int | None, workers: bool) -> None:
    """להגיש את הספרייה · Serve the library's page and the studio."""
    serve_library(home_of(host=host), port, "/", False, click.echo, _hint, workers)


@karyan.command("list", epilog=example("karyan list", "karyan list --json"))
@json_option
def list_command(as_json: bool) -> None:
    """הפרקים שבספרייה · The episodes in the library."""
    home = home_of()
    episodes = home.library.episodes()
    if as_json:
        click.echo(json.dumps([_flat(asdict(episode)) for episode in episodes], ensure_ascii=False))
        return
    for row in episode_rows(episodes, home.settings.language):
        click.echo(row)


@karyan.command(
    "inspect", epilog=example("karyan inspect talk.txt", "karyan inspect talk.txt --stage spoken")
)
@transcript_argument
@click.option("--stage", type=click.Choice([*STAGES]), help="שלב אחד בלבד · One stage only.")
@click.option("--speakers", is_flag=True, help="מי מדבר, באיזו ודאות ומדוע · Who speaks, how sure and why.")
@engine_option
def inspect_command(transcript: Path, stage: str | None, speakers: bool, engine: str | None) -> None:
    """כל שלב בדרך, כטקסט · Each stage of the way as text: what was understood and how it is said."""
    if speakers:
        for row in inspect_speakers(transcript, home_of(engine)):
            click.echo(row)
        return
    for line in inspect_transcript(transcript, home_of(engine), [stage] if stage else [*STAGES]):
        click.echo(line)


karyan.add_command(search_command)
karyan.add_command(delete_command)
karyan.add_command(restore_command)
karyan.add_command(bring_command)
karyan.add_command(clean_command)
karyan.add_command(cast_command)
karyan.add_command(runs_command)
karyan.add_command(export_command)
karyan.add_command(feed_command)
karyan.add_command(password_command)
karyan.add_command(settings_command)
karyan.add_command(speakers_command)
karyan.add_command(voices_command)
karyan.add_command(calibrate_command)
karyan.add_command(doctor_command)
karyan.add_command(lexicon_command)
karyan.add_command(say_command)
karyan.add_command(worker_command)
for command in (mend_command, undo_command, redo_command, history_command):
    karyan.add_command(command)


def _narrate_behind(transcript: Path, home: Home, as_json: bool) -> None:
    slug = str(transcript)
    if not _is_episode(transcript, home):
        slug = home.manuscripts.bring(read_bytes(transcript), transcript.name).slug
    watched = watch(home, begin(home, slug, getuser()))
    if as_json:
        click.echo(json.dumps(run_facts(watched), ensure_ascii=False))
        return
    for line in run_lines(watched, home.settings.language):
        click.echo(line)


def _narrate(transcript: Path, home: Home) -> Report:
    language = home.settings.language
    label = "מקריא" if language == "he" else "Narrating"
    with ExitStack() as stack:

        def say_choice(choice: Choice) -> None:
            click.echo(choice.reason_he if language == "he" else choice.reason_en, err=True)

        report = _narrated(transcript, home, say_choice, bar(stack, label))
    if report.clips_fallback:
        click.echo(fallback_sentence(report, language), err=True)
    return report


def _hint(sentence: str) -> None:
    click.echo(sentence, err=True)


def _narrated(
    transcript: Path, home: Home, on_choice: Callable[[Choice], None], on_progress: Progress
) -> Report:
    """A file is brought and narrated; an episode whose document is kept is narrated again."""
    if _is_episode(transcript, home):
        return narrate_episode(str(transcript), home, on_choice, on_progress)
    return narrate(transcript, home, on_choice, on_progress)


def _is_episode(transcript: Path, home: Home) -> bool:
    """Whether it is no file, but the name of an episode whose document is kept."""
    name = str(transcript)
    return not transcript.exists() and any(one.slug == name for one in home.manuscripts.all())


def _end_if_failed(report: Report, home: Home) -> None:
    if report.clips_failed:
        click.echo(failure_sentence(report, home.settings.language), err=True)
        sys.exit(FAILURE)


def _flat(episode: dict[str, Any]) -> dict[str, Any]:
    return {**episode.pop("facts"), **episode}
