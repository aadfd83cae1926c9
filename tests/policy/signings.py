"""Tries of SQL that lays a row which members sign, or which a term carries: an agreement, a meeting, a handover."""

import uuid

from policy.laid import recorded, row, tried, wrong_of_every_row

RECORD, AGREEMENT, MEETING = (uuid.UUID(f"00000000-0000-4000-9000-0000000000{n:02}") for n in (1, 2, 3))
AT = "2026-01-01T00:00:00Z"


def tries(scene):
    yield from _agreements(scene)
    yield from _functions(scene)
    yield from _meetings(scene)
    yield from _handovers(scene)


def _agreements(scene):
    both, hidden = scene.audiences["shared"], scene.audiences["hidden"]
    assert both != hidden
    wrongs = wrong_of_every_row(scene, "syria", "iraq")
    right = {
        "member": "syria", "record": RECORD, "audience": both, "sha256": "x", "text": "{}", "signers": ["iraq", "syria"],
        "outside": ["united-states"], "begins_at": AT, "proposed_at": AT,
    }  # fmt: skip
    own = (
        ("without its author", {"signers": ["iran", "iraq"]}, "syria", ""),
        ("a member outside", {"outside": ["iran"]}, "syria", ""),
        ("an outside party that signs", {"signers": ["iraq", "syria", "united-states"]}, "syria", ""),
    )
    yield from tried("agreement", right, "syria", (*wrongs, *own))
    laid = f"INSERT INTO diwan.agreement VALUES ('iraq', '{AGREEMENT}', {both}, 'x', '{{}}', '{{iraq,syria}}', '{{united-states}}', '{AT}', NULL, '{AT}');"  # fmt: skip
    not_ours = laid.replace("{iraq,syria}", "{iran,iraq}")
    to_another = (
        "to what others sign",
        {"agreement": RECORD},
        "syria",
        not_ours.replace(str(AGREEMENT), str(RECORD)),
    )
    right = {
        "member": "syria", "agreement": AGREEMENT, "record": RECORD, "audience": both, "sha256": "x", "signed_at": AT,
    }  # fmt: skip
    other_text = ("under another text", {"sha256": "y"}, "syria", "")
    yield from tried("agreement_consent", right, "syria", (*wrongs, other_text, to_another), laid)
    right = {
        "member": "syria", "record": RECORD, "agreement": AGREEMENT, "audience": both, "step": "suspended",
        "party": "united-states", "reason": "", "at": AT,
    }  # fmt: skip
    for_another = ("for a party that speaks for itself", {"party": "iraq"}, "syria", "")
    yield from tried("agreement_step", right, "syria", (*wrongs, for_another, to_another), laid)


def _functions(scene):
    text = scene.admin.execute("SELECT text FROM diwan.centre").fetchone()[0]
    given = {each["id"]: {each.get("holder"), each.get("deputy")} for each in text["functions"]}
    own = next(name for name, who in given.items() if "syria" in who)
    others = next(name for name, who in given.items() if "syria" not in who)
    right = {
        "member": "syria", "record": RECORD, "function": own, "audience": scene.audiences["shared"], "holder": "",
        "deputy": "", "since": AT,
    }  # fmt: skip
    wrongs = (
        *wrong_of_every_row(scene, "syria", "iraq"),
        ("another's function", {"function": others}, "syria", ""),
    )
    yield from tried("function_holding", right, "syria", wrongs)


def _meetings(scene):
    """By who directs, which is the first in rotation: Iraq."""
    who, both = "iraq", scene.audiences["shared"]
    assert scene.rotation[0] == who
    starts, ends, now = scene.admin.execute(
        "SELECT starts, ends, now() FROM diwan.terms(now()) LIMIT 1"
    ).fetchone()
    wrongs = wrong_of_every_row(scene, who, "syria")
    right = {"member": who, "record": RECORD, "audience": both, "starts": starts, "name": "", "named_at": now}
    yield from tried("director_named", right, who, (*wrongs, ("of no term", {"starts": now}, who, "")))

    def again(at):
        return f"UPDATE diwan.record SET at = '{at}' WHERE id = '{RECORD}';"

    right = {
        "member": who, "record": RECORD, "audience": both, "title": "", "starts_at": now, "place": "", "room": "",
        "agenda": [], "convened_at": now,
    }  # fmt: skip
    other_kind = f"UPDATE diwan.record SET kind = 'note.filed' WHERE id = '{RECORD}';"
    own = (
        ("after the term", {"convened_at": ends}, who, again(ends)),
        ("of another record", {}, who, other_kind),
        ("at another time", {"convened_at": starts}, who, ""),
    )
    yield from tried(
        "meeting", right, who, (*wrongs, *own), recorded(scene, who, RECORD, "meeting.convened", now)
    )
    convened = row("meeting", right | {"record": MEETING})
    right = {
        "member": who, "record": RECORD, "meeting": MEETING, "audience": both, "agenda": [], "is_called_off": False,
        "reason": "", "at": now,
    }  # fmt: skip
    own = (
        ("after the term", {"at": ends}, who, again(ends)),
        ("of another record", {}, who, other_kind),
        ("at another time", {"at": starts}, who, ""),
        ("of no meeting", {"meeting": RECORD}, who, ""),
    )
    yield from tried(
        "meeting_order",
        right,
        who,
        (*wrongs, *own),
        convened + recorded(scene, who, RECORD, "meeting.order_set", now),
    )


def _handovers(scene):
    outgoing, incoming, third, _ = scene.rotation
    ends = scene.admin.execute("SELECT ends FROM diwan.terms(now()) LIMIT 1").fetchone()[0]
    right = {
        "member": "iraq", "record": RECORD, "audience": scene.audiences["shared"], "outgoing": outgoing,
        "incoming": incoming, "passes_at": ends, "sha256": "x", "text": "{}", "signed_as": "director", "signed_at": AT,
    }  # fmt: skip
    everybody = f"INSERT INTO diwan.audience_member VALUES ('{third}', {scene.audiences['shared']}) ON CONFLICT DO NOTHING;"
    own = (
        ("by a third", {"member": third}, third, everybody),
        ("to whom it does not pass", {"incoming": third}, "iraq", ""),
        ("at another time", {"passes_at": AT}, "iraq", ""),
    )
    yield from tried("handover_signature", right, "iraq", (*wrong_of_every_row(scene, "iraq", "syria"), *own))
