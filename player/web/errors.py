"""The one place where what went wrong becomes a page, or a fragment for htmx."""

from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from audio.errors import EngineUnavailable, KaryanError
from player.errors import BadUse, LoginNeeded, NoSuchEpisode, NotAllowed
from player.web.language import language
from player.web.parts import ask_the_house_no_more, wants_fragment
from player.web.wording import say

SENTENCES = {
    HTTPStatus.FORBIDDEN: "error.forbidden",
    HTTPStatus.NOT_FOUND: "error.not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "error.method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "error.too_large",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "error.range_not_satisfiable",
    HTTPStatus.INTERNAL_SERVER_ERROR: "error.internal",
}
STATUSES: tuple[tuple[type[KaryanError], HTTPStatus], ...] = (
    (NoSuchEpisode, HTTPStatus.NOT_FOUND),
    (BadUse, HTTPStatus.BAD_REQUEST),
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (EngineUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (KaryanError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""Error → status; the first that fits counts."""


def handle_errors(app: Flask) -> None:
    """Show every error of a view in the reader's language."""

    @app.errorhandler(KaryanError)
    def told(error: KaryanError) -> ResponseReturnValue:
        status = next(status for kind, status in STATUSES if isinstance(error, kind))
        return _shown(error.sentence(language()), status, isinstance(error, LoginNeeded))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        sentence = say(SENTENCES.get(status, "error.other"), language())
        # What the error says in headers, such as the length of the file whose range was missed, stays.
        headers = [pair for pair in error.get_headers() if pair[0] != "Content-Type"]
        return *_shown(sentence, status), headers

    @app.errorhandler(FileNotFoundError)
    def lost(error: FileNotFoundError) -> ResponseReturnValue:
        app.logger.error("a file of the library is missing: %s", error)
        return _shown(say("error.lost_sound", language()), HTTPStatus.NOT_FOUND)


def _shown(sentence: str, status: HTTPStatus, to_login: bool = False) -> tuple[str, int]:
    ask_the_house_no_more()
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    page = render_template(template, sentence=sentence, status=status.value, to_login=to_login)
    return page, status.value
