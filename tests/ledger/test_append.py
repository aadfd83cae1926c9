"""The one door in."""

import json
import uuid

import psycopg
import pytest

from diwan import access, ledger
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, TooLarge
from diwan.core.ids import RecordId
from diwan.ledger import Evidence
from diwan.ledger.errors import (
    BodyWrong,
    ClockAhead,
    ClockBehind,
    NotText,
    NumberTooLarge,
    PayloadTooLarge,
    RepeatedId,
)
from diwan.ledger.wires import Wires


def file_note(tx, *, members=(), **more):
    return ledger.append(tx, "note.filed", {"text": "А ٣ — پل"}, label=access.label(tx, members), **more)


def test_a_record_is_read_back_as_it_was_said(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = file_note(tx, members=["iran"])
    with as_member("iran") as tx:
        read = ledger.record(tx, said.id)
    assert read == said
    assert read.body == {"text": "А ٣ — پل"}


def test_a_record_is_as_absent_to_those_whom_its_label_leaves_out(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = file_note(tx, members=["iran"], evidence=Evidence(b"bytes", "text/plain", "note.txt"))
    with as_member("syria") as tx:
        assert ledger.record(tx, said.id) is None
        assert ledger.evidence(tx, said.id) is None
        assert tx.value("SELECT count(*) FROM diwan.record WHERE id = %s", [said.id]) == 0
    with as_member("iran") as tx:
        assert ledger.evidence(tx, said.id) == b"bytes"


def test_every_member_sees_that_something_was_said(database, as_member):
    with as_member("russia") as tx:
        before = ledger.log_length(tx, "iraq")
    with as_member("iraq", write=True) as tx:
        file_note(tx)
    with as_member("russia") as tx:
        assert ledger.log_length(tx, "iraq") == before + 1


def test_a_rollback_leaves_no_gap_in_the_chain(database, as_member):
    class Broken(Exception):
        pass

    def half_way():
        with as_member("iran", write=True) as tx:
            file_note(tx)
            raise Broken

    with pytest.raises(Broken):
        half_way()
    with as_member("iran", write=True) as tx:
        file_note(tx)
    with as_member("iran") as tx:
        assert ledger.verify_chain(tx, "iran") == []


def test_evidence_over_the_limit_is_refused_by_name(database, as_member, monkeypatch):
    monkeypatch.setattr(Wires, "evidence_limit_bytes", 3)
    with as_member("iran", write=True) as tx:
        with pytest.raises(TooLarge, match=r"film\.avi"):
            file_note(tx, evidence=Evidence(b"1234", name="film.avi"))
        assert file_note(tx, evidence=Evidence(b"123", name="film.avi")).evidence.size_bytes == 3


def test_a_reference_to_nothing_reads_as_nothing(database, as_member):
    with as_member("iran") as tx:
        assert ledger.record(tx, RecordId(uuid.uuid4())) is None


def drafts(tx, *kinds, **body):
    return [ledger.Draft(kind, body | {"n": n}, access.label(tx)) for n, kind in enumerate(kinds)]


def test_many_records_are_one_chain_in_their_order(database, as_member):
    with as_member("iran", write=True) as tx:
        first = file_note(tx)
        said = ledger.append_many(tx, drafts(tx, *["note.filed"] * 300))
    with as_member("iran") as tx:
        assert [record.seq for record in said] == list(range(first.seq + 1, first.seq + 301))
        assert ledger.verify_chain(tx, "iran") == []
        assert ledger.own_records(tx, limit=300) == said[::-1]


def test_of_many_records_all_are_said_or_none(database, as_member, monkeypatch):
    with as_member("iran", write=True) as tx:
        file_note(tx)
    with as_member("iran") as tx:
        before = ledger.log_length(tx, "iran")
    too_large = Evidence(b"1234", name="film.avi")
    monkeypatch.setattr(Wires, "evidence_limit_bytes", 3)
    with as_member("iran", write=True) as tx, pytest.raises(TooLarge):
        ledger.append_many(
            tx, [*drafts(tx, "note.filed"), ledger.Draft("note.filed", {}, access.label(tx), (), too_large)]
        )
    with as_member("iran") as tx:
        assert ledger.log_length(tx, "iran") == before


def test_nothing_to_say_says_nothing(database, as_member):
    with as_member("iran", write=True) as tx:
        assert ledger.append_many(tx, []) == []


def test_each_of_many_has_its_own_readers(database, as_member):
    with as_member("iraq", write=True) as tx:
        mixed = [
            ledger.Draft("note.filed", {}, access.label(tx, members))
            for members in (["iran"], [], ["syria"], ["iran"])
        ]
        said = ledger.append_many(tx, mixed)
    for member, seen in (("iran", [True, False, False, True]), ("syria", [False, False, True, False])):
        with as_member(member) as tx:
            assert [ledger.record(tx, record.id) is not None for record in said] == seen


def test_projections_see_many_records_as_they_see_each(database, as_member, monkeypatch):
    seen = []

    def project(_tx, record):
        seen.append((record.kind, record.body["n"]))

    def project_many(_tx, records):
        seen.append([record.body["n"] for record in records])

    monkeypatch.setitem(Wires.projections, "note.filed", [project])

    def project_alone(tx, record):
        project(tx, record)

    monkeypatch.setitem(Wires.projections, "other.filed", [project_alone])
    monkeypatch.setitem(Wires.together, project, project_many)
    with as_member("iran", write=True) as tx:
        ledger.append_many(
            tx, drafts(tx, "note.filed", "note.filed", "other.filed", "other.filed", "note.filed")
        )
    assert seen == [[0, 1], ("other.filed", 2), ("other.filed", 3), ("note.filed", 4)]


LARGE = {"text": "поток ٣ " * 9_000}


def test_a_large_body_lies_beside_its_record_for_the_same_readers(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", LARGE, label=access.label(tx, ["iran"]))
        small = file_note(tx, members=["iran"])
    assert said.body_note.size_bytes > 65_536
    assert small.body_note is None
    for member, count in (("iran", 1), ("syria", 0)):
        with as_member(member) as tx:
            assert tx.value("SELECT count(*) FROM diwan.record_body") == count
            assert (ledger.record(tx, said.id) == said) is bool(count)
            envelopes = tx.rows("SELECT length(envelope) AS n FROM diwan.record")
            assert max((row["n"] for row in envelopes), default=0) < 70_000
    with as_member("iraq") as tx:
        assert ledger.own_records(tx, limit=2) == [small, said]


def test_a_large_body_follows_its_record_when_readers_change_and_goes_with_it(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", LARGE, label=access.label(tx, ["iran"]))
        tx.run("SELECT diwan.set_reach(%s, %s)", [said.id, ["syria"]])
    for member, count in (("iran", 0), ("syria", 1)):
        with as_member(member) as tx:
            assert tx.value("SELECT count(*) FROM diwan.record_body") == count
    with as_member("iraq", write=True) as tx:
        tx.run("SELECT diwan.forget_record(%s)", [said.id])
        assert tx.value("SELECT count(*) FROM diwan.record_body") == 0
    with as_member("iraq") as tx:
        assert ledger.verify_chain(tx, "iraq") == []


def test_a_body_that_was_exchanged_is_not_read(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", LARGE, label=access.label(tx))
    with psycopg.connect(database.owner) as owner:
        owner.execute("UPDATE diwan.record_body SET data = %b", [json.dumps({"text": "other"}).encode()])
    with as_member("iraq") as tx, pytest.raises(BodyWrong):
        ledger.record(tx, said.id)


def test_no_member_lays_a_body_beside_anothers_record(database, as_member):
    with pytest.raises(NotAllowed), as_member("iran", write=True) as tx:
        tx.run(
            "INSERT INTO diwan.record_body SELECT 'iraq', gen_random_uuid(), (diwan.my_audiences())[1], '', ''"
        )


def test_a_record_that_is_large_without_its_body_is_refused(database, as_member):
    with as_member("iran", write=True) as tx, pytest.raises(PayloadTooLarge, match=r"note\.filed"):
        ledger.append(tx, "note.filed", {}, label=access.label(tx), refs=[RecordId(uuid.uuid4())] * 2_000)


@pytest.mark.parametrize(
    ("body", "error"),
    [({"n": 2**60}, NumberTooLarge), ({"t": "\x00"}, NotText), ({"t": "\ud800"}, NotText)],
)
def test_what_we_would_not_believe_of_others_we_do_not_say(database, as_member, body, error):
    with pytest.raises(error), as_member("iran", write=True) as tx:
        ledger.append(tx, "note.filed", body, label=access.label(tx))


def test_an_id_that_is_taken_is_refused_by_name(database, as_member, monkeypatch):
    with as_member("iran", write=True) as tx:
        said = file_note(tx)
    monkeypatch.setattr(springs, "token_bytes", lambda count: said.id.bytes if count == 16 else bytes(count))
    with pytest.raises(RepeatedId), as_member("iraq", write=True) as tx:
        file_note(tx)
    monkeypatch.setattr(springs, "token_bytes", lambda count: b"7" * count)
    with pytest.raises(RepeatedId), as_member("iraq", write=True) as tx:
        ledger.append_many(tx, drafts(tx, "note.filed", "note.filed"))


def test_a_clock_that_is_years_off_signs_nothing(database, as_member, monkeypatch):
    monkeypatch.setattr(Wires, "clock_may_go_back", False)
    with as_member("iran", write=True) as tx:
        file_note(tx)
    now = springs.now()
    for years, error in ((10, ClockAhead), (-10, ClockBehind)):
        monkeypatch.setattr(springs, "now", lambda years=years: now.replace(year=now.year + years))
        with pytest.raises(error, match=str(now.year + years)), as_member("iran", write=True) as tx:
            file_note(tx)
    monkeypatch.setattr(springs, "now", lambda: now)
    with as_member("iran", write=True) as tx:
        file_note(tx)
