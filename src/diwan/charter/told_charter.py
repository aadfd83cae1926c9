"""A charter's text as a page tells it: names instead of short names, and what is not said said so. Pure."""

from typing import Any

from diwan.charter.charter_file import MATTERS
from diwan.charter.words import Names
from diwan.core.labels import Tlp


def told_charter(text: dict[str, Any]) -> dict[str, Any]:
    """Texts of earlier versions of Diwan lack some of the keys."""
    parties = [each | {"kind": "founder"} for each in text["founders"]] + text.get("parties", [])
    names: dict[str, Names] = {each["id"]: each["names"] for each in parties}
    rules, label = text.get("rules", {}), text.get("default_label", {})
    return {
        "names": text["names"],
        "task": text.get("task", {}),
        "zone": text["time_zone"],
        "months": text.get("term_months", 3),
        "rotation": [names[each] for each in text["rotation"] if each in names],
        "members": parties,
        "second_factor": text.get("second_factor", False),
        "log_origin": text.get("log_origin", ""),
        "witness_policy": text.get("witness_policy", ""),
        "rooms": [
            {"names": room["names"]}
            | {seat: [names[each] for each in room.get(seat, ())] for seat in ("lead", "members", "guests")}
            for room in text.get("rooms", [])
        ],
        "functions": [
            {
                "names": each["names"],
                "holder": names.get(each.get("holder", "")),
                "deputy": names.get(each.get("deputy", "")),
            }
            for each in text.get("functions", [])
        ],
        "checklist": text.get("checklist", []),
        "rules": [(matter, rules.get(matter, "unanimity")) for matter in MATTERS],
        "audience": label.get("audience", ""),
        "tlp": Tlp[label["tlp"]].value if "tlp" in label else "",
        "retention_days": text.get("retention_days", 0),
        "retention": text.get("retention", {}),
        "erasure": text.get("erasure", {}),
        "left": [names[each] for each in text.get("left", []) if each in names],
        "suspended": [names[each] for each in text.get("suspended", []) if each in names],
    }
