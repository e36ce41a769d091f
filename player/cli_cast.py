"""``karyan cast``: who speaks an episode with which voice, and choosing it, for the episode or the house."""

import json
from collections.abc import Iterator, Sequence
from getpass import getuser
from typing import Any

import click

from audio.engines.base import Engine
from player.cast_sheet import Member, members, speaking
from player.cli_parts import engine_option, example, home_of, json_option
from player.errors import BadUse
from player.home import Home
from player.mending import Wish, cost, mend

_PAIR = (str, str)


@click.command(
    "cast", epilog=example("karyan cast EPISODE", "karyan cast EPISODE --voice אורן kokoro-oren --house")
)
@click.argument("episode")
@click.option(
    "--voice",
    "voices",
    type=_PAIR,
    multiple=True,
    metavar="NAME VOICE",
    help='מי בקול של מי; "" מבטל · Whose voice, as karyan voices lists it; "" takes it back; repeatable.',
)
@click.option(
    "--role",
    "roles",
    type=_PAIR,
    multiple=True,
    metavar="NAME ROLE",
    help="תפקיד: host, guest, narrator · His role; repeatable.",
)
@click.option(
    "--gender",
    "genders",
    type=_PAIR,
    multiple=True,
    metavar="NAME m|f",
    help="לשון · His gender; repeatable.",
)
@click.option("--house", is_flag=True, help="הקולות לכל הפרקים · The voices for every episode.")
@engine_option
@json_option
def cast_command(
    episode: str,
    voices: Sequence[tuple[str, str]],
    roles: Sequence[tuple[str, str]],
    genders: Sequence[tuple[str, str]],
    house: bool,
    engine: str | None,
    as_json: bool,
) -> None:
    """מי בקול של מי · Who speaks with which voice, who chose that, and choosing another."""
    home = home_of(engine)
    speaks = speaking(home).engine
    wishes = [
        *(Wish("role", name, role) for name, role in roles),
        *(Wish("gender", name, gender) for name, gender in genders),
        *(Wish("voice", f"{speaks.name}:{name}", voice, for_house=house) for name, voice in voices),
    ]
    if house and not voices:
        raise BadUse(
            "--house אומר שהקול הוא לכל הפרקים; ציינו גם קול: --voice NAME VOICE",
            "--house says that a voice is for every episode; name one: --voice NAME VOICE",
        )
    if wishes:
        mend(home, episode, wishes, getuser())
    every = members(home, episode, speaks)
    if as_json:
        click.echo(json.dumps(_facts(home, episode, speaks, every), ensure_ascii=False))
        return
    for line in _lines(home, episode, speaks, every):
        click.echo(line)


def _facts(home: Home, episode: str, engine: Engine, every: Sequence[Member]) -> dict[str, Any]:
    costs = cost(home, episode, (), engine)
    return {
        "episode": episode,
        "engine": engine.name,
        "cast": [
            {
                "name": one.name,
                "role": one.role,
                "gender": one.gender,
                "voice": one.voice.id,
                "chosen_by": one.chosen_by,
                "turns": one.turns,
                "words": one.words,
            }
            for one in every
        ],
        "clips_to_make": costs.clips,
        "letters_to_speak": costs.letters,
    }


def _lines(home: Home, episode: str, engine: Engine, every: Sequence[Member]) -> Iterator[str]:
    hebrew = home.settings.language == "he"
    chosen = _CHOSEN[hebrew]
    for one in every:
        yield f"{one.name}\t{one.role}\t{one.gender}\t{one.voice.id}\t{chosen[one.chosen_by]}"
    costs = cost(home, episode, (), engine)
    to_hear = f"karyan narrate {episode}"
    if hebrew:
        yield f"בהקראה הבאה ייווצרו {costs.clips} קטעים ({costs.letters} אותיות): {to_hear}"
    else:
        yield f"the next narration makes {costs.clips} clips ({costs.letters} letters): {to_hear}"


_CHOSEN = {
    True: {"house": "קול הבית", "episode": "נבחר לפרק", "": "לא נבחר קול"},
    False: {"house": "the house's voice", "episode": "chosen for the episode", "": "no voice was chosen"},
}
