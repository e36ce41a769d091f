"""The commands about the lexicon: what is in it, put a word in, take one out, bring and give it as a file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from player.cli_parts import example, home_of, json_option
from player.home import Home
from player.lexicon import HOUSE, Effect, new_entry
from player.lexicon_file import read_entries, write_entries

_FORMS_SHOWN = 8

episode_option = click.option(
    "--episode", default=HOUSE, help="לפרק אחד בלבד · For this episode only; its slug, as in karyan list."
)


@click.group(
    "lexicon",
    invoke_without_command=True,
    epilog=example("karyan lexicon", "karyan lexicon add לייטמן לַייְטְמַן"),
)
@json_option
@click.pass_context
def lexicon_command(ctx: click.Context, as_json: bool) -> None:
    """איך קוראים מילים · How words are read, where people decided it: for the house, for an episode."""
    if ctx.invoked_subcommand:
        return
    home = home_of()
    entries = home.lexicon.entries()
    if as_json:
        click.echo(json.dumps([vars(entry) for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        click.echo("\t".join(part for part in (entry.written, entry.said, entry.episode) if part))
    if not entries:
        click.echo(_in_language(home, "המילון ריק; להוספה:", "the lexicon is empty; to add:") + _HOW_TO_ADD)


_HOW_TO_ADD = " karyan lexicon add לייטמן לַייְטְמַן"


@lexicon_command.command(
    "add",
    epilog=example(
        "karyan lexicon add לייטמן לַייְטְמַן", 'karyan lexicon add ארה"ב אמריקה --episode חיים-חדשים-451'
    ),
)
@click.argument("written")
@click.argument("said")
@episode_option
@json_option
def add_command(written: str, said: str, episode: str, as_json: bool) -> None:
    """לקבוע איך מילה נקראת · Decide how a word or a phrase is read; it is found behind prefixes too."""
    home = home_of()
    entry = new_entry(written, said, episode)
    effect = home.lexicon.effect(put=[entry])
    home.lexicon.put([entry])
    if as_json:
        click.echo(json.dumps({**vars(entry), **_facts(effect)}, ensure_ascii=False))
        return
    click.echo(
        _in_language(
            home, f"„{entry.written}” ייאמר „{entry.said}”", f'"{entry.written}" is said "{entry.said}"'
        )
        + _unknown_episode(home, episode)
        + _cost(home, effect)
    )


@lexicon_command.command("remove", epilog=example("karyan lexicon remove לייטמן"))
@click.argument("written")
@episode_option
@json_option
def remove_command(written: str, episode: str, as_json: bool) -> None:
    """להוציא מילה · Forget what was decided of a word."""
    home = home_of()
    entry = home.lexicon.find(written, episode)
    effect = home.lexicon.effect(removed=[entry])
    home.lexicon.remove(entry)
    if as_json:
        click.echo(json.dumps({**vars(entry), **_facts(effect)}, ensure_ascii=False))
        return
    gone = _in_language(
        home, f"„{entry.written}” כבר אינו במילון", f'"{entry.written}" is out of the lexicon'
    )
    click.echo(gone + _cost(home, effect))


@lexicon_command.command("import", epilog=example("karyan lexicon import words.tsv"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def import_command(file: Path, as_json: bool) -> None:
    """להביא מילים מקובץ · Put in the words of a tab-separated file: written, said, perhaps episode."""
    home = home_of()
    entries = read_entries(file)
    effect = home.lexicon.effect(put=entries)
    home.lexicon.put(entries)
    if as_json:
        click.echo(json.dumps({"entries": len(entries), **_facts(effect)}, ensure_ascii=False))
        return
    count = len(entries)
    click.echo(_in_language(home, f"נקלטו {count} מילים", f"{count} words were put in") + _cost(home, effect))


@lexicon_command.command("export", epilog=example("karyan lexicon export --output words.tsv"))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="קובץ או תיקייה · A file, or a folder in which it is called lexicon.tsv.",
)
def export_command(output: Path) -> None:
    """לשמור את המילון בקובץ · Write the lexicon to a tab-separated file, which import takes."""
    click.echo(write_entries(home_of().lexicon.entries(), output))


def _facts(effect: Effect) -> dict[str, Any]:
    return {"clips": effect.clips, "episodes": effect.episodes, "forms": dict(effect.forms)}


def _cost(home: Home, effect: Effect) -> str:
    """What the change will speak anew, as the end of a sentence."""
    if not effect.clips:
        return _in_language(
            home, "; אין בספרייה מה להקריא מחדש", "; nothing in the library is to be spoken anew"
        )
    clips, episodes, forms = effect.clips, len(effect.episodes), _in_words(effect.forms)
    return _in_language(
        home,
        f"; להקריא מחדש: {_counted(clips, 'קטע אחד', 'קטעים')}, {_counted(episodes, 'פרק אחד', 'פרקים')}"
        f" ({forms}), בפקודה karyan narrate",
        f"; to be spoken anew: {_counted(clips, 'one clip', 'clips')}, "
        f"{_counted(episodes, 'one episode', 'episodes')} ({forms}), by `karyan narrate`",
    )


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else f"{count} {many}"


def _in_words(forms: Sequence[tuple[str, int]]) -> str:
    shown = ", ".join(f"{form} {count}" for form, count in forms[:_FORMS_SHOWN])
    return f"{shown} …" if len(forms) > _FORMS_SHOWN else shown


def _unknown_episode(home: Home, episode: str) -> str:
    if episode == HOUSE or home.library.fingerprint(episode) is not None:
        return ""
    return _in_language(
        home,
        f" בפרק {episode}, שעוד אינו בספרייה",
        f" in the episode {episode}, which the library has not yet",
    )


def _in_language(home: Home, he: str, en: str) -> str:
    return he if home.settings.language == "he" else en
