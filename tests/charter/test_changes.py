"""The charter changes by its own rule, and whoever leaves reads nothing new."""

import datetime as dt

import pytest

from diwan import access, charter, ledger, store
from diwan.charter.change_charter import (
    Matter,
    NoLongerOpen,
    NothingChanges,
    ProposedAlready,
    RefusedAlready,
    SignedAlready,
    admit,
    amend,
    propose,
    refuse_change,
    resume,
    sign_change,
    suspend,
    swap_terms,
    versions,
    withdraw,
)
from diwan.charter.charter_text import differences
from diwan.charter.found_centre import charter_hash, signed_text
from diwan.charter.sample import TEXT
from diwan.charter.words import Party
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.entry import wiring

JORDAN = Party(
    MemberId("jordan"), "observer", {"en": "Jordan", "ar": "الأردن", "fa": "اردن", "ru": "Иордания"}
)
FOUNDERS = ("iraq", "iran", "russia", "syria")


@pytest.fixture
def say(as_member):
    """Somebody proposes; gives the hash that others sign."""

    def saying(member, change, *arguments, **more):
        with as_member(member, write=True) as tx:
            return change(tx, *arguments, **more).body["sha256"]

    return saying


@pytest.fixture
def signed_by(as_member):
    def signing(sha256, *members):
        for member in members:
            with as_member(member, write=True) as tx:
                sign_change(tx, sha256)

    return signing


def in_force(as_member, member="iraq"):
    with as_member(member) as tx:
        return charter.text_in_force(tx)


def with_rules(**rules):
    def change(tx, *, reason=""):
        text = charter.text_in_force(tx)
        return propose(tx, text | {"rules": rules}, Matter.AMENDMENT, reason=reason)

    return change


def file_note(tx, *members, whole_centre=False):
    label = access.label(tx, [MemberId(each) for each in members], whole_centre=whole_centre, tlp=Tlp.AMBER)
    return ledger.append(tx, "note.filed", {"text": "of no matter"}, label=label)


def test_an_amendment_is_in_force_when_the_last_founder_has_signed(as_member, say, signed_by):
    sha = say("iran", with_rules(amendment="majority"), reason="so that we can move")
    signed_by(sha, "iraq", "russia")
    assert "rules" not in in_force(as_member) or not in_force(as_member)["rules"]
    signed_by(sha, "syria")
    assert in_force(as_member)["rules"] == {"amendment": "majority"}
    with as_member("russia") as tx:
        newest, first = versions(tx)
        assert (newest.number, newest.reason, newest.matter) == (2, "so that we can move", "amendment")
        assert list(newest.signed) == ["iran", "iraq", "russia", "syria"]
        assert charter.centre(tx).charter == newest.sha256 == charter_hash(newest.text)
        assert charter.centre(tx).founded_at == first.in_force_at
        [difference] = differences(first.text, newest.text)
        assert (difference.place, difference.before, difference.after) == (
            ("rules", "amendment"),
            None,
            "majority",
        )
        # each signature is a record in its signer's log, over the same text
        said = tx.rows(
            "SELECT DISTINCT member FROM diwan.record WHERE kind LIKE 'charter.change%%' ORDER BY 1"
        )
        assert [row["member"] for row in said] == sorted(FOUNDERS)
    sha = say("syria", with_rules(amendment="two-thirds"))
    signed_by(sha, "iraq", "iran")
    assert in_force(as_member)["rules"] == {"amendment": "two-thirds"}
    sha = say("syria", with_rules())
    signed_by(sha, "iraq")
    assert in_force(as_member)["rules"] == {"amendment": "two-thirds"}
    signed_by(sha, "iran")
    assert in_force(as_member)["rules"] == {}


def test_a_change_that_was_overtaken_has_lapsed(say, signed_by, as_member):
    late, early = (
        say("iraq", with_rules(admission="majority")),
        say("iran", with_rules(admission="two-thirds")),
    )
    signed_by(early, "iraq", "russia", "syria")
    with pytest.raises(NoLongerOpen):
        signed_by(late, "iran")
    with as_member("iraq") as tx:
        assert [(v.number, v.is_open) for v in versions(tx)] == [(2, False), (1, False), (None, False)]


def test_nobody_signs_twice_or_what_was_not_proposed_or_proposes_what_stands(say, signed_by):
    sha = say("iraq", with_rules(admission="majority"))
    with pytest.raises(SignedAlready):
        signed_by(sha, "iraq")
    with pytest.raises(NotVisible):
        signed_by("0" * 64, "iraq")
    with pytest.raises(NothingChanges):
        say("iraq", lambda tx: amend(tx, TEXT))


