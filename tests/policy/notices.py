"""Tries of SQL that lays a notice and what came back of it, and that says it in a log: of an own activity, under an agreement
in force, by whom it tells, and never more widely than it was told.

Iraq tells Syria of a flight; Russia reads the notice as well and is told nothing in it.
"""

import uuid

from policy.laid import as_analyst, recorded, row, tried, wrong_of_every_row

FLIGHT, NOTICE, AGREEMENT, STEP, RECORD, OTHER = (
    uuid.UUID(f"00000000-0000-4000-9000-0000000006{n:02}") for n in range(1, 7)
)
AT, LATER, AHEAD = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2200-01-01T00:00:00Z"
PAST = "2016-01-01T00:00:00Z"
OUTSIDE = "united-states"


def tries(scene):
    yield from _rows(scene)
    yield from _steps(scene)
    yield from _receipts(scene)
    yield from _sent(scene)


def _activity(scene, member="iraq"):
    said = {
        "member": member, "record": FLIGHT, "activity": FLIGHT, "audience": scene.audiences["shared"], "seq": 1, "said_at": AT,
        "kind": "flight", "name": "x", "details": "", "contact": "x", "host": "", "consent": "not_needed", "conditions": "",
    }  # fmt: skip
    return row("activity_version", said)


def _said(scene, member="iraq", record=NOTICE, audience="three", **changed):
    return {
        "member": member, "record": record, "audience": scene.audiences[audience], "activity": FLIGHT, "version": FLIGHT,
        "kind": "flight", "name": "x", "contact": "x", "text": "", "volumes": [], "begins_at": AT, "ends_at": AHEAD,
        "channel": "", "members": ["syria"], "rooms": [], "outside": [OUTSIDE], "client": "x", "sent_at": AT,
    } | changed  # fmt: skip


def _told(scene, **changed):
    return row("notice", _said(scene, **changed))


def _step(scene, member, step, *, party=None, record=STEP):
    said = {
        "member": member, "record": record, "notice": NOTICE, "audience": scene.audiences["three"], "seq": 1,
        "party": party or member, "step": step, "desk": "", "way": "", "text": "", "at": AT,
    }  # fmt: skip
    return row("notice_step", said)


def _of_kind(kind):
    return f"UPDATE diwan.record SET kind = '{kind}' WHERE id = '{RECORD}';"


def _rows(scene):
    said = _said(scene, "syria", RECORD, "shared", members=["iraq"], volumes="[]")
    given = _activity(scene, "syria") + recorded(scene, "syria", RECORD, "notice.sent", AT)
    own = (
        ("to nobody", {"members": [], "outside": []}, "syria", ""),
        ("to itself", {"members": ["iraq", "syria"]}, "syria", ""),
        ("to one who does not read it", {"members": ["iran", "iraq"]}, "syria", ""),
        ("more widely", {"audience": scene.audiences["three"]}, "syria", ""),
        ("at another time", {"sent_at": LATER}, "syria", ""),
        ("of another record", {}, "syria", _of_kind("note.filed")),
        ("of another version", {"version": OTHER}, "syria", ""),
        ("of another activity", {"activity": OTHER}, "syria", ""),
        ("of another's activity", {}, "syria", f"UPDATE diwan.activity_version SET member = 'iraq' WHERE record = '{FLIGHT}';"),
    )  # fmt: skip
    wrongs = (*wrong_of_every_row(scene, "syria", "iraq"), *own)
    yield from tried("notice", said, "syria", wrongs, given)
    outside = said | {"members": []}
    yield from tried("notice", outside, "syria", (), given)


def _steps(scene):
    shared = scene.audiences["shared"]
    said = {
        "member": "syria", "record": RECORD, "notice": NOTICE, "audience": shared, "seq": 1, "party": "syria", "step": "read",
        "desk": "", "way": "", "text": "", "at": AT,
    }  # fmt: skip
    narrower = f"UPDATE diwan.notice SET audience = {shared} WHERE record = '{NOTICE}';"
    wide = f"UPDATE diwan.record SET audience = {scene.audiences['three']} WHERE id = '{RECORD}';" + narrower
    own = (
        ("more widely", {"audience": scene.audiences["three"]}, "syria", wide),
        ("for others than its record", {"audience": scene.audiences["own"]}, "syria", ""),
        ("who is not told", {}, "syria", f"UPDATE diwan.notice SET members = '{{russia}}' WHERE record = '{NOTICE}';"),
        ("of another step", {"step": "received"}, "syria", ""),
        ("of another notice", {"notice": OTHER}, "syria", ""),
        ("in a party's name", {"party": OUTSIDE}, "syria", ""),
        ("at another time", {"at": LATER}, "syria", ""),
        ("withdrawn by whom it tells", {"step": "withdrawn"}, "syria", _of_kind("notice.withdrawn")),
    )  # fmt: skip
    given = _told(scene) + recorded(scene, "syria", RECORD, "notice.read", AT)
    yield from tried("notice_step", said, "syria", (*wrong_of_every_row(scene, "syria", "iraq"), *own), given)
    observed = said | {"member": "iraq", "party": OUTSIDE}
    by_iraq = _told(scene) + recorded(scene, "iraq", RECORD, "notice.observed", AT)
    wrongs = (
        ("of a member", {"party": "syria"}, "iraq", ""),
        ("of a party that is not told", {"party": "un"}, "iraq", ""),
        ("withdrawn in a party's name", {"step": "withdrawn"}, "iraq", ""),
        ("as its own receipt", {}, "iraq", _of_kind("notice.read")),
    )
    yield from tried("notice_step", observed, "iraq", wrongs, by_iraq)
    of_another = f"UPDATE diwan.notice SET member = 'syria', members = '{{iraq}}' WHERE record = '{NOTICE}';"
    yield from tried(
        "notice_step", observed, "iraq", (("of another's notice", {}, "iraq", of_another),), by_iraq
    )
    ended = said | {"member": "iraq", "party": "iraq", "step": "withdrawn"}
    given = _told(scene) + recorded(scene, "iraq", RECORD, "notice.withdrawn", AT)
    yield from tried("notice_step", ended, "iraq", (), given)


