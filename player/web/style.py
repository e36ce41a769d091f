"""The style page: every part of the page in every state, made by the same templates and style sheets.

Nothing links to it. It is where one looks when a part is changed, and what the tests look at too.
"""

from flask import Blueprint, render_template

from player.exports.table import EXPORTS
from player.web import mending_samples, samples, studio_samples
from player.web.reader import paragraphs_of

pages = Blueprint("style", __name__)
for changing in (samples.but, samples.inside, samples.marked, samples.copied):
    pages.add_app_template_filter(changing)

COLOURS = ("paper", "raised", "ink", "quiet", "rule", "edge", "accent", "on-accent", "hit", "chosen")
"""Custom properties of ``static/css/colours.css``."""


@pages.get("/style")
def index() -> str:
    """The page."""
    return render_template(
        "style/index.html",
        colours=COLOURS,
        samples=samples,
        studio=studio_samples,
        mending=mending_samples,
        facts=samples.FACTS,
        slug=samples.FACTS.slug,
        speakers=samples.SPEAKERS,
        paragraphs_of=paragraphs_of,
        exports=EXPORTS,
    )