def test_nothing_rides_along_with_a_change(as_member, say, signed_by):
    def smuggle(tx):
        text = charter.text_in_force(tx)
        return propose(
            tx, text | {"suspended": ["iran"], "rotation": ["iraq"]}, Matter.SUSPENSION, concerns="iran"
        )

    signed_by(say("iraq", smuggle), "russia", "syria", "iran")
    assert in_force(as_member).get("suspended") is None
    sha = say(
        "iraq", lambda tx: propose(tx, charter.text_in_force(tx) | {"left": ["iran"]}, Matter.AMENDMENT)
    )
    signed_by(sha, *FOUNDERS[1:])
    assert in_force(as_member).get("left") is None


def test_who_is_admitted_reads_only_what_is_filed_from_then_on(as_member, say, signed_by):
    with as_member("iraq", write=True) as tx:
        before = file_note(tx, whole_centre=True)
    sha = say("iraq", admit, JORDAN)
    signed_by(sha, "iran", "russia")
    with as_member("iraq") as tx:
        assert "jordan" not in {member.id for member in charter.members(tx)}
    signed_by(sha, "syria")
    with as_member("iraq", write=True) as tx:
        after = file_note(tx, whole_centre=True)
        assert {m.id: m.kind for m in charter.members(tx)}["jordan"] == "observer"
    with store.acting_as(store.service_viewer(MemberId("jordan"))) as tx:
        assert ledger.record(tx, before.id) is None
        assert ledger.record(tx, after.id) is not None
    # an observer's signature counts for nothing: it founded nothing
    sha = say("iraq", with_rules(admission="majority"))
    with store.acting_as(store.service_viewer(MemberId("jordan")), write=True) as tx:
        ledger.keys_in_use().make("jordan")
        sign_change(tx, sha)
    assert not in_force(as_member)["rules"]


def test_who_is_suspended_reads_nothing_new_until_it_is_resumed(as_member, say, signed_by):
    with as_member("iraq", write=True) as tx:
        before = file_note(tx, "iran")
    sha = say("iraq", suspend, MemberId("iran"), reason="it passed things on")
    signed_by(sha, "russia", "syria")
    with as_member("iraq", write=True) as tx:
        assert access.label(tx, whole_centre=True).members == {"iraq", "russia", "syria"}
        with pytest.raises(BadInput):
            file_note(tx, "iran")
        # even where a label names it
        meanwhile = ledger.append(
            tx, "note.filed", {"text": "x"}, label=Label(frozenset(map(MemberId, FOUNDERS)), Tlp.AMBER)
        )
    with as_member("iran") as tx:
        assert ledger.record(tx, before.id) is not None
        assert ledger.record(tx, meanwhile.id) is None
    with as_member("iran", write=True) as tx:
        own = ledger.append(tx, "note.filed", {}, label=Label(frozenset({MemberId("iran")})))
        assert ledger.record(tx, own.id) is not None
    with pytest.raises(NotAllowed), as_member("iran", write=True) as tx:
        file_note(tx, "iraq")
    signed_by(say("russia", resume, MemberId("iran")), "iraq", "syria")
    with as_member("iraq", write=True) as tx:
        after = file_note(tx, "iran")
    with as_member("iran") as tx:
        assert ledger.record(tx, after.id) is not None
        assert ledger.record(tx, meanwhile.id) is None


def test_whoever_leaves_keeps_what_it_had_and_reads_nothing_new(as_member, say, signed_by):
    with as_member("iraq", write=True) as tx:
        before = file_note(tx, "iran", "russia")
    signed_by(say("iran", withdraw, MemberId("iran")), "iraq", "russia", "syria")
    with as_member("iraq", write=True) as tx:
        after = ledger.append(
            tx, "note.filed", {"text": "x"}, label=Label(frozenset(map(MemberId, FOUNDERS)), Tlp.AMBER)
        )
        tx.value("SELECT diwan.set_reach(%s, %s)", [before.id, ["iraq", "iran", "syria"]])
        assert "iran" not in {member.id for member in charter.members(tx)}
        assert not any(p.member == "iran" for p in charter.places(tx, "baghdad"))
    signed_by(say("iraq", with_rules(amendment="majority")), "russia", "syria")
    signed_by(say("iraq", admit, JORDAN), "russia", "syria")
    with as_member("iran") as tx:
        assert ledger.record(tx, before.id) is not None
        assert ledger.record(tx, after.id) is None
        assert charter.text_in_force(tx)["left"] == ["iran"]
        assert "rules" not in charter.text_in_force(tx) or not charter.text_in_force(tx)["rules"]
        assert "jordan" not in {member.id for member in charter.members(tx)}
        assert [v.number for v in versions(tx)] == [2, 1]
        assert tx.value("SELECT count(*) FROM diwan.centre") == 0
        assert charter.director(tx)
        # its own log is whole, with what it signed
        assert ledger.verify_chain(tx, MemberId("iran")) == []
        assert next(record.kind for record in ledger.own_records(tx)) == "charter.change_proposed"
    with pytest.raises(NotAllowed), as_member("iran", write=True) as tx:
        ledger.append(tx, "note.filed", {}, label=Label(frozenset(map(MemberId, FOUNDERS))))


