"""``karyan password``: who may change anything on the page."""

import sys

import click

from player.cli_parts import example, home_of
from player.errors import BadUse
from player.password import has_password, remove_password, set_password


@click.command("password", epilog=example("karyan password", "karyan password < file"))
@click.option("--remove", "is_removed", is_flag=True, help="להסיר את הסיסמה · Take the password away.")
def password_command(is_removed: bool) -> None:
    """סיסמה לסטודיו · The password of the studio: without it one only reads and listens.

    It is asked for twice, or read from the standard input where that is no terminal. With one set, `karyan
    serve --host` may serve other machines too. Changing it logs everybody out.
    """
    home = home_of()
    he = home.settings.language == "he"
    if is_removed:
        remove_password(home.house)
        click.echo("אין עוד סיסמה; רק המחשב הזה מגיע אל הדף" if he else _REMOVED)
        return
    had = has_password(home.house)
    set_password(home.house, _asked(he) if sys.stdin.isatty() else _read())
    if he:
        click.echo("הסיסמה הוחלפה; מי שהיה מחובר ייכנס מחדש" if had else "הסיסמה נקבעה; נכנסים בדף /login")
    else:
        click.echo(
            "the password is changed; all log in again" if had else "the password is set; log in at /login"
        )


_REMOVED = "there is no password any more; the page is this machine's alone"


def _asked(he: bool) -> str:
    """What is typed twice, unseen."""
    prompts = ("סיסמה", "שוב אותה סיסמה") if he else ("Password", "The same again")
    typed, again = (click.prompt(text, hide_input=True, err=True) for text in prompts)
    if typed != again:
        raise BadUse(
            "הסיסמאות שונות זו מזו; הריצו שוב: karyan password",
            "the two are not the same; run again: karyan password",
        )
    return str(typed)


def _read() -> str:
    """The first line of the standard input."""
    try:
        return sys.stdin.buffer.readline().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadUse(
            "הסיסמה שבקובץ אינה כתובה ב־UTF-8; שמרו אותו כך והריצו שוב",
            "the password in the file is not in UTF-8; save it so, and run again",
        ) from error
