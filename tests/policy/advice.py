"""Tries of SQL that lays what one member recommends to another and what is said of it, and that says it in a log: by whom it
is asked, of the version that stands, until its deadline, and never more widely than it was told.

Iraq recommends something to Syria; Russia reads it as well.
"""

import uuid

from policy.laid import as_analyst, recorded, row, tried, wrong_of_every_row
from policy.scene import Try

MADE, SECOND, ASKED, STEP, RECORD = (
    uuid.UUID(f"00000000-0000-4000-9000-0000000001{n:02}") for n in range(1, 6)
)
AT, LATER = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
AHEAD, PAST = "2200-01-01T00:00:00Z", "2016-01-01T00:00:00Z"


def tries(scene):
    yield from _rows(scene)
    yield from _versions(scene)
    yield from _steps(scene)
    yield from _answers(scene)
    yield from _makers(scene)
    yield from _reaches(scene)


def _made(scene, audience="three", **changed):
    said = {
        "member": "iraq", "record": MADE, "audience": scene.audiences[audience], "addressees": ["syria"], "client": "x",
        "made_at": AT,
    }  # fmt: skip
    return row("recommendation", said | changed)


def _version(scene, record=MADE, number=1, answer_by=AHEAD):
    said = {
        "member": "iraq", "record": record, "recommendation": MADE, "audience": scene.audiences["three"], "number": number,
        "title": "Weir", "text": "Close it.", "reasons": "", "answer_by": answer_by, "zone": "UTC", "links": [], "at": AT,
    }  # fmt: skip
    return row("recommendation_version", said)


def _step(scene, member, step, *, record=STEP, version=MADE, answer="", at=AT):
    said = {
        "member": member, "record": record, "recommendation": MADE, "version": version, "audience": scene.audiences["three"],
        "step": step, "answer": answer, "text": "", "links": [], "at": at,
    }  # fmt: skip
    return row("recommendation_step", said)


def _rows(scene):
    said = {
        "member": "syria", "record": RECORD, "audience": scene.audiences["shared"], "addressees": ["iraq"], "client": "y",
        "made_at": AT,
    }  # fmt: skip
    own = (
        ("to nobody", {"addressees": []}, "syria", ""),
        ("to itself", {"addressees": ["iraq", "syria"]}, "syria", ""),
        ("to one who does not read it", {"addressees": ["iran"]}, "syria", ""),
        ("at another time", {"made_at": LATER}, "syria", ""),
        ("of another record", {}, "syria", _of_kind("note.filed")),
    )
    wrongs = (*wrong_of_every_row(scene, "syria", "iraq"), *own)
    yield from tried("recommendation", said, "syria", wrongs, _said(scene, "recommendation.made"))


def _said(scene, kind, who="syria"):
    return recorded(scene, who, RECORD, kind, AT)


def _of_kind(kind):
    return f"UPDATE diwan.record SET kind = '{kind}' WHERE id = '{RECORD}';"


def _versions(scene):
    said = {
        "member": "iraq", "record": RECORD, "recommendation": MADE, "audience": scene.audiences["shared"], "number": 2,
        "title": "Weir", "text": "Close it.", "reasons": "", "answer_by": AHEAD, "zone": "UTC", "links": [], "at": AT,
    }  # fmt: skip
    given = _made(scene) + _said(scene, "recommendation.amended", "iraq")
    own = (
        ("more widely", {"audience": scene.audiences["three"]}, "iraq", _narrower(scene)),
        ("of another's", {}, "iraq", f"UPDATE diwan.recommendation SET member = 'syria' WHERE record = '{MADE}';"),
        ("at another time", {"at": LATER}, "iraq", ""),
        ("of another record", {}, "iraq", _of_kind("note.filed")),
    )  # fmt: skip
    wrongs = (*wrong_of_every_row(scene, "iraq", "syria"), *own)
    yield from tried("recommendation_version", said, "iraq", wrongs, given)


def _narrower(scene):
    return f"UPDATE diwan.recommendation SET audience = {scene.audiences['shared']} WHERE record = '{MADE}';"


def _steps(scene):
    said = {
        "member": "syria", "record": RECORD, "recommendation": MADE, "version": MADE, "audience": scene.audiences["shared"],
        "step": "answered", "answer": "accepts", "text": "", "links": [], "at": AT,
    }  # fmt: skip
    given = _made(scene) + _said(scene, "recommendation.answered")
    own = (
        ("more widely", {"audience": scene.audiences["three"]}, "syria", _narrower(scene)),
        ("who is not asked", {}, "syria", f"UPDATE diwan.recommendation SET addressees = '{{russia}}' WHERE record = '{MADE}';"),
        ("of another step", {"step": "followed"}, "syria", ""),
        ("at another time", {"at": LATER}, "syria", ""),
    )  # fmt: skip
    yield from tried(
        "recommendation_step", said, "syria", (*wrong_of_every_row(scene, "syria", "iraq"), *own), given
    )


