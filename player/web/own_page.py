"""What changes anything is asked for by our own page only, never by another one that is open beside it."""

from http import HTTPStatus

from flask import Flask, abort, request

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def guard(app: Flask) -> None:
    """Refuse every request that would change something and does not come from our own page."""

    @app.before_request
    def only_from_our_own_page() -> None:
        if request.method not in _READING and not _is_from_our_own_page():
            abort(HTTPStatus.FORBIDDEN)


def _is_from_our_own_page() -> bool:
    """As the browser says, which no page can make it say otherwise; one that says nothing is none."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
