"""Tries of SQL that lays a brief, and that says one in a log: nobody reads in it what is withheld from them in a part, and
what is the centre's is said by who directs.

Syria reads its own report and two of Iraq's, which Iraq reads as well; of a third one of Iraq's it hears nothing.
"""

import uuid

from policy.laid import recorded, row, tried, wrong_of_every_row
from policy.scene import Try

RECORD, PART, BEFORE, ABSENT = (uuid.UUID(f"00000000-0000-4000-9000-0000000003{n:02}") for n in range(1, 5))
LATER = "2200-01-01T00:00:00Z"
BOTH = ("iraq", "syria")
DONE = [(1,)]


def tries(scene):
    at = scene.admin.execute("SELECT now()").fetchone()[0]
    yield from _rows(scene, at)
    yield from _parts(scene, at)
    yield from _published(scene)
    yield from _revised(scene, scene.own[1])
    yield from _as_the_centres(scene)
    yield from _withdrawn(scene)
    yield from _followed(scene)


def _brief(scene, at, **changed):
    return {
        "member": "syria", "brief": RECORD, "audience": scene.audiences["shared"], "tlp": "TLP:AMBER", "is_joint": False,
        "title": "The week", "parts": 1, "published_at": at, "reason": "",
    } | changed  # fmt: skip


def _rows(scene, at):
    the_centres = f"UPDATE diwan.record SET kind = 'joint_brief.published' WHERE id = '{RECORD}';"
    own = (
        ("the centre's by who does not direct", {"is_joint": True}, "syria", the_centres),
        ("the centre's, said as one's own", {}, "syria", the_centres),
        ("at another time", {"published_at": LATER}, "syria", ""),
    )
    given = recorded(scene, "syria", RECORD, "brief.published", at)
    wrongs = (*wrong_of_every_row(scene, "syria", "iraq"), *own)
    yield from tried("brief", _brief(scene, at), "syria", wrongs, given)


def _parts(scene, at):
    right = {
        "member": "syria", "brief": RECORD, "position": 1, "audience": scene.audiences["shared"], "part": PART, "reports": [],
    }  # fmt: skip
    own = (
        ("in another's name", {}, "iraq", ""),
        ("of no brief", {"brief": ABSENT}, "syria", ""),
        ("more widely", {"audience": scene.audiences["three"]}, "syria", ""),
    )
    yield from tried("brief_part", right, "syria", own, row("brief", _brief(scene, at)))


def _said(scene, name, refs, expected="refused", *, who="syria", kind="brief.published", given="", **more):
    readers = more.pop("readers", BOTH)
    return scene.append(name, who, expected, given=given, kind=kind, refs=refs, readers=readers, **more)


def _held(scene, who, record, kind, tlp="TLP:AMBER"):
    """Given before a try: a record of that kind with its envelope, as a part or an earlier brief has."""
    envelope = scene.envelope(who, scene.officers.get(who), kind=kind, id_=record, tlp=tlp, readers=BOTH)
    laid = recorded(scene, who, record, kind, "2026-01-01T00:00:00Z")
    return f"{laid}UPDATE diwan.record SET envelope = '\\x{envelope.hex()}', salt = '\\x00' WHERE id = '{record}';"


def _published(scene):
    own, hidden, shared = scene.own[1], scene.hidden[1], scene.shared[1]
    for kind in ("brief.published", "brief.part_fixed"):
        for name, refs, more in (
            ("of one's own", [own], {}),
            ("of another's", [shared], {}),
            ("of two", [own, shared], {}),
            ("of one twice", [own, own], {}),
            ("for oneself", [own], {"readers": ("syria",)}),
        ):
            yield _said(scene, f"{kind} {name}", refs, DONE, kind=kind, **more)
        recalled = f"UPDATE diwan.record SET envelope = NULL, salt = NULL WHERE id = '{own}';"
        for name, refs, more in (
            ("of nothing", [], {}),
            ("of what is not there", [ABSENT], {}),
            ("of what is hidden", [hidden], {}),
            ("of what is hidden, beside what is not", [own, hidden], {}),
            ("for one who does not read it", [own], {"readers": ("iraq", "russia", "syria")}),
            ("to be passed on further", [own], {"tlp": "TLP:GREEN"}),
            ("of what was recalled", [own], {"given": recalled}),
            ("of an item", [scene.own[0]], {}),
        ):
            yield _said(scene, f"{kind} {name}", refs, kind=kind, **more)
        part = _held(scene, "syria", PART, "brief.part_fixed")
        yield _said(scene, f"{kind} of a part", [own, PART], DONE, kind=kind, given=part)
        of_another = _held(scene, "iraq", PART, "brief.part_fixed")
        yield _said(scene, f"{kind} of another's part", [own, PART], kind=kind, given=of_another)
        strict = _held(scene, "syria", PART, "brief.part_fixed", "TLP:RED")
        yield _said(scene, f"{kind} of a part that goes less far", [own, PART], kind=kind, given=strict)
    yield from _revised(scene, own)


