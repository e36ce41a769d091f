"""M4A (AAC), the sound that the page plays."""

from player.exports.base import Export, copy_file

EXPORT = Export(
    name="m4a",
    label_he="קובץ שמע M4A",
    label_en="M4A sound",
    mime="audio/mp4",
    suffix=".m4a",
    help_he="לטלפון ולתוכנות ספרים מוקלטים; הדילוג מדויק לאלפית השנייה",
    help_en="for phones and audiobook players; seeks to the millisecond",
    write=lambda narration, media, out: copy_file(media, narration.m4a, out),
)
