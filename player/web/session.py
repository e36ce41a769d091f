"""Who asks: an editor, who may change things, or a listener; and the token by which our own pages are known.

A session is Flask's signed cookie. Its key lies in the house, so each machine knows those of the others.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from markupsafe import Markup

from player.home import Home
from player.loopback import is_own_address
from player.password import fingerprint
from player.web.parts import parts, settings

LASTS = timedelta(days=30)
TOKEN_FIELD, TOKEN_HEADER = "csrf_token", "X-CSRF-Token"
"""Where a form of ours has the token, and where htmx has it."""
_EDITOR, _SECRET = "editor", "secret"
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What only a proxy says."""


class _Cookie(SecureCookieSessionInterface):
    """Goes over an encrypted connection only, where the page is reached by one."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        # As Flask does where nothing is refreshed; but sounds and files ask the house for nothing.
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.vary.add("Cookie")

    def get_cookie_secure(self, app: Flask) -> bool:
        site = urlsplit(settings().site)
        return request.is_secure or (site.scheme == "https" and site.netloc == request.host)


def keep_sessions(app: Flask, home: Home) -> None:
    """Let the application have sessions, signed by the key of the house, which is made at first need."""
    app.secret_key = home.house.get_or_make("session_key", secrets.token_urlsafe)
    app.session_interface = _Cookie()
    app.config |= {
        # A browser sends cookies to every port of a machine, where another house may be served.
        "SESSION_COOKIE_NAME": f"karyan_{hashlib.sha256(app.secret_key.encode()).hexdigest()[:8]}",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": LASTS,
    }


def log_in() -> None:
    """From now on who asks is an editor, until the password is another one."""
    _begin_anew()
    session[_EDITOR] = _password()
    g.pop("may_edit", None)


def log_out() -> None:
    """From now on who asks is a listener."""
    _begin_anew()
    g.pop("may_edit", None)


def password_is_set() -> bool:
    """Whether editors have to log in."""
    return bool(_password())


def may_edit() -> bool:
    """Whether who asks may change things: is logged in or, where no password is set, sits at this machine."""
    if "may_edit" not in g:
        # What the page of an error is told, where this very question fails.
        g.may_edit = False
        g.may_edit = _may_edit()
    return bool(g.may_edit)


def begin_session() -> None:
    """Give who asks a session, before the page is made: what is sent meanwhile can set no cookie."""
    if _SECRET not in session:
        session.permanent = True
        session[_SECRET] = secrets.token_urlsafe(16)


def csrf_token() -> str:
    """What a form of ours carries, and no page of others can know; another one at each asking.

    The session's secret itself is in no page: pages are compressed, and what is the same in each and stands
    beside what another one chose can be guessed by their length (BREACH).
    """
    begin_session()
    salt = secrets.token_urlsafe(8)
    return f"{salt}.{_signed(salt)}"


def token_field() -> Markup:
    """The token as every form carries it that changes something."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN_FIELD, csrf_token())


def has_token() -> bool:
    """Whether the request carries a token of its session."""
    if _SECRET not in session:
        return False
    # What htmx has may be of the page before a login.
    return any(map(_is_ours, (request.headers.get(TOKEN_HEADER), request.form.get(TOKEN_FIELD))))


def _is_ours(token: str | None) -> bool:
    salt, _, signature = (token or "").partition(".")
    return hmac.compare_digest(signature.encode(), _signed(salt).encode())


def _signed(salt: str) -> str:
    return hmac.new(session[_SECRET].encode(), salt.encode(), "sha256").hexdigest()


def _begin_anew() -> None:
    session.clear()
    session.permanent = True


def _may_edit() -> bool:
    kept = _password()
    if not kept:
        return _is_at_this_machine()
    return hmac.compare_digest(str(session.get(_EDITOR, "")), kept)


def _is_at_this_machine() -> bool:
    """Not by a proxy that runs on it: then anybody may have asked."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    return is_own_address(request.remote_addr or "") and is_own_name(host_name())


def host_name() -> str:
    """By which name the page is asked for, without the port."""
    return urlsplit(f"//{request.host}").hostname or ""


def is_own_name(host: str) -> bool:
    """Whether a browser finds only this machine by that name, whatever an attacker's name server says."""
    return host == "localhost" or is_own_address(host)


def _password() -> str:
    """The password's fingerprint, asked for once a request."""
    if "password" not in g:
        g.password = ""
        g.password = fingerprint(parts().home.house)
    return cast(str, g.password)
