"""The one table of formats: the command line, the routes and the download menu are made from it."""

from player.exports import m4a, mp3, text, timeline_json

EXPORTS = {export.name: export for export in (mp3.EXPORT, m4a.EXPORT, text.EXPORT, timeline_json.EXPORT)}