def _receipts(scene):
    """What whoever is told may say, and what whoever sent it may say, as long as it stands."""
    given, done = _told(scene), [(1,)]
    taken_back = given + _step(scene, "iraq", "withdrawn")
    others_say_so = given + _step(scene, "russia", "withdrawn")

    def said(name, who, kind, *, expected="refused", given=given, ref=NOTICE):
        readers = sorted({"iraq", who})
        return scene.append(
            name, who, expected, given=given, kind=f"notice.{kind}", refs=(ref,), readers=readers
        )

    for kind in ("delivered", "received", "read", "objected", "commented", "objection_withdrawn"):
        yield said(kind, "syria", kind, expected=done)
        yield said(f"{kind} by its sender", "iraq", kind)
        yield said(f"{kind} by a mere reader", "russia", kind)
        yield said(f"{kind} once it was withdrawn", "syria", kind, given=taken_back)
        yield said(f"{kind} though another withdrew", "syria", kind, given=others_say_so, expected=done)
    for kind in ("withdrawn", "observed"):
        yield said(kind, "iraq", kind, expected=done)
        yield said(f"{kind} by whom it tells", "syria", kind)
        yield said(f"{kind} once it was withdrawn", "iraq", kind, given=taken_back)
    read = given + _step(scene, "iraq", "read")
    yield said("read though its sender said something else", "syria", "read", given=read, expected=done)
    yield said("read of what one does not read", "syria", "read", given=_told(scene, audience="hidden"))
    yield said("read of what is not there", "syria", "read", ref=OTHER)
    yield said("approved", "syria", "approved")
    yield scene.append(
        "read as analyst", "syria", given=given + as_analyst(scene, "syria"), kind="notice.read", refs=(NOTICE,),
        readers=["iraq", "syria"],
    )  # fmt: skip


def _sent(scene):
    """Of an own activity, under none or under an agreement that the own member signed and that is in force."""
    mine, done = _activity(scene, "syria"), [(1,)]

    def said(name, *, given=mine, refs=(FLIGHT, AGREEMENT), expected="refused"):
        readers = ["iraq", "syria"]
        return scene.append(
            f"notice {name}", "syria", expected, given=given, kind="notice.sent", refs=refs, readers=readers
        )

    yield said("under none", refs=(FLIGHT,), expected=done)
    yield said("of another's activity", refs=(FLIGHT,), given=_activity(scene))
    yield said("of no activity", refs=(OTHER,))
    yield said("under what is not there")
    signed = mine + _agreement(scene) + _consents(scene)
    yield said("in force", given=signed, expected=done)
    yield said("not read", given=mine + _agreement(scene, "hidden") + _consents(scene))
    yield said("not signed by the other", given=mine + _agreement(scene) + _consent(scene, "syria"))
    yield said("of others", given=mine + _agreement(scene, signers=["iraq"]) + _consents(scene))
    yield said("ahead", given=mine + _agreement(scene, begins_at=AHEAD) + _consents(scene))
    yield said("over", given=mine + _agreement(scene, ends_at=PAST) + _consents(scene))
    until = mine + _agreement(scene, ends_at=AHEAD) + _consents(scene)
    yield said("that ends later", given=until, expected=done)
    suspended = signed + _taken(scene, "suspended", AT, STEP)
    yield said("suspended", given=suspended)
    yield said("resumed", given=suspended + _taken(scene, "resumed", LATER, RECORD), expected=done)
    yield said("resumed before", given=suspended + _taken(scene, "resumed", PAST, RECORD))
    yield said("resumed by another", given=suspended + _taken(scene, "resumed", LATER, RECORD, party="iraq"))
    yield said("ended", given=signed + _taken(scene, "ended", AT, STEP))
    other = _taken(scene, "suspended", AT, STEP, of=OTHER) + _consent(scene, "iran", of=OTHER)
    yield said("though another is suspended", given=signed + other, expected=done)
    elsewhere = suspended + _taken(scene, "resumed", LATER, RECORD, of=OTHER)
    yield said("though another is resumed", given=elsewhere)
    of_another = mine + _agreement(scene) + _consent(scene, "syria") + _consent(scene, "iraq", of=OTHER)
    yield said("signed elsewhere", given=of_another)


def _agreement(scene, audience="shared", **changed):
    said = {
        "member": "iraq", "record": AGREEMENT, "audience": scene.audiences[audience], "sha256": "x", "text": {},
        "signers": ["iraq", "syria"], "outside": [], "begins_at": PAST, "proposed_at": PAST,
    } | changed  # fmt: skip
    return row("agreement", said)


def _consents(scene):
    return _consent(scene, "iraq") + _consent(scene, "syria")


def _consent(scene, member, of=AGREEMENT):
    said = {
        "member": member, "agreement": of, "record": uuid.uuid5(AGREEMENT, member), "audience": scene.audiences["shared"],
        "sha256": "x", "signed_at": PAST,
    }  # fmt: skip
    return row("agreement_consent", said)


def _taken(scene, step, at, record, *, party="syria", of=AGREEMENT):
    said = {
        "member": party, "record": record, "agreement": of, "audience": scene.audiences["shared"], "step": step, "party": party,
        "reason": "", "at": at,
    }  # fmt: skip
    return row("agreement_step", said)
