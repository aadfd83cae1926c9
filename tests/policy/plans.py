"""Tries of SQL that lays what a member announces in space and time: on a record of its own that says so, for whom that is
meant and for nobody else.
"""

import uuid

from policy.laid import as_analyst, recorded, tried

RECORD = uuid.UUID("00000000-0000-4000-9000-000000000401")
AT, LATER = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
BOX = (
    "x_min",
    "y_min",
    "z_min",
    "x_max",
    "y_max",
    "z_max",
    "lower_m",
    "upper_m",
    "start_second",
    "end_second",
)
TABLES = {
    "activity_version": ("activity.announced", "activity.changed", "said_at", {
        "activity": RECORD, "seq": 1, "kind": "flight", "name": "x", "details": "", "contact": "x", "host": "",
        "consent": "not_needed", "conditions": "",
    }),
    "activity_state": ("activity.announced", "activity.state_set", "said_at", {
        "activity": RECORD, "seq": 1, "state": "planned", "reason": "",
    }),
    "conflict_envelope": ("envelope.released", None, "released_at", {"contact": "x"}),
    "conflict_envelope_end": ("envelope.withdrawn", None, "withdrawn_at", {"envelope": RECORD}),
}  # fmt: skip


def tries(scene):
    for table, (kind, other_kind, when, more) in TABLES.items():
        right = {"member": "syria", "record": RECORD, "audience": scene.audiences["shared"], when: AT} | more
        given = recorded(scene, "syria", RECORD, kind, AT)
        wrongs = (*_wrongs(scene), ("at another time", {when: LATER}, "syria", ""))
        yield from tried(table, right, "syria", wrongs, given)
        if other_kind:
            yield from tried(table, right, "syria", (), recorded(scene, "syria", RECORD, other_kind, AT))
    yield from _volumes(scene)


def _wrongs(scene):
    """What a record says is as wide as its officer may release: a row is not laid wider, and no record is no row."""
    return (
        ("in another's name", {}, "iraq", ""),
        ("more widely", {"audience": scene.audiences["three"]}, "syria", ""),
        ("for others alone", {"audience": scene.audiences["hidden"]}, "syria", ""),
        ("more narrowly", {"audience": scene.audiences["own"]}, "syria", ""),
        (
            "more widely, as analyst",
            {"audience": scene.audiences["three"]},
            "syria",
            as_analyst(scene, "syria"),
        ),
        ("of what is not said", {}, "syria", f"DELETE FROM diwan.record WHERE id = '{RECORD}';"),
        (
            "of another record",
            {},
            "syria",
            f"UPDATE diwan.record SET kind = 'note.filed' WHERE id = '{RECORD}';",
        ),
    )


def _volumes(scene):
    right = {
        "member": "syria", "subject": RECORD, "place": 0, "audience": scene.audiences["shared"], "is_envelope": False,
        "volume": "{}",
    } | dict.fromkeys(BOX, 0)  # fmt: skip
    as_envelope = ("as an envelope", {"is_envelope": True}, "syria", "")
    given = recorded(scene, "syria", RECORD, "activity.announced", AT)
    yield from tried("volume", right, "syria", (*_wrongs(scene), as_envelope), given)
    of_envelope = recorded(scene, "syria", RECORD, "envelope.released", AT)
    not_one = ("of an envelope as its activity's", {"is_envelope": False}, "syria", "")
    yield from tried(
        "volume", right | {"is_envelope": True}, "syria", (*_wrongs(scene), not_one), of_envelope
    )
