"""What the style page shows of the studio: made-up documents, voices and narrations in the real classes."""

from audio.errors import SpeechFailed
from audio.speech import Voice
from player.bringing import Arrival, Standing
from player.cast_sheet import Member
from player.previewing import Doubt, Preview, ShownPerson
from player.run import State
from player.watching import Passage, Watched
from player.web.cast import GENDERS, ROLES, Row
from player.web.samples import FACTS, SAID, SPEAKERS
from player.web.studio import KINDS, ShownArrival

_HOST, _GUEST = SPEAKERS[0], SPEAKERS[1]
_MAYA = Voice("sample-maya", "sample", "מאיה", "f", "lively", 190)
_AMOS = Voice("sample-amos", "sample", "עמוס", "m", "calm", 110)
_NOTHING = {"role": "", "gender": "", "voice": "", "house": ""}


def _run(run_id: int, state: State, **more: object) -> Watched:
    usual = {"share": 0.43, "seconds_left": 90, "speaking": (), "failed": 0, "first_failed": ()}
    values = {**usual, "reason": None, "nobody_works": False, **more}
    return Watched(run_id=run_id, facts=FACTS, state=state, **values)  # type: ignore[arg-type]


_REFUSED = SpeechFailed("התשובה נקטעה; בדקו את החיבור ונסו שוב", "the answer was cut off; try again")
RUNS = {
    "spoken": _run(1, "speaking", speaking=(Passage(12, SAID[1][0]),)),
    "paused_run": _run(2, "paused"),
    "failed_run": _run(3, "failed", share=0.9, failed=1, first_failed=(Passage(4, SAID[3][0], _REFUSED),)),
    "nobody": _run(4, "asked", share=0.0, nobody_works=True),
}
"""Name of the state → a narration in it."""
ARRIVAL = ShownArrival(
    Arrival(
        0,
        "שיחה 4.docx",
        "",
        Preview(
            FACTS,
            (
                ShownPerson(_HOST.name, "host", "f", 31, 1200),
                ShownPerson(_GUEST.name, "guest", "m", 30, 3900),
            ),
            61,
            5100,
            1,
            (Doubt(3, SAID[3][0], _GUEST.name, 0.62, "המשך הדברים"),),
            (),
        ),
        None,
    ),
    Standing("other", "שיחה 4 ישנה.docx", 2),
    is_twice=False,
)
MEMBERS = {
    "house_voice": Row(
        0,
        Member(_HOST.name, "host", "f", 31, 1200, _MAYA, "house", {**_NOTHING, "house": _MAYA.id}),
        _HOST,
    ),
    "no_voice": Row(1, Member(_GUEST.name, "guest", "m", 30, 3900, _AMOS, "", _NOTHING), _GUEST),
}
"""Name of the state → a speaker in it."""
CAST = {
    "roles": ROLES,
    "genders": GENDERS,
    "voices": {"m": [_AMOS], "f": [_MAYA]},
}
BRING = {"kinds": KINDS}
