"""``karyan settings``: every setting, and what the whole house decides of them."""

import json
from typing import Any

import click

from player.cli_parts import example, json_option
from player.config import load_settings
from player.errors import BadUse
from player.home import open_as_given
from player.house_settings import ShownSetting, decide, shown_setting, shown_settings

_SOURCES = {
    "he": {"given": "מן הסביבה", "house": "נקבע לבית", "usual": "כרגיל"},
    "en": {"given": "environment", "house": "the house", "usual": "default"},
}


@click.command(
    "settings",
    epilog=example("karyan settings", "karyan settings engine kokoro", "karyan settings --unset engine"),
)
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--unset", metavar="NAME", help="לבטל מה שנקבע · Take back what the house decided.")
@json_option
def settings_command(name: str | None, value: str | None, unset: str | None, as_json: bool) -> None:
    """ההגדרות · The settings, each with where it comes from; NAME VALUE sets one for the whole house.

    What the environment says goes before what is set here. A server that runs goes by the new value from then
    on, a narration ends with the one it began with; jobs and edge_requests wait for the next start.
    """
    # Without what the house keeps, so that a bad value there can be mended.
    home = open_as_given(load_settings())
    click.get_current_context().find_root().obj = language = home.settings.language
    if value == "":
        raise BadUse(
            f"כדי לבטל הגדרה: karyan settings --unset {name}",
            f"to take it back: karyan settings --unset {name}",
        )
    if unset is not None:
        decide(home, unset, "")
    elif name is not None and value is not None:
        decide(home, name, value)
    wanted = unset if unset is not None else name
    shown = [shown_setting(home, wanted)] if wanted is not None else shown_settings(home)
    if as_json:
        click.echo(json.dumps([_facts(one) for one in shown], ensure_ascii=False))
        return
    for one in shown:
        click.echo(f"{one.setting.variable}\t{one.value or '–'}\t{_SOURCES[language][one.source]}")
    if value is not None and shown[0].source == "given":
        click.echo(_hidden(shown[0], language), err=True)


def _facts(shown: ShownSetting) -> dict[str, Any]:
    return {
        "name": shown.setting.name,
        "variable": shown.setting.variable,
        "value": shown.value,
        "source": shown.source,
        "changeable": shown.setting.changeable,
    }


def _hidden(shown: ShownSetting, language: str) -> str:
    variable = shown.setting.variable
    if language == "he":
        return f"נשמר, אבל כאן {variable} בסביבה קודם לו; הסירו אותו משם"
    return f"kept, but here {variable} in the environment goes before it; unset it there"