def _revised(scene, own):
    revises, refs = {"body": {"revises": str(BEFORE)}}, [own, BEFORE]
    mine = _held(scene, "syria", BEFORE, "brief.published")
    theirs = _held(scene, "iraq", BEFORE, "brief.published")
    yield _said(scene, "a brief in the place of one's own", refs, DONE, given=mine, **revises)
    yield _said(scene, "a brief in the place of another's", refs, given=theirs, **revises)
    yield _said(scene, "a brief in the place of none", refs, **revises)
    yield _said(scene, "a part in the place of a brief", refs, given=mine, kind="brief.part_fixed", **revises)
    part = _held(scene, "syria", BEFORE, "brief.part_fixed")
    yield _said(scene, "a part in the place of a part", refs, given=part, kind="brief.part_fixed", **revises)
    note = _held(scene, "syria", BEFORE, "note.filed")
    yield _said(scene, "a brief in the place of a note", refs, given=note, **revises)
    alone = f"UPDATE diwan.record SET audience = {scene.audiences['hidden']} WHERE id = '{BEFORE}';"
    yield _said(scene, "a brief in the place of what is hidden", refs, given=mine + alone, **revises)


def _as_the_centres(scene):
    joint, shared = {"kind": "joint_brief.published"}, scene.shared[1]
    yield _said(scene, "the centre's brief by who directs", [shared], DONE, who="iraq", **joint)
    yield _said(scene, "the centre's brief by another", [shared], **joint)
    yield _said(
        scene, "the centre's brief of what others do not read", [scene.hidden[1]], who="iraq", **joint
    )
    revises = {"body": {"revises": str(BEFORE)}, "who": "iraq"} | joint
    before = _held(scene, "syria", BEFORE, "joint_brief.published")
    yield _said(scene, "the centre's in the place of an earlier director's", [shared, BEFORE], DONE, given=before, **revises)  # fmt: skip
    alone = f"UPDATE diwan.record SET audience = {scene.audiences['own']} WHERE id = '{BEFORE}';"
    yield _said(scene, "the centre's in the place of what is hidden", [shared, BEFORE], given=before + alone, **revises)  # fmt: skip
    own = _held(scene, "syria", BEFORE, "brief.published")
    yield _said(scene, "the centre's in the place of a member's", [shared, BEFORE], given=own, **revises)


def _withdrawn(scene):
    kind = {"kind": "brief.withdrawn"}
    for published in ("brief.published", "joint_brief.published"):
        mine = _held(scene, "syria", BEFORE, published)
        yield _said(scene, f"{published} withdrawn", [BEFORE], DONE, given=mine, **kind)
        theirs = _held(scene, "iraq", BEFORE, published)
        yield _said(scene, f"{published} withdrawn by another", [BEFORE], given=theirs, **kind)
    mine = _held(scene, "syria", BEFORE, "brief.published")
    yield _said(scene, "two withdrawn at once", [BEFORE, scene.own[1]], given=mine, **kind)
    yield _said(scene, "none withdrawn", [], **kind)
    yield _said(scene, "what is no brief withdrawn", [scene.own[1]], **kind)
    gone = mine + f"UPDATE diwan.record SET envelope = NULL, salt = NULL WHERE id = '{BEFORE}';"
    yield _said(scene, "what is withdrawn withdrawn", [BEFORE], given=gone, **kind)


def _followed(scene):
    """What stands in briefs follows the report's originator alone."""
    follow = "SELECT diwan.follow_briefs(%s)"
    for name, report in (("hidden", scene.hidden[1]), ("another's", scene.shared[1]), ("absent", ABSENT)):
        yield Try(f"follow_briefs {name}", "syria", follow, (report,), sqlstate="42501")
    own, shared = scene.own[1], scene.audiences["shared"]
    # a part of Iraq's that stands on Syria's report
    part = _held(scene, "iraq", PART, "brief.part_fixed")
    part += f"INSERT INTO diwan.record_ref (member, record, audience, ref) VALUES ('iraq', '{PART}', {shared}, '{own}');"
    readers = f"SELECT a.members, r.envelope IS NULL FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience WHERE r.id = '{PART}'"
    narrowed = f"UPDATE diwan.record SET audience = {scene.audiences['own']} WHERE id = '{own}';"
    recalled = f"UPDATE diwan.record SET envelope = NULL, salt = NULL WHERE id = '{own}';"
    for name, given, came in (
        ("as it was", "", (["iraq", "syria"], False)),
        ("narrowed", narrowed, (["syria"], False)),
        ("recalled", recalled, (["iraq", "syria"], True)),
    ):
        yield Try(f"follow_briefs {name}", "syria", follow, (own,), [("",), came], given=part + given, then=readers, keeps=False)  # fmt: skip
