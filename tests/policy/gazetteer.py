"""Tries of SQL that lays or withdraws an entry of the centre's own gazetteer: on a record of its own that says so."""

import json
import uuid

from policy.laid import recorded, row, tried
from policy.scene import REFUSED, Try

PLACE, END = (uuid.UUID(f"00000000-0000-4000-9000-00000000050{n}") for n in (1, 2))
AT, LATER = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
WITHDRAW = "UPDATE diwan.own_place SET withdrawn_at = %s, withdrawn_by = %s WHERE place = %s"


def tries(scene):
    shared = scene.audiences["shared"]
    right = {
        "place": PLACE, "member": "syria", "audience": shared, "tlp": "TLP:AMBER", "names": json.dumps({"en": "x"}), "aliases": "{}",
        "kind": "camp", "country": "SY", "lat": 1.0, "lon": 1.0, "note": "", "added_at": AT,
    }  # fmt: skip
    said = recorded(scene, "syria", PLACE, "place.added", AT)
    wrongs = (
        ("in another's name", {}, "iraq", ""),
        ("more widely", {"audience": scene.audiences["three"]}, "syria", ""),
        ("at another time", {"added_at": LATER}, "syria", ""),
        ("of what is not said", {}, "syria", f"DELETE FROM diwan.record WHERE id = '{PLACE}';"),
        (
            "of another record",
            {},
            "syria",
            f"UPDATE diwan.record SET kind = 'note.filed' WHERE id = '{PLACE}';",
        ),
    )
    yield from tried("own_place", right, "syria", wrongs, said)
    laid = said + row("own_place", right | {"names": {"en": "x"}, "aliases": []})
    for name, who, kind, member, at, came in (
        ("by its author", "syria", "place.withdrawn", "syria", LATER, 1),
        ("by a reader", "iraq", "place.withdrawn", "iraq", LATER, 0),
        ("without a record", "syria", "note.filed", "syria", LATER, REFUSED),
        ("on another's record", "syria", "place.withdrawn", "iraq", LATER, REFUSED),
        ("at another time", "syria", "place.withdrawn", "syria", AT, REFUSED),
    ):
        yield Try(
            f"own_place withdrawn {name}", who, WITHDRAW, (LATER, END, PLACE), came, keeps=False, table="own_place",
            given=laid + recorded(scene, member, END, kind, at).replace("900000", "900001"),
            sqlstate="42501" if came is REFUSED else "",
        )  # fmt: skip
