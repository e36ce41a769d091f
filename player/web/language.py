"""In which language the page speaks to this reader: Hebrew, unless he chose another one."""

from http import HTTPStatus

from flask import Blueprint, Response, g, redirect, request, url_for

from player.web.guarding import for_listeners
from player.web.wording import LANGUAGES

pages = Blueprint("language", __name__)

COOKIE = "karyan_language"
YEAR_S = 365 * 24 * 3600


def language() -> str:
    """The code of the language in which this request is answered."""
    # A page asks for it at each of its words.
    if "language" not in g:
        chosen = request.cookies.get(COOKIE, "")
        g.language = chosen if chosen in LANGUAGES else LANGUAGES[0]
    return str(g.language)


@pages.post("/language")
@for_listeners
def choose() -> Response:
    """Keep the choice, and show again the page from which it was made."""
    chosen = request.form.get("language", "")
    answer = redirect(_page_before(), HTTPStatus.SEE_OTHER)
    if chosen in LANGUAGES:
        answer.set_cookie(COOKIE, chosen, max_age=YEAR_S, samesite="Lax", httponly=True)
    assert isinstance(answer, Response)
    return answer


def _page_before() -> str:
    """Where the reader was, on this site only."""
    before = request.referrer or ""
    return before if before.startswith(request.host_url) else url_for("library.index")
