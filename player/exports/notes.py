"""The document's notes, for the files that show them where they stand."""

from player.timeline import Timeline


def notes_by_turn(timeline: Timeline) -> dict[int, list[str]]:
    """The notes after each turn, by its index; those before the first under -1."""
    notes: dict[int, list[str]] = {}
    for note in timeline.notes:
        notes.setdefault(note.after_turn, []).append(note.text)
    return notes
