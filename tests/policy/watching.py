"""Tries of SQL that lays calls, the duty log, watches and the register: on a record of its own that says so, with the same
readers, and a protected site on what another officer proposed.
"""

import uuid

from policy.laid import recorded, row, tried
from policy.scene import REFUSED, Try

FIRST, SECOND, THIRD = (uuid.UUID(f"00000000-0000-4000-9000-00000000060{n}") for n in (1, 2, 3))
AT, LATER = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"


def tries(scene):
    yield from _calls(scene)
    yield from _incidents(scene)
    yield from _duty(scene)
    yield from _watches(scene)
    yield from _objects(scene)
    yield from _sites(scene)
    yield from _said(scene)


def _wrongs(scene, when):
    return (
        ("in another's name", {}, "iraq", ""),
        ("more widely", {"audience": scene.audiences["three"]}, "syria", ""),
        ("for others alone", {"audience": scene.audiences["hidden"]}, "syria", ""),
        ("at another time", {when: LATER}, "syria", ""),
        ("of what is not said", {}, "syria", f"DELETE FROM diwan.record WHERE id = '{FIRST}';"),
        (
            "of another record",
            {},
            "syria",
            f"UPDATE diwan.record SET kind = 'note.filed' WHERE id = '{FIRST}';",
        ),
    )


def _read_by_the_other(scene):
    """In another's name, by one who reads its record: nothing but the name is wrong."""
    shared = scene.audiences["shared"]
    return (
        "in another's name, who reads it", {"audience": shared}, "iraq",
        (f"UPDATE diwan.record SET audience = {shared} WHERE id = '{FIRST}';"
        f"UPDATE diwan.watch_handover SET audience = {shared}; UPDATE diwan.site_proposal SET audience = {shared};"),
    )  # fmt: skip


def _call(scene, **more):
    return {
        "member": "syria", "record": FIRST, "call": FIRST, "audience": scene.audiences["shared"], "seq": 2, "called_at": AT,
        "way": "incoming", "party": "", "person": "x", "words": "x", "confirmed_by": "", "note": "", "reason": "", "links": "{}",
        "client": "x", "said_at": AT,
    } | more  # fmt: skip


def _calls(scene):
    right = _call(scene)
    yield from tried(
        "call_version",
        right,
        "syria",
        _wrongs(scene, "said_at"),
        recorded(scene, "syria", FIRST, "call.noted", AT),
    )
    noted = row(
        "call_version", right | {"record": SECOND, "call": SECOND, "seq": 1, "client": "y", "links": []}
    )
    of_another = row(
        "call_version", right | {"record": THIRD, "call": THIRD, "member": "iraq", "client": "z", "links": []}
    )
    given = recorded(scene, "syria", FIRST, "call.corrected", AT) + noted + of_another
    wrongs = (
        ("of another's call", {"call": THIRD}, "syria", ""),
        ("of no call", {"call": uuid.UUID(int=7)}, "syria", ""),
    )
    yield from tried("call_version", right | {"call": SECOND}, "syria", wrongs, given)


def _incident(scene, **more):
    return {
        "member": "syria", "record": FIRST, "incident": FIRST, "audience": scene.audiences["shared"], "seq": 2, "act": "reported",
        "kind": "breach", "stand": "happened", "title": "x", "parties": [], "happened_at": AT, "place": "x", "latitude": None,
        "longitude": None, "words": "x", "reason": "", "links": [], "client": "x", "said_at": AT,
    } | more  # fmt: skip


def _incidents(scene):
    right = _incident(scene)
    given = recorded(scene, "syria", FIRST, "incident.reported", AT)
    yield from tried("incident_entry", right, "syria", _wrongs(scene, "said_at"), given)
    hidden = scene.audiences["hidden"]
    theirs = _incident(scene, record=SECOND, incident=SECOND, member="iraq", client="y", seq=1)
    elsewhere = theirs | {"record": THIRD, "incident": THIRD, "audience": hidden, "client": "z"}
    given = (
        recorded(scene, "syria", FIRST, "incident.told", AT)
        + row("incident_entry", theirs)
        + row("incident_entry", elsewhere)
    )
    wrongs = (
        ("of one that it does not read", {"incident": THIRD}, "syria", ""),
        ("of none", {"incident": uuid.UUID(int=7)}, "syria", ""),
        ("of itself", {"incident": FIRST}, "syria", ""),
        ("without a time", {"happened_at": None}, "syria", ""),
        (
            "as a report",
            {"act": "reported"},
            "syria",
            f"UPDATE diwan.record SET kind = 'incident.reported' WHERE id = '{FIRST}';",
        ),
        ("as a reply", {"act": "replied", "kind": "", "stand": "", "happened_at": None}, "syria", ""),
    )
    yield from tried("incident_entry", right | {"incident": SECOND, "act": "told"}, "syria", wrongs, given)


