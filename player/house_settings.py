"""The settings as people look at them, and what the house decides of them, by page or shell."""

import re
from dataclasses import dataclass
from typing import Literal

from player.config import SETTINGS, Setting, load_settings
from player.errors import BadUse
from player.home import SETTING, Home

Source = Literal["given", "house", "usual"]
"""Where a value comes from: environment or command line, what the house decided, neither."""
_PASSWORD = re.compile(r"(?<=://)([^/?#@]*?):[^/?#]*@")
_SECRET = re.compile(r"([?&][^=&#]*(?:pass|secret|token|key)[^=&#]*=)[^&#]*", re.IGNORECASE)


@dataclass(frozen=True)
class ShownSetting:
    """A setting as it holds now."""

    setting: Setting
    value: str
    """As the environment would have it, but without passwords; "" for none."""
    source: Source
    decided: str
    """What the house keeps, whether or not that is what holds; "" for nothing."""


def shown_settings(home: Home) -> list[ShownSetting]:
    """Every setting, in the order of the table.

    Raises:
        BadUse: where the house keeps a value that a setting cannot have.
    """
    settings = home.settings_now()
    decided = home.house.under(SETTING)
    return [
        ShownSetting(
            one,
            shown_value(getattr(settings, one.name)),
            _source(one, one.name in settings.given, one.name in decided),
            decided.get(one.name, ""),
        )
        for one in SETTINGS
    ]


def shown_setting(home: Home, name: str) -> ShownSetting:
    """One of them, by its name or its variable.

    Raises:
        BadUse: where there is none of that name.
    """
    setting = find_setting(name)
    return next(one for one in shown_settings(home) if one.setting is setting)


def find_setting(name: str) -> Setting:
    """A setting by its name or its variable.

    Raises:
        BadUse: where there is none.
    """
    wanted = name.lower().removeprefix("karyan_")
    for one in SETTINGS:
        if one.name == wanted:
            return one
    raise BadUse(
        f"אין הגדרה בשם {name}; הפקודה karyan settings מציגה את כולן",
        f"there is no setting {name}; `karyan settings` shows them all",
    )


def decide(home: Home, name: str, text: str) -> None:
    """Keep that a setting has this value, for the whole house from now on; "" takes back what was decided.

    Raises:
        BadUse: where there is none of that name, where it is a machine's own, or cannot have the value; then
            nothing is changed.
    """
    setting = find_setting(name)
    if not setting.changeable:
        raise BadUse(
            f"{setting.variable} שייך למחשב שמריץ את קריין; קבעו אותו שם, במשתני הסביבה",
            f"{setting.variable} belongs to the machine that runs Karyan; set it there, in the environment",
        )
    text = text.strip()
    load_settings({setting.variable: text})
    if text:
        home.house.put(SETTING + setting.name, text)
    else:
        home.house.forget(SETTING + setting.name)


def shown_value(value: object) -> str:
    """A setting's value as text, without what is secret in an address.

    >>> shown_value("postgresql://me:hush@db/k?sslpassword=hush&x=1"), shown_value(None)
    ('postgresql://me:***@db/k?sslpassword=***&x=1', '')
    """
    text = "" if value is None else str(value)
    return _SECRET.sub(r"\1***", _PASSWORD.sub(r"\1:***@", text))


def _source(setting: Setting, is_given: bool, is_decided: bool) -> Source:
    if is_given:
        return "given"
    return "house" if is_decided and setting.changeable else "usual"
