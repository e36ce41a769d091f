"""A transcript as text that people can look at: what ``karyan inspect`` prints of this stage."""

from collections.abc import Iterator

from player.transcript.model import Heading, Paragraph, Speaker, Transcript, Turn

_ROLES = {
    ("host", "m"): "מנחה",
    ("host", "f"): "מנחה",
    ("guest", "m"): "אורח",
    ("guest", "f"): "אורחת",
    ("narrator", "m"): "קריין",
    ("narrator", "f"): "קריינית",
}
_GENDERS = {"m": "זכר", "f": "נקבה"}
_BY_LABEL = "לפי התווית"
_FIRST_WORDS = 6


def describe(transcript: Transcript) -> str:
    """The title's facts, the speakers, and each turn with its paragraphs, how sure, why, and their lines."""
    parts = [*_describe_heading(transcript.heading), ""]
    parts += [_describe_speaker(speaker) for speaker in transcript.speakers]
    parts += _notes_after(transcript, -1)
    for turn in transcript.turns:
        parts += ["", *_describe_turn(turn, transcript.speaker(turn.speaker))]
        parts += _notes_after(transcript, turn.index)
    return "\n".join(parts) + "\n"


def describe_speakers(transcript: Transcript) -> Iterator[str]:
    """One row a paragraph: its index, who speaks it, how sure that is, why, and its first words."""
    names = [transcript.speaker(turn.speaker).name for turn in transcript.turns for _ in turn.paragraphs]
    widest = max(map(len, names), default=0)
    for name, paragraph in zip(names, transcript.paragraphs, strict=True):
        words = paragraph.text.split()
        first = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
        why = paragraph.why or _BY_LABEL
        yield f"{paragraph.index:>4}  {name:<{widest}}  {paragraph.sure:>4.0%}  {why} · {first}"


def _describe_heading(heading: Heading) -> Iterator[str]:
    facts = {
        "כותרת": heading.title,
        "סדרה": heading.series,
        "מספר": heading.number,
        "אורח": heading.guest,
        "תאריך": heading.date,
        "מהדורה": heading.edition,
    }
    for name, value in facts.items():
        if value:
            yield f"{name}: {value}"


def _describe_speaker(speaker: Speaker) -> str:
    role = _ROLES[speaker.role, speaker.gender]
    return f"{speaker.id} · {speaker.name} · {role} · {_GENDERS[speaker.gender]}"


def _describe_turn(turn: Turn, speaker: Speaker) -> Iterator[str]:
    yield f"[{turn.index}] {speaker.name}"
    for paragraph in turn.paragraphs:
        yield _describe_certainty(paragraph)
        for number, line in enumerate(paragraph.lines):
            yield f"    p{paragraph.index}-{number}  {line.text}"


def _describe_certainty(paragraph: Paragraph) -> str:
    return f"  פסקה {paragraph.index} · ודאות {paragraph.sure:.0%} · {paragraph.why or _BY_LABEL}"


def _notes_after(transcript: Transcript, turn: int) -> list[str]:
    return [f"  הערה: {note.text}" for note in transcript.notes if note.after_turn == turn]
