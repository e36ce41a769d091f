"""The one table of formats: the command line, the routes and the download menu are made from it."""

from player.exports import (
    chapters_json,
    docx,
    epub,
    html,
    karaoke_vtt,
    m4a,
    mp3,
    podcast_json,
    srt,
    text,
    timeline_json,
    ttml,
    vtt,
)
from player.exports.whole_zip import zip_of

_FORMS = (
    mp3.EXPORT,
    m4a.EXPORT,
    m4a.AUDIOBOOK,
    html.EXPORT,
    epub.EXPORT,
    docx.EXPORT,
    text.EXPORT,
    vtt.EXPORT,
    srt.EXPORT,
    karaoke_vtt.EXPORT,
    ttml.EXPORT,
    podcast_json.EXPORT,
    timeline_json.EXPORT,
    chapters_json.EXPORT,
)
EXPORTS = {export.name: export for export in (*_FORMS, zip_of(_FORMS))}
SINGLE = tuple(export.name for export in _FORMS)
"""Those that are not made of others."""
