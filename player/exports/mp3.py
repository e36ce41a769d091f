"""MP3 for players and feeds."""

from player.exports.base import Export, copy_file

EXPORT = Export(
    name="mp3",
    label_he="קובץ שמע MP3",
    label_en="MP3 sound",
    mime="audio/mpeg",
    suffix=".mp3",
    help_he="לכל נגן; קצב סיביות קבוע, כך שהדילוג מדויק",
    help_en="for any player; constant bit rate, so that seeking is exact",
    write=lambda narration, media, out: copy_file(media, narration.mp3, out),
)
