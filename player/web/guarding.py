"""Who may do what: each request comes through here before its view.

Listeners read. Whatever changes anything, and the studio's own pages, are for editors. A view says so itself:
one that changes something is for editors unless it carries `for_listeners`, one that shows something is for
listeners unless it carries `for_editors`.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from player.errors import LoginNeeded, NotAllowed
from player.home import Home
from player.loopback import is_loopback
from player.web.parts import settings, wants_fragment
from player.web.session import has_token, host_name, is_own_name, may_edit, password_is_set

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_LISTENERS, _EDITORS = "karyan_for_listeners", "karyan_for_editors"
View = TypeVar("View", bound=Callable[..., Any])


def for_listeners(view: View) -> View:
    """Mark a view that changes nothing of the house, but of who asks: everybody may ask for it."""
    setattr(view, _LISTENERS, True)
    return view


def for_editors(view: View) -> View:
    """Mark a view that shows a page of the studio."""
    setattr(view, _EDITORS, True)
    return view


def editors_only(pages: Blueprint) -> None:
    """Make every page of a blueprint one of the studio."""

    @pages.before_request
    def refuse_others() -> ResponseReturnValue | None:
        return None if may_edit() else _ask_to_log_in()


def guard(app: Flask, home: Home) -> None:
    """Refuse what comes from where it should not, and what who asks may not do."""
    host = home.settings.host
    own_names = {host.casefold()} if is_loopback(host) else None

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if own_names is not None:
            _check_host(own_names)
        if request.method in _READING:
            return _ask_to_log_in() if _is_marked(_EDITORS) and not may_edit() else None
        if not _is_from_our_own_page():
            abort(HTTPStatus.FORBIDDEN)
        if not _is_marked(_LISTENERS) and not may_edit():
            raise _refusal()
        # Last, since a form is read for it.
        if not has_token():
            raise _stale()
        return None


def _is_marked(mark: str) -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, mark, False)


def _check_host(own_names: set[str]) -> None:
    """A page of others, whose name server says that its name is this machine's, would be taken for ours."""
    host = host_name()
    if is_own_name(host) or host in own_names or host == urlsplit(settings().site).hostname:
        return
    raise NotAllowed(
        f"הדף הזה מוגש למחשב הזה בלבד, ולא בשם {host}; פתחו אותו ב־127.0.0.1, או קבעו את KARYAN_SITE",
        f"this page is for this machine alone, not as {host}; open it at 127.0.0.1, or set KARYAN_SITE",
    )


def _is_from_our_own_page() -> bool:
    """As the browser says, which no page can make it say otherwise; one that says nothing is none."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    # Behind a proxy, only the setting tells how browsers reach the page.
    parts = urlsplit(settings().site)
    return origin in (request.host_url.rstrip("/"), f"{parts.scheme}://{parts.netloc}")


def _ask_to_log_in() -> ResponseReturnValue:
    if wants_fragment() or not password_is_set():
        raise _refusal()
    wanted = request.script_root + request.full_path.rstrip("?")
    return redirect(url_for("login.page", next=wanted), HTTPStatus.SEE_OTHER)


def _refusal() -> NotAllowed:
    if password_is_set():
        return LoginNeeded(
            "זה שמור למי שעורך את הספרייה; היכנסו בסיסמה ונסו שוב",
            "this is for those who edit the library; log in and try again",
        )
    return NotAllowed(
        "בלי סיסמה משנים רק מן המחשב שמגיש את הדף; קבעו בו סיסמה: karyan password",
        "without a password only the machine that serves changes things; set one on it: karyan password",
    )


def _stale() -> NotAllowed:
    return NotAllowed(
        "הדף נפתח לפני זמן רב, ולכן לא נעשה דבר; טענו אותו מחדש ונסו שוב",
        "this page was opened long ago, so nothing was done; load the page again and try once more",
    )
