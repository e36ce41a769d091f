"""The pages by which an editor logs in and out."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player.password import is_right
from player.throttle import MustWait, Throttle
from player.web.guarding import for_listeners
from player.web.language import language
from player.web.parts import parts
from player.web.session import log_in, log_out, may_edit, password_is_set
from player.web.wording import say

pages = Blueprint("login", __name__)


@pages.get("/login")
def page() -> ResponseReturnValue:
    """Ask for the password, if there is one."""
    after = own_address(request.args.get("next") or _page_before())
    if password_is_set() and may_edit():
        return redirect(after, HTTPStatus.SEE_OTHER)
    return _shown(after)


@pages.post("/login")
@for_listeners
def enter() -> ResponseReturnValue:
    """Log in by the password, and go back to where one was."""
    after = own_address(request.form.get("next", ""))
    throttle, address = Throttle(parts().home.house), request.remote_addr or ""
    try:
        throttle.count(address)
    except MustWait as told:
        answer = Response(_shown(after, told.sentence(language())), HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(told.wait_s)
        return answer
    if not is_right(parts().home.house, request.form.get("password", "")):
        return _shown(after, say("login.wrong", language())), HTTPStatus.FORBIDDEN
    throttle.was_right(address)
    log_in()
    return redirect(after, HTTPStatus.SEE_OTHER)


@pages.post("/logout")
@for_listeners
def leave() -> ResponseReturnValue:
    """Log out, and go to the library."""
    log_out()
    return redirect(url_for("library.index"), HTTPStatus.SEE_OTHER)


def _shown(after: str, wrong: str = "") -> str:
    return render_template("login/index.html", after=after, wrong=wrong)


def _page_before() -> str:
    """The page of ours that led here; "" for none."""
    before = request.referrer or ""
    if not before.startswith(request.host_url):
        return ""
    parted = urlsplit(before)
    return parted.path + (f"?{parted.query}" if parted.query else "")


def own_address(address: str) -> str:
    """An address within this site; the library's for any other one, and for the way in itself."""
    parted = urlsplit(address)
    # Browsers read \ as /, pass over control characters, and take //host for another host.
    is_own = address.startswith("/") and not address.startswith("//") and not parted.netloc
    is_plain = "\\" not in address and all(ord(sign) > 32 for sign in address)
    if is_own and is_plain and parted.path != url_for("login.page"):
        return address
    return url_for("library.index")
