"""The one door in."""

import pytest

from diwan import access, ledger
from diwan.core.errors import TooLarge
from diwan.core.ids import RecordId
from diwan.ledger import Evidence
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
    import uuid

    with as_member("iran") as tx:
        assert ledger.record(tx, RecordId(uuid.uuid4())) is None
