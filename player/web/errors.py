"""The one place where what went wrong becomes a page, or a fragment for htmx."""

from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from audio.errors import EngineUnavailable, KaryanError
from player.errors import BadUse, NoSuchEpisode
from player.web.parts import wants_fragment

SENTENCES = {
    HTTPStatus.FORBIDDEN: "הבקשה לא באה מן הדף של קריין, ולכן לא נעשה דבר; פתחו את הדף ונסו משם.",
    HTTPStatus.NOT_FOUND: "אין דף בכתובת הזאת; בספרייה רואים את כל הפרקים.",
    HTTPStatus.METHOD_NOT_ALLOWED: "הדף הזה רק מציג; חזרו לספרייה ונסו משם.",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "הקטע המבוקש הוא מעבר לסוף הקובץ; טענו את הדף מחדש.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "משהו השתבש אצלנו; נסו שוב, ואם זה חוזר, הפרטים נמצאים ביומן של השרת.",
}
STATUSES: tuple[tuple[type[KaryanError], HTTPStatus], ...] = (
    (NoSuchEpisode, HTTPStatus.NOT_FOUND),
    (BadUse, HTTPStatus.BAD_REQUEST),
    (EngineUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (KaryanError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""Error → status; the first that fits counts."""


def handle_errors(app: Flask) -> None:
    """Show every error of a view in Hebrew."""

    @app.errorhandler(KaryanError)
    def told(error: KaryanError) -> ResponseReturnValue:
        return _shown(error.he, next(status for kind, status in STATUSES if isinstance(error, kind)))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        sentence = SENTENCES.get(status, "הבקשה לא הובנה; חזרו לספרייה ונסו משם.")
        # What the error says in headers, such as the length of the file whose range was missed, stays.
        headers = [pair for pair in error.get_headers() if pair[0] != "Content-Type"]
        return *_shown(sentence, status), headers

    @app.errorhandler(FileNotFoundError)
    def lost(error: FileNotFoundError) -> ResponseReturnValue:
        app.logger.error("a file of the library is missing: %s", error)
        return _shown("קובץ השמע של הפרק חסר; הקריאו אותו מחדש: karyan narrate.", HTTPStatus.NOT_FOUND)


def _shown(sentence: str, status: HTTPStatus) -> tuple[str, int]:
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    return render_template(template, sentence=sentence, status=status.value), status.value