def _answers(scene):
    """What the addressee may say, and when."""
    given = _made(scene) + _version(scene)
    newer = given + _version(scene, SECOND, 2)
    taken_back = given + _step(scene, "iraq", "withdrawn")
    joiner_left = given + _step(scene, "russia", "withdrawn")
    both, done = {"readers": ["iraq", "syria"]}, [(1,)]

    def said(name, who, kind, refs=(MADE, MADE), *, expected="refused", given=given):
        readers = sorted({"iraq", who})
        return scene.append(
            name, who, expected, given=given, kind=f"recommendation.{kind}", refs=refs, readers=readers
        )

    for kind, who, others in (
        ("answered", "syria", ("iraq", "russia")),
        ("joined", "russia", ("iraq", "syria")),
    ):
        yield said(kind, who, kind, expected=done)
        yield said(f"{kind} though its joiner left it", who, kind, given=joiner_left, expected=done)
        for other in others:
            yield said(f"{kind} by {other}", other, kind)
        yield said(f"{kind} of an earlier version", who, kind, given=newer)
        yield said(f"{kind} of the latest version", who, kind, (MADE, SECOND), given=newer, expected=done)
        yield said(f"{kind} of what was withdrawn", who, kind, given=taken_back)
        yield said(
            f"{kind} of what one does not read", who, kind, given=_made(scene, "hidden") + _version(scene)
        )
        yield said(f"{kind} of what is not there", who, kind, given="")
        yield said(f"{kind} of something else", who, kind, (RECORD, MADE))
        followed = given + _step(scene, "iraq", "followed")
        yield said(f"{kind} after its maker told more", who, kind, given=followed, expected=done)
    late = _made(scene) + _version(scene, answer_by=PAST)
    yield said("answered after the deadline", "syria", "answered", given=late)
    yield said("something of no kind", "syria", "praised")
    yield scene.append(
        "answered as analyst", "syria", given=given + as_analyst(scene, "syria"), kind="recommendation.answered",
        refs=(MADE, MADE), **both,
    )  # fmt: skip


def _makers(scene):
    """What whoever made it may say, and whoever joined the text that stands."""
    given = _made(scene) + _version(scene)
    joined = given + _step(scene, "russia", "joined")
    asked = given + _step(scene, "syria", "answered", record=ASKED, answer="asks")
    done = [(1,)]

    def said(name, who, kind, refs=(MADE,), *, expected="refused", given=given):
        readers = sorted({"iraq", who})
        return scene.append(
            name, who, expected, given=given, kind=f"recommendation.{kind}", refs=refs, readers=readers
        )

    yield said("amended", "iraq", "amended", expected=done)
    yield said("amended by the addressee", "syria", "amended")
    yield said("amended by who joined", "russia", "amended", given=joined)
    taken_back = given + _step(scene, "iraq", "withdrawn")
    yield said("amended though withdrawn", "iraq", "amended", given=taken_back)
    yield said("withdrawn", "iraq", "withdrawn", expected=done)
    yield said("withdrawn again", "iraq", "withdrawn", given=taken_back)
    for kind in ("withdrawn", "followed"):
        yield said(f"{kind} by who joined", "russia", kind, given=joined, expected=done)
        yield said(f"{kind} by a mere reader", "russia", kind)
        newer = joined + _version(scene, SECOND, 2)
        yield said(f"{kind} by who joined an earlier version", "russia", kind, given=newer)
        left = joined + _step(scene, "russia", "withdrawn", record=SECOND, at=LATER)
        yield said(f"{kind} by who has left", "russia", kind, given=left)
        back = left + _step(scene, "russia", "joined", record=ASKED, at="2026-01-03T00:00:00Z")
        yield said(f"{kind} by who came back", "russia", kind, given=back, expected=done)
        of_another = joined + _step(scene, "syria", "withdrawn", record=SECOND, at=LATER)
        yield said(f"{kind} though another left", "russia", kind, given=of_another, expected=done)
        followed = joined + _step(scene, "russia", "followed", record=SECOND, at=LATER)
        yield said(f"{kind} after having told more", "russia", kind, given=followed, expected=done)
        by_iran = given + _step(scene, "iran", "joined")
        yield said(f"{kind} though another joined", "russia", kind, given=by_iran)
        answered = given + _step(scene, "russia", "answered", answer="asks")
        yield said(f"{kind} by who said something else", "russia", kind, given=answered)
    yield said("withdrawn by the addressee", "syria", "withdrawn")
    for who in ("syria", "iraq"):
        yield said(f"followed by {who}", who, "followed", expected=done)
    yield said("clarified", "iraq", "clarified", (MADE, ASKED), given=asked, expected=done)
    yield said("clarified by another", "russia", "clarified", (MADE, ASKED), given=asked)
    yield said("clarified of no question", "iraq", "clarified", (MADE, MADE), given=asked)
    answered = given + _step(scene, "syria", "answered", record=ASKED, answer="accepts")
    yield said("clarified of an answer", "iraq", "clarified", (MADE, ASKED), given=answered)


def _reaches(scene):
    """Of audiences that one is not in nothing is told."""
    hidden, shared, three = (scene.audiences[name] for name in ("hidden", "shared", "three"))
    for name, narrow, wide, answer in (
        ("narrower", shared, three, True),
        ("wider", three, shared, False),
        ("the same", shared, shared, True),
        ("one's own", scene.audiences["own"], shared, True),
        ("of others", hidden, shared, False),
    ):
        yield Try(f"is_within {name}", "syria", "SELECT diwan.is_within(%s, %s)", (narrow, wide), [(answer,)])
    for name, wanted, audience, answer in (
        ("in it", ["iraq"], shared, True),
        ("not in it", ["iran", "iraq"], shared, False),
        ("in another's", ["iraq"], hidden, False),
    ):
        yield Try(
            f"all_read {name}", "syria", "SELECT diwan.all_read(%s, %s)", (wanted, audience), [(answer,)]
        )
