"""What the home holds, and making room."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player.storage import KINDS, clean, look
from player.web.guarding import editors_only
from player.web.parts import parts

pages = Blueprint("storage", __name__)
editors_only(pages)


@pages.get("/storage")
def show() -> str:
    """Kind by kind, with what nothing needs any more."""
    storage = look(parts().library, parts().media)
    return render_template(
        "storage/index.html", storage=storage, kinds=KINDS, freed=request.args.get("freed", type=int)
    )


@pages.post("/storage/clean")
def free() -> ResponseReturnValue:
    """Take away what nothing needs."""
    freed = clean(parts().library, parts().media).free_bytes
    return redirect(url_for("storage.show", freed=freed), HTTPStatus.SEE_OTHER)