def _duty(scene):
    right = {
        "member": "syria", "record": FIRST, "audience": scene.audiences["shared"], "desk": "own", "happened_at": AT, "text": "x",
        "links": "{}", "client": "x", "noted_at": AT,
    }  # fmt: skip
    given = recorded(scene, "syria", FIRST, "duty.noted", AT)
    yield from tried("duty_entry", right, "syria", _wrongs(scene, "noted_at"), given)


def _handed(scene, **more):
    return {
        "member": "syria", "record": FIRST, "audience": scene.audiences["own"], "officer": scene.officers["syria"], "desk": "own",
        "seq": 1, "sha256": "x", "text": "{}", "handed_at": AT,
    } | more  # fmt: skip


def _taken(scene, **more):
    return {
        "member": "syria", "record": FIRST, "audience": scene.audiences["own"], "officer": scene.officers["syria"],
        "handover": SECOND, "taken_at": AT,
    } | more  # fmt: skip


def _watches(scene):
    me, another = scene.officers["syria"], scene.officers["iraq"]
    left = _handed(scene)
    signed = f"UPDATE diwan.record SET officer = '{me}' WHERE id = '{FIRST}';"
    given = recorded(scene, "syria", FIRST, "watch.handed_over", AT, audience="own") + signed
    as_another = ("as another officer", {"officer": another}, "syria", "")
    wider = ("more widely", {"audience": scene.audiences["shared"]}, "syria", "")
    wrongs = tuple(each for each in _wrongs(scene, "handed_at") if each[0] != "more widely")
    yield from tried(
        "watch_handover", left, "syria", (*wrongs, wider, as_another, _read_by_the_other(scene)), given
    )
    taken = _taken(scene)
    handed = row("watch_handover", left | {"record": SECOND, "officer": another, "text": {}})
    own_watch = f"UPDATE diwan.watch_handover SET officer = '{me}';"
    given = recorded(scene, "syria", FIRST, "watch.taken", AT, audience="own") + signed + handed
    wrongs = tuple(each for each in _wrongs(scene, "taken_at") if each[0] != "more widely")
    more = (
        wider,
        as_another,
        ("from oneself", {}, "syria", own_watch),
        ("of no watch", {"handover": THIRD}, "syria", ""),
    )
    yield from tried("watch_taking", taken, "syria", (*wrongs, *more, _read_by_the_other(scene)), given)


def _object(scene, **more):
    return {
        "member": "syria", "record": FIRST, "object": FIRST, "audience": scene.audiences["shared"], "seq": 2, "form": "place",
        "category": "", "name": "x", "address": "", "details": "", "shape": "none", "points": "[]", "is_withdrawn": False,
        "reason": "", "links": "{}", "client": "x", "said_at": AT,
    } | more  # fmt: skip


def _stands(scene, **more):
    return row("object_version", _object(scene, seq=1, client="y", points=[], links=[]) | more)


def _objects(scene):
    given = recorded(scene, "syria", FIRST, "object.registered", AT)
    protected = ("as a protected one", {"category": "hospital"}, "syria", "")
    yield from tried(
        "object_version", _object(scene), "syria", (*_wrongs(scene, "said_at"), protected), given
    )
    changed = _object(scene, object=SECOND)
    given = recorded(scene, "syria", FIRST, "object.changed", AT)
    stands = _stands(scene, record=SECOND, object=SECOND)
    withdrawn = stands + _stands(scene, record=THIRD, object=SECOND, seq=2, client="z", is_withdrawn=True)
    others = _stands(scene, record=SECOND, object=SECOND, member="iraq")
    wrongs = [("of no object", {}, "syria", "")]
    wrongs += [("of what was withdrawn", {}, "syria", withdrawn), ("of another's", {}, "syria", others)]
    for name, by, who, before in wrongs:
        yield from list(tried("object_version", changed, "syria", ((name, by, who, before),), given))[1:]
    yield from tried("object_version", changed, "syria", (), given + stands)
    state = {
        "member": "syria", "record": FIRST, "object": SECOND, "audience": scene.audiences["shared"], "state": "open", "held_by": "",
        "according_to": "", "since": AT, "text": "", "links": "{}", "said_at": AT,
    }  # fmt: skip
    given = recorded(scene, "syria", FIRST, "object.state_told", AT) + others
    of_none = ("of no object", {"object": THIRD}, "syria", "")
    yield from tried("object_state", state, "syria", (*_wrongs(scene, "said_at"), of_none), given)


