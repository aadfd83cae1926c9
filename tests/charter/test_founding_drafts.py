"""Drafts and signatures before a charter is in force: what a rebuild gives, and what SQL of a request cannot do."""

from dataclasses import replace

import pytest

from diwan import charter, ledger, store
from diwan.charter.charter_faults import faults
from diwan.charter.charter_file import read_charter, read_told
from diwan.charter.charter_form import as_told, form_of, read_form
from diwan.charter.charter_text import as_toml
from diwan.charter.found_centre import announced, charter_hash, signed_text
from diwan.charter.sample import TEXT
from diwan.charter.words import RoomText
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.entry import wiring
from unfounded import fields_of, link_for, unfounded, unfounded_template

__all__ = ["link_for", "unfounded", "unfounded_template"]

TWO = replace(
    TEXT, founders=TEXT.founders[:2], rotation=("iraq", "iran"), functions=TEXT.functions[:1], log_origin=""
)
IRAQ, IRAN = MemberId("iraq"), MemberId("iran")


def acting(member, *, write=True):
    return store.acting_as(store.service_viewer(member), write=write)


@pytest.fixture
def two_seats(link_for):
    link_for("iraq")
    link_for("iran")


def test_a_form_says_what_the_text_says():
    rooms = (RoomText(RoomId("dam"), TEXT.names, (IRAQ,), (), (IRAN,)),)
    for text in (
        TEXT,
        replace(TWO, rooms=rooms, checklist=(TEXT.task,), witness_policy="log x\n\nquorum none\n"),
    ):
        form = read_form(fields_of(form_of(text.as_json())))
        assert faults(form) == {}
        assert charter_hash(read_told(as_told(form)).text.as_json()) == charter_hash(text.as_json())
        assert charter_hash(read_charter(as_toml(text.as_json())).text.as_json()) == charter_hash(
            text.as_json()
        )


def test_a_rebuild_gives_the_same_drafts_signatures_and_centre(two_seats):
    def dump():
        with store.as_owner() as tx:
            tables = ("charter_signature", "charter_consent", "charter_version", "member_key", "member")
            told = {table: tx.rows(f"SELECT x::text FROM diwan.{table} x ORDER BY 1") for table in tables}
        with acting(IRAN, write=False) as tx:
            return told | {
                "drafts": charter.drafts(tx),
                "centre": charter.centre(tx) if told["member"] else None,
            }

    with acting(IRAQ) as tx:
        charter.lay_draft(tx, TWO, in_place_of="")
        charter.sign_draft(tx, charter_hash(TWO.as_json()), ledger.keys_in_use())
    changed = replace(TWO, term_months=6)
    with acting(IRAN) as tx:
        charter.lay_draft(tx, changed, in_place_of=charter_hash(TWO.as_json()))
    before = dump()
    wiring.rebuild()
    assert dump() == before
    for member in (IRAQ, IRAN):
        with acting(member) as tx:
            charter.sign_draft(tx, charter_hash(changed.as_json()), ledger.keys_in_use())
    before = dump()
    assert before["centre"].founded_at
    wiring.rebuild()
    assert dump() == before


def test_a_founder_outside_the_rotation_signs_too_and_without_it_nothing_is_in_force(two_seats):
    text = replace(TWO, rotation=("iraq",))
    sha = charter_hash(text.as_json())
    with acting(IRAQ) as tx:
        charter.lay_draft(tx, text, in_place_of="")
        assert charter.sign_draft(tx, sha, ledger.keys_in_use()) == ["iran"]
        assert tx.value("SELECT count(*) FROM diwan.centre") == 0
    with acting(IRAN) as tx:
        assert charter.sign_draft(tx, sha, ledger.keys_in_use()) == []
        assert charter.director(tx)[0] == "iraq"


def test_no_sql_of_a_founder_founds_a_centre_or_signs_for_another(two_seats):
    text = TWO.as_json()
    with acting(IRAQ) as tx:
        charter.lay_draft(tx, TWO, in_place_of="")
        charter.sign_draft(tx, charter_hash(text), ledger.keys_in_use())
        label = Label(frozenset({IRAQ, IRAN}), Tlp.GREEN)
        ledger.append(tx, "centre.founded", signed_text(text), label=label)
        assert tx.value("SELECT count(*) FROM diwan.centre") == 0
    for statement in (
        (
            "INSERT INTO diwan.centre SELECT true, gen_random_uuid(), sha256, text, text -> 'names', 'UTC', '{iraq}', now()"
            " FROM diwan.charter_draft"
        ),
        "INSERT INTO diwan.charter_signature VALUES ('iran', gen_random_uuid(), 'x', now())",
        "UPDATE diwan.charter_signature SET charter = 'x'",
        "INSERT INTO diwan.founder_seat VALUES ('syria', '{}', now())",
        (
            "INSERT INTO diwan.charter_draft SELECT 'iran', gen_random_uuid(), audience, sha256, text, '', now()"
            " FROM diwan.charter_draft"
        ),
    ):
        with pytest.raises(NotAllowed), acting(IRAQ) as tx:
            tx.run(statement)


def test_a_text_under_another_texts_hash_is_no_draft_and_no_signature(two_seats):
    body = signed_text(TWO.as_json()) | {"sha256": "0" * 64, "note": ""}
    with acting(IRAQ) as tx:
        label = Label(frozenset({IRAQ, IRAN}), Tlp.GREEN)
        ledger.append(tx, "charter.drafted", body, label=label)
        ledger.append(tx, "charter.signed", body | announced("", IRAQ, ledger.keys_in_use()), label=label)
        assert charter.drafts(tx) == []
        assert charter.signatures(tx, "0" * 64) == {}
