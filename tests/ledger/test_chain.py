"""Everybody can verify that nothing was changed or dropped, with programs that we did not write."""

import base64
import json
import re
import threading
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from diwan import access, ledger, store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from diwan.ledger import envelope as format_of
from diwan.ledger.key_statement import KeyChange
from diwan.ledger.signers import LocalSigner
from diwan.ledger.verify import Leaf, Opened, faults

IRAQ = MemberId("iraq")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "record.md"


def say(viewer, text):
    with store.acting_as(viewer, write=True) as tx:
        return ledger.append(tx, "note.filed", {"text": text}, label=access.label(tx, ["iran"]))


def log_of(tx, member):
    leaves = tx.rows(
        "SELECT seq, prev, commitment FROM diwan.leaf WHERE member = %s ORDER BY seq", [member], into=Leaf
    )
    opened = tx.rows(
        "SELECT seq, envelope, salt FROM diwan.record WHERE member = %s ORDER BY seq", [member], into=Opened
    )
    keys = [
        bytes(row["public_key"])
        for row in tx.rows("SELECT public_key FROM diwan.member_key WHERE member = %s", [member])
    ]
    return leaves, opened, keys


@pytest.fixture
def log(database, viewer_of, as_member):
    say(viewer_of("iraq"), "one")
    say(viewer_of("iraq", 1), "two")
    with as_member("iraq") as tx:
        return log_of(tx, IRAQ)


def test_a_log_as_it_was_written_has_no_fault(log):
    assert list(faults(IRAQ, *log)) == []


def test_others_verify_what_they_may_read_and_that_nothing_is_left_out(log, as_member):
    with as_member("syria") as tx:
        assert ledger.verify_chain(tx, IRAQ) == []
        leaves, opened, _ = log_of(tx, IRAQ)
    assert len(leaves) == len(log[0])
    assert len(opened) < len(leaves)


def test_a_dropped_leaf_is_missed(log):
    leaves, opened, keys = log
    assert next(faults(IRAQ, leaves[:1] + leaves[2:], opened, keys)).what == "a leaf is missing"


def test_a_changed_leaf_breaks_the_chain(log):
    leaves, opened, keys = log
    changed = [Leaf(1, leaves[0].prev, bytes(32)), *leaves[1:]]
    assert "does not follow the leaf before it" in {f.what for f in faults(IRAQ, changed, opened, keys)}


def test_a_changed_envelope_is_not_what_was_committed_to_nor_signed(log):
    leaves, opened, keys = log
    said = json.loads(opened[-1].envelope)
    said["payload"] = base64.b64encode(base64.b64decode(said["payload"]).replace(b"two", b"2wo")).decode()
    written = json.dumps(said, separators=(",", ":")).encode()
    changed = Opened(opened[-1].seq, written, opened[-1].salt)
    assert {f.what for f in faults(IRAQ, leaves, [changed], keys)} == {
        "is not what was committed to",
        "is not signed with the member's key",
    }


def test_another_members_signature_does_not_count(log):
    leaves, opened, _ = log
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert {f.what for f in faults(IRAQ, leaves, opened, [stranger])} == {
        "is not signed with the member's key"
    }


def test_securesystemslib_verifies_our_envelopes(log):
    _, opened, keys = log
    key = SSlibKey(format_of.key_id(keys[0]), "ed25519", "ed25519", {"public": keys[0].hex()})
    for one in opened:
        envelope = Envelope.from_dict(json.loads(bytes(one.envelope)))
        assert list(envelope.verify([key], threshold=1)) == [key.keyid]


def test_sql_and_python_make_the_same_leaf(log, as_member):
    with as_member("iraq") as tx:
        sql = tx.value("SELECT diwan.leaf_bytes('iraq', 7, '\\x01', '\\x02')")
    assert bytes(sql) == format_of.leaf_bytes("iraq", 7, b"\x01", b"\x02")


def test_officers_who_file_at_once_give_one_clean_chain(database, viewer_of, as_member):
    viewers = [viewer_of("iraq"), viewer_of("iraq", 1), viewer_of("iran")]
    threads = [
        threading.Thread(target=lambda v=v: [say(v, str(n)) for n in range(8)])
        for v in viewers
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with as_member("iraq") as tx:
        assert ledger.verify_chain(tx, IRAQ) == []
        assert ledger.verify_chain(tx, MemberId("iran")) == []
        assert (
            tx.value("SELECT count(*) FROM diwan.record WHERE kind = 'note.filed'") == 32
        )  # what Iran kept for itself is not among them


def test_a_record_signed_for_another_place_or_author_is_refused(database, viewer_of):
    viewer = viewer_of("iran")
    said = say(viewer, "once")
    with store.acting_as(viewer) as tx:
        row = tx.one("SELECT envelope, salt FROM diwan.record WHERE id = %s", [said.id])
    for who in (viewer, viewer_of("iraq")):
        with (
            pytest.raises((psycopg.errors.InvalidParameterValue, NotAllowed)),
            store.acting_as(who, write=True) as tx,
        ):
            tx.run("SELECT diwan.append_records(%b, %b)", [[row["envelope"]], [row["salt"]]])


def test_the_vectors_on_the_page_are_what_the_code_computes():
    vectors = json.loads(re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1])
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vectors["private_key"]))
    envelope = format_of.sign(vectors["payload"].encode(), LocalSigner(key))
    committed = format_of.commitment(bytes.fromhex(vectors["salt"]), envelope)
    leaf = format_of.leaf_bytes("iraq", 1, format_of.EMPTY_HEAD, committed)
    assert vectors["public_key"] == key.public_key().public_bytes_raw().hex()
    assert vectors["key_id"] == format_of.key_id(key.public_key().public_bytes_raw())
    assert vectors["envelope"] == envelope.decode()
    assert vectors["commitment"] == committed.hex()
    assert vectors["leaf"] == leaf.decode()
    assert vectors["leaf_hash"] == format_of.leaf_hash(leaf).hex()


def test_the_vector_of_a_stolen_key_is_what_the_code_computes():
    vectors = json.loads(re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1])
    ended, following, recovery = (
        LocalSigner(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vectors["private_keys"][name])))
        for name in ("ended", "next", "recovery")
    )
    change = KeyChange("key.compromised", "iraq", 9, ended.public_key, following.public_key, 7)
    statement = change.statement()
    proofs = {"proof": following.sign(statement), "recovery_proof": recovery.sign(statement)}
    assert vectors["statement"] == statement.decode()
    assert vectors["body"] == change.body(proofs)
    assert (change.last_place, change.next_place) == (6, 9)