def _proposed(scene, **more):
    return {
        "member": "syria", "record": FIRST, "audience": scene.audiences["own"], "officer": scene.officers["syria"], "act": "enter",
        "object": None, "site": "{}", "reach": "{}", "links": "{}", "client": "x", "proposed_at": AT,
    } | more  # fmt: skip


def _ended(scene, **more):
    return {
        "member": "syria", "record": FIRST, "proposal": SECOND, "audience": scene.audiences["own"], "is_confirmed": True,
        "officer": scene.officers["syria"], "reason": "", "ended_at": AT,
    } | more  # fmt: skip


def _sites(scene):
    me, another = scene.officers["syria"], scene.officers["iraq"]
    signed = f"UPDATE diwan.record SET officer = '{me}' WHERE id = '{FIRST}';"
    asked = _proposed(scene)
    given = recorded(scene, "syria", FIRST, "site.proposed", AT, audience="own") + signed
    narrow = tuple(each for each in _wrongs(scene, "proposed_at") if each[0] != "more widely")
    more = (
        ("more widely", {"audience": scene.audiences["shared"]}, "syria", ""),
        ("as another officer", {"officer": another}, "syria", ""),
        ("of an object, to enter it", {"object": SECOND}, "syria", ""),
        ("of no object, to change it", {"act": "change"}, "syria", ""),
        ("of another's object", {"act": "change", "object": SECOND}, "syria", ""),
    )
    yield from tried("site_proposal", asked, "syria", (*narrow, *more, _read_by_the_other(scene)), given)
    ended = _ended(scene)
    by_another = row(
        "site_proposal", asked | {"record": SECOND, "officer": another, "site": {}, "reach": {}, "links": []}
    )
    said = recorded(scene, "syria", FIRST, "site.confirmed", AT, audience="own") + signed
    more = (
        ("more widely", {"audience": scene.audiences["shared"]}, "syria", ""),
        ("as another officer", {"officer": another}, "syria", ""),
        ("of one's own", {}, "syria", f"UPDATE diwan.site_proposal SET officer = '{me}';"),
        ("of no proposal", {"proposal": THIRD}, "syria", ""),
        ("as declined", {"is_confirmed": False}, "syria", ""),
    )
    narrow = tuple(each for each in _wrongs(scene, "ended_at") if each[0] != "more widely")
    name, _, who, before = _read_by_the_other(scene)
    more = (*more, (name, {"audience": scene.audiences["hidden"]}, who, before))
    yield from tried("site_proposal_end", ended, "syria", (*narrow, *more), said + by_another)
    site = _object(scene, category="hospital", proposal=SECOND)
    said = recorded(scene, "syria", FIRST, "site.confirmed", AT)
    unproposed = ("on no proposal", {"proposal": THIRD}, "syria", "")
    yield from tried(
        "object_version", site, "syria", (*_wrongs(scene, "said_at"), unproposed), said + by_another
    )


