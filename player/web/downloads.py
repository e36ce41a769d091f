"""What is taken from the page: its sound, its timeline, and the episode in every format of the table."""

import io
from typing import BinaryIO
from urllib.parse import quote

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import wrap_file

from player.exports.base import file_name
from player.exports.made import open_export
from player.exports.table import EXPORTS
from player.web.parts import parts

pages = Blueprint("downloads", __name__)


@pages.get("/episodes/<slug>/timeline.json")
def timeline(slug: str) -> ResponseReturnValue:
    """The timeline as other programs read it."""
    return parts().library.narration(slug).timeline.as_json()


@pages.get("/episodes/<slug>/sound.<any(m4a, mp3):form>")
def sound(slug: str, form: str) -> Response:
    """The sound that a page plays; pieces of it by range.

    A page names the revision that it shows: its words would be out of step with a newer sound.
    """
    files = parts().library.sound(slug, request.args.get("revision", type=int))
    file = parts().media.open(getattr(files, form))
    return send(file, EXPORTS[form].mime, etag=f"{files.sha256}-{form}")


@pages.get("/episodes/<slug>/download/<name>")
def download(slug: str, name: str) -> Response:
    """The episode in a format of the table; pieces of it by range."""
    export = EXPORTS.get(name) or abort(404)
    made = open_export(parts().library, parts().media, slug, export)
    response = send(made.file, export.mime, etag=made.etag)
    response.headers["Content-Disposition"] = attachment(file_name(made.facts, export), export.suffix)
    return response


def attachment(name: str, suffix: str) -> str:
    """The header that names a download: in Hebrew by RFC 8187, plainly for those who do not read that."""
    return f"attachment; filename=\"episode{suffix}\"; filename*=UTF-8''{quote(name)}"


def send(file: BinaryIO, mime: str, etag: str) -> Response:
    """Send an open file, or the range of it that was asked for; it is closed with the response."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    response = Response(wrap_file(request.environ, file), content_type=mime, direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = size
    response.set_etag(etag)
    # Asked again each time; what is unchanged is not sent again.
    response.cache_control.no_cache = True
    response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    return response
