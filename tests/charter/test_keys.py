"""A key ends at a place of its member's log, and another follows: docs/explanation/keys.md."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diwan import access, charter, ledger, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.entry import wiring
from diwan.ledger.envelope import leaf_bytes, open_envelope
from diwan.ledger.errors import LogClosed, OtherKeyHeld
from diwan.ledger.key_statement import KeyChange
from diwan.ledger.keys import open_key_store
from diwan.ledger.payload import read_payload
from diwan.ledger.signers import LocalSigner


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """The session's keys, copied: what a test makes and loses is its own."""
    from diwan.ledger.wires import Wires

    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    for file in Wires.keys.folder.glob("*.pem"):
        (folder / file.name).write_bytes(file.read_bytes())
        (folder / file.name).chmod(0o600)
    copied = open_key_store(tmp_path, "a passphrase of the tests")
    monkeypatch.setattr(Wires, "keys", copied)
    return copied


@pytest.fixture
def iran(database, viewer_of, keys):
    return viewer_of("iran")


def say(viewer, text="said"):
    with store.acting_as(viewer, write=True) as tx:
        return ledger.append(tx, "note.filed", {"text": text}, label=access.label(tx))


def do(viewer, change, *arguments, **more):
    with store.acting_as(viewer, write=True) as tx:
        return change(tx, *arguments, **more)


def keys_of(viewer):
    with store.acting_as(viewer) as tx:
        return [
            (row["from_seq"], row["to_seq"], row["ended"])
            for row in tx.rows(
                "SELECT from_seq, to_seq, ended FROM diwan.member_key WHERE member = %s ORDER BY from_seq, valid_from",
                [viewer.member],
            )
        ]


def signed_by(viewer, record):
    """The number of the key that the record names."""
    with store.acting_as(viewer) as tx:
        envelope = tx.value("SELECT envelope FROM diwan.record WHERE id = %s", [record.id])
        rows = tx.rows(
            "SELECT key_id FROM diwan.member_key WHERE member = %s ORDER BY from_seq, valid_from",
            [viewer.member],
        )
    return 1 + [row["key_id"] for row in rows].index(open_envelope(bytes(envelope)).key_id)


def test_a_rotated_key_signs_its_own_end_and_the_next_one_goes_on(iran, keys):
    before = say(iran)
    change = do(iran, charter.rotate_key, keys)
    after = say(iran)
    assert [signed_by(iran, record) for record in (before, change, after)] == [1, 1, 2]
    assert keys_of(iran) == [(1, change.seq, "rotated"), (after.seq, None, None)]


def test_keys_follow_one_another_any_number_of_times(iran, keys):
    for _ in range(3):
        do(iran, charter.rotate_key, keys)
    assert signed_by(iran, say(iran)) == 4


def test_a_revoked_key_without_a_next_one_closes_the_log_until_the_recovery_key_speaks(iran, keys):
    change = do(iran, charter.revoke_key, keys, follows=False)
    with pytest.raises(LogClosed, match="iran"):
        say(iran)
    opened = do(iran, charter.replace_lost_key, keys)
    assert (opened.seq, signed_by(iran, opened), signed_by(iran, say(iran))) == (change.seq + 1, 2, 2)


def test_a_revoked_key_with_a_next_one_is_replaced(iran, keys):
    change = do(iran, charter.revoke_key, keys, follows=True)
    assert keys_of(iran) == [(1, change.seq, "revoked"), (change.seq + 1, None, None)]


def test_a_lost_key_is_replaced_with_the_recovery_keys_word(iran, keys):
    before = say(iran)
    (keys.folder / "iran.pem").unlink()
    keys._opened.clear()
    with pytest.raises(ledger.KeyMissing, match=r"iran\.pem"):
        say(iran)
    change = do(iran, charter.replace_lost_key, keys)
    assert [signed_by(iran, record) for record in (before, change, say(iran))] == [1, 2, 2]
    assert keys_of(iran) == [(1, before.seq, "lost"), (change.seq, None, None)]


def test_what_a_stolen_key_signed_is_doubtful_from_the_place_that_the_member_names(iran, keys):
    kept, doubtful = say(iran), say(iran)
    change = do(iran, charter.replace_stolen_key, keys, doubtful.seq)
    assert keys_of(iran) == [(1, kept.seq, "compromised"), (change.seq, None, None)]
    assert signed_by(iran, say(iran)) == 2