def _said(scene):
    """What the database lets be said of a call, a watch, an object and a protected site, and by whom."""
    done, both = [(1,)], ["iraq", "syria"]
    call = _call(scene, record=SECOND, call=SECOND, links=[])
    for name, by, expected in (("its own", {}, done), ("another's", {"member": "iraq"}, REFUSED)):
        given = row("call_version", call | by)
        yield scene.append(
            f"of {name}", "syria", expected, given=given, kind="call.corrected", refs=(SECOND,)
        )
        told = ("syria", SECOND, scene.audiences["shared"])
        asked = "SELECT diwan.noted_call(%s, %s, %s)"
        yield Try(f"noted_call of {name}", "syria", asked, told, [(expected == done,)], given=given)
    yield scene.append("of none", "syria", kind="call.corrected", refs=(SECOND,))
    yield scene.append("as something else", "syria", kind="call.forgotten", refs=(SECOND,))

    withdrawn = row(
        "incident_entry",
        _incident(
            scene,
            record=THIRD,
            incident=SECOND,
            act="withdrawn",
            kind="",
            stand="",
            happened_at=None,
            client="z",
        ),
    )
    for name, by, is_over, allowed in (
        ("its own", {}, False, {"told", "replied", "withdrawn"}),
        ("another's", {"member": "iraq"}, False, {"told", "replied"}),
        ("one it does not read", {"member": "iraq", "audience": scene.audiences["hidden"]}, False, set()),
        ("its own withdrawn", {}, True, {"replied"}),
    ):
        given = row("incident_entry", _incident(scene, record=SECOND, incident=SECOND) | by) + (
            withdrawn if is_over else ""
        )
        for act in ("told", "replied", "withdrawn", "closed"):
            expected = done if act in allowed else REFUSED
            yield scene.append(
                f"{act} of {name}", "syria", expected, given=given, kind=f"incident.{act}", refs=(SECOND,)
            )
        asked = "SELECT diwan.is_within_incident(%s, %s)"
        told = (scene.audiences["shared"], SECOND)
        reads = [(by.get("audience") is None,)]
        yield Try(f"is_within_incident of {name}", "syria", asked, told, reads, given=given)
    yield scene.append("told of none", "syria", kind="incident.told", refs=(SECOND,))

    me, another = scene.officers["syria"], scene.officers["iraq"]
    handed = _handed(scene, record=SECOND, officer=another, sha256="x", text={})
    taken = {"kind": "watch.taken", "refs": (SECOND,), "body": {"sha256": "x"}}
    later = row("watch_handover", handed | {"record": THIRD, "seq": 2})
    held = row("watch_taking", _taken(scene, record=THIRD, handover=SECOND))
    for name, given, more, expected in (
        ("from another officer", row("watch_handover", handed), {}, done),
        ("from oneself", row("watch_handover", handed | {"officer": me}), {}, REFUSED),
        ("of another member", row("watch_handover", handed | {"member": "iraq"}), {}, REFUSED),
        ("of another text", row("watch_handover", handed), {"body": {"sha256": "y"}}, REFUSED),
        ("that was handed over again", row("watch_handover", handed) + later, {}, REFUSED),
        ("that was taken", row("watch_handover", handed) + held, {}, REFUSED),
        ("that others read", row("watch_handover", handed), {"readers": both}, REFUSED),
    ):
        yield scene.append(name, "syria", expected, given=given, **taken | more)
    yield scene.append("for others", "syria", kind="watch.handed_over", readers=both)

    stands = _stands(scene, record=SECOND, object=SECOND)
    site = _stands(scene, record=SECOND, object=SECOND, category="hospital")
    for kind in ("object.changed", "object.withdrawn"):
        for name, given, expected in (
            ("its own", stands, done),
            ("another's", _stands(scene, record=SECOND, object=SECOND, member="iraq"), REFUSED),
            ("a protected one", site, REFUSED),
            ("none", "", REFUSED),
        ):
            yield scene.append(name, "syria", expected, given=given, kind=kind, refs=(SECOND,), readers=both)
    yield scene.append(
        "of an object", "syria", done, given=stands, kind="object.state_told", refs=(SECOND,), readers=both
    )
    yield scene.append("of none", "syria", kind="object.state_told", refs=(SECOND,), readers=both)

    proposed = _proposed(scene, record=SECOND, officer=another, site={}, reach={}, links=[])
    told = {"kind": "site.confirmed", "refs": (SECOND,), "readers": both}
    seen = {"site": {}, "act": "enter", "object": "", "seen_on_map": True}
    of_site = row("site_proposal", proposed | {"act": "change", "object": str(THIRD)})
    kept = _stands(scene, record=THIRD, object=THIRD, category="hospital", client="z")
    changing = seen | {"act": "change", "object": str(THIRD)}
    ended = row("site_proposal_end", _ended(scene, record=THIRD, is_confirmed=False))
    for name, given, body, expected in (
        ("of another officer", row("site_proposal", proposed), seen, done),
        ("of one's own", row("site_proposal", proposed | {"officer": me}), seen, REFUSED),
        ("of another member", row("site_proposal", proposed | {"member": "iraq"}), seen, REFUSED),
        ("of another site", row("site_proposal", proposed), seen | {"site": {"name": "x"}}, REFUSED),
        ("unseen", row("site_proposal", proposed), seen | {"seen_on_map": False}, REFUSED),
        ("that was ended", row("site_proposal", proposed) + ended, seen, REFUSED),
        ("of a site that stands", of_site + kept, changing, done),
        ("of a site that is not there", of_site, changing, REFUSED),
    ):
        yield scene.append(name, "syria", expected, given=given, body=body, **told)
    declined = {"kind": "site.declined", "refs": (SECOND,)}
    yield scene.append(
        "of one's own", "syria", done, given=row("site_proposal", proposed | {"officer": me}), **declined
    )
    yield scene.append("of none", "syria", **declined)
    yield scene.append("for others", "syria", given=row("site_proposal", proposed), readers=both, **declined)
    yield scene.append("for others", "syria", kind="site.proposed", readers=both)