def test_a_charter_may_let_a_member_leave_by_its_own_signature(as_member, say, signed_by):
    signed_by(say("iraq", with_rules(withdrawal="own")), "iran", "russia", "syria")
    sha = say("russia", withdraw, MemberId("syria"))
    signed_by(sha, "iraq", "iran")  # no one else's signature takes it out
    assert "left" not in in_force(as_member)
    with pytest.raises(ProposedAlready):
        say("syria", withdraw, MemberId("syria"))
    signed_by(sha, "syria")
    assert in_force(as_member)["left"] == ["syria"]


def test_no_sql_of_a_request_puts_a_text_in_force(as_member, say):
    sha = say("iraq", with_rules(amendment="majority"))
    with as_member("iraq", write=True) as tx:
        assert tx.value("SELECT diwan.put_in_force(%s)", [sha]) is False
    for statement in (
        "UPDATE diwan.charter_version SET number = 2, in_force_at = now()",
        "INSERT INTO diwan.charter_consent VALUES ('x', 'iran', gen_random_uuid(), now())",
        "INSERT INTO diwan.member_suspension VALUES ('iran', now())",
        "UPDATE diwan.member SET valid_to = now()",
        "UPDATE diwan.centre SET charter = 'x'",
        "SELECT diwan.apply_members('{}', '{}', 'iraq', now())",
    ):
        with pytest.raises(NotAllowed), as_member("iraq", write=True) as tx:
            tx.run(statement)


def test_a_text_under_another_texts_hash_comes_to_nothing(as_member):
    with as_member("iraq", write=True) as tx:
        said = signed_text(charter.text_in_force(tx)) | {"sha256": "0" * 64}
        body = said | {"matter": "amendment", "concerns": "", "reason": ""}
        ledger.append(tx, "charter.change_proposed", body, label=Label(frozenset(map(MemberId, FOUNDERS))))
        assert len(versions(tx)) == 1


def test_a_rebuild_gives_the_same_versions_members_and_audiences(database, as_member, say, signed_by):
    with as_member("iraq", write=True) as tx:
        file_note(tx, "iran", "russia")
    signed_by(say("iran", withdraw, MemberId("iran")), "iraq", "russia", "syria")
    signed_by(say("iraq", suspend, MemberId("syria")), "russia")
    with as_member("iraq", write=True) as tx:
        ledger.append(tx, "note.filed", {}, label=Label(frozenset(map(MemberId, FOUNDERS))))
    tables = (
        "charter_version",
        "charter_consent",
        "member_suspension",
        "member",
        "centre",
        "room_member",
        "record",
    )

    def dump():
        with store.as_owner() as tx:
            return {t: tx.rows(f"SELECT x::text FROM diwan.{t} x ORDER BY 1") for t in tables}

    before = dump()
    wiring.rebuild()
    assert dump() == before


def test_a_refusal_stands_beside_the_signatures_and_binds_nobody(database, as_member, say, signed_by):
    sha = say("iraq", with_rules(amendment="majority"))
    with as_member("iran", write=True) as tx:
        refuse_change(tx, sha, reason="too soon")
    with pytest.raises(RefusedAlready), as_member("iran", write=True) as tx:
        refuse_change(tx, sha)
    signed_by(sha, "russia")
    with pytest.raises(SignedAlready), as_member("russia", write=True) as tx:
        refuse_change(tx, sha)
    with as_member("syria") as tx:
        version = versions(tx)[0]
        assert [(no.member, no.reason) for no in version.refused] == [("iran", "too soon")]
        assert set(version.asked) == set(FOUNDERS)
        before = tx.rows("SELECT x::text FROM diwan.charter_refusal x")
    wiring.rebuild()
    with as_member("syria") as tx:
        assert tx.rows("SELECT x::text FROM diwan.charter_refusal x") == before
    with pytest.raises(NotAllowed), as_member("syria", write=True) as tx:
        tx.run("INSERT INTO diwan.charter_refusal VALUES (%s, 'iraq', gen_random_uuid(), '', now())", [sha])
    signed_by(sha, "syria", "iran")
    assert in_force(as_member)["rules"] == {"amendment": "majority"}
    with pytest.raises((NoLongerOpen, SignedAlready)), as_member("iraq", write=True) as tx:
        refuse_change(tx, sha)


def test_two_members_swap_terms_by_their_own_consent(as_member, say, signed_by, clock):
    at = dt.datetime.fromisoformat("2015-11-01T12:00Z")
    clock("2015-11-01T12:00Z")
    sha = say("russia", swap_terms, (2, 3), (MemberId("russia"), MemberId("syria")))
    with as_member("iraq") as tx:
        assert [term.member for term in charter.terms(tx, at, after=4)] == [
            "iraq",
            "iran",
            "russia",
            "syria",
            "iraq",
        ]
    signed_by(sha, "syria")
    with as_member("iraq") as tx:
        assert [term.member for term in charter.terms(tx, at, after=4)] == [
            "iraq",
            "iran",
            "syria",
            "russia",
            "iraq",
        ]