def test_a_thief_who_replaced_the_key_is_overruled_by_the_recovery_key(iran, keys):
    kept = say(iran)
    stolen = do(iran, charter.rotate_key, keys)
    say(iran, "by the thief")
    change = do(iran, charter.replace_stolen_key, keys, stolen.seq)
    assert keys_of(iran) == [
        (1, kept.seq, "compromised"),
        (stolen.seq + 1, stolen.seq, "compromised"),  # never in force: it ends before it begins
        (change.seq, None, None),
    ]


def test_a_place_that_the_log_has_not_is_refused(iran, keys):
    for since in (0, 10**6):
        with pytest.raises(BadInput, match="places"):
            do(iran, charter.replace_stolen_key, keys, since)


def test_another_recovery_key_is_refused_before_anything_is_signed(iran, keys):
    with pytest.raises(charter.RecoveryKeyWrong, match="iran"):
        do(iran, charter.replace_lost_key, keys, recovery=LocalSigner(Ed25519PrivateKey.generate()))


def hostile(viewer, keys, kind, **changes):
    """A key record as one would sign it who has the key and neither the next one nor the recovery key."""
    with store.acting_as(viewer, write=True) as tx:
        end = ledger.end_of_log(tx)
        body = KeyChange(
            kind, viewer.member, end.seq, end.public_key, bytes(32), changes.pop("since", None)
        ).body({"proof": bytes(64), "recovery_proof": bytes(64)} | changes)
        return ledger.append(tx, kind, body, label=charter.whole_centre(tx))


@pytest.mark.parametrize("kind", ["key.rotated", "key.revoked", "key.lost", "key.compromised"])
def test_a_change_that_the_keys_do_not_vouch_for_changes_nothing(iran, keys, kind):
    hostile(iran, keys, kind, since=1 if kind == "key.compromised" else None)
    assert keys_of(iran) == [(1, None, None)]
    assert signed_by(iran, say(iran)) == 1


def test_a_key_that_was_once_in_use_does_not_come_back(iran, keys):
    do(iran, charter.rotate_key, keys)
    with store.acting_as(iran, write=True) as tx:
        end = ledger.end_of_log(tx)
        change = KeyChange("key.rotated", "iran", end.seq, end.public_key, keys.signer("iran").public_key)
        proof = keys.signer("iran").sign(change.statement())
        ledger.append(tx, "key.rotated", change.body({"proof": proof}), label=charter.whole_centre(tx))
    assert len(keys_of(iran)) == 2
    assert signed_by(iran, say(iran)) == 2


def test_a_file_with_another_key_signs_nothing(iran, keys):
    do(iran, charter.rotate_key, keys)
    (keys.folder / "iran.key2.pem").write_bytes((keys.folder / "iran.pem").read_bytes())
    keys._opened.clear()
    with pytest.raises(OtherKeyHeld, match="iran"):
        say(iran)


def test_keys_after_a_rebuild_are_the_keys_before(iran, keys):
    do(iran, charter.rotate_key, keys)
    do(iran, charter.replace_stolen_key, keys, say(iran).seq)
    do(iran, charter.revoke_key, keys, follows=False)
    before = keys_of(iran)
    wiring.rebuild()
    assert keys_of(iran) == before
    assert [ended for _, _, ended in before] == ["rotated", "compromised", "revoked"]


def test_a_stranger_reads_the_same_keys_out_of_the_records_and_believes_every_one(iran, keys):
    """The pure ring and the table never part; a peer's checks hold for all that our log says."""
    say(iran)
    do(iran, charter.rotate_key, keys)
    do(iran, charter.replace_stolen_key, keys, say(iran).seq)
    do(iran, charter.revoke_key, keys, follows=False)
    do(iran, charter.replace_lost_key, keys)
    say(iran)
    with store.acting_as(iran) as tx:
        rows = tx.rows(
            "SELECT r.envelope, r.salt, l.seq, l.prev, l.commitment FROM diwan.record r"
            " JOIN diwan.leaf l USING (member, seq) WHERE r.member = 'iran' ORDER BY r.seq"
        )
        table = tx.rows(
            "SELECT public_key, from_seq, to_seq, ended FROM diwan.member_key WHERE member = 'iran'"
            " ORDER BY from_seq, valid_from",
            into=ledger.KnownKey,
        )
    first = read_payload(open_envelope(rows[0]["envelope"]).payload, 0)
    known = ledger.Known(iran.member, keys=ledger.KeyRing.announced(first))
    for row in rows:
        leaf = leaf_bytes("iran", row["seq"], row["prev"], row["commitment"])
        record = ledger.receive(row["envelope"], row["salt"], leaf, known=known, now=springs.now())
        known = known.after(record, leaf)
    assert list(known.keys.keys) == table
