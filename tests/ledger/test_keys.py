"""Members' keys: encrypted, private, never half written."""

import os

import pytest

from diwan.core.ids import MemberId
from diwan.ledger import (
    KeyDamaged,
    KeyLocked,
    KeyMissing,
    KeyOpenToOthers,
    KeyUnreadable,
    open_key_store,
)

IRAQ = MemberId("iraq")


def test_a_key_is_made_once_and_found_again(tmp_path):
    public_key = open_key_store(tmp_path, "a word").make(IRAQ)
    assert open_key_store(tmp_path, "a word").make(IRAQ) == public_key
    assert len(public_key) == 32


def test_the_file_is_private_and_tells_nothing_without_the_passphrase(tmp_path):
    open_key_store(tmp_path, "a word").make(IRAQ)
    path = tmp_path / "keys" / "iraq.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert b"ENCRYPTED" in path.read_bytes()


def test_another_passphrase_opens_nothing_and_says_what_to_do(tmp_path):
    open_key_store(tmp_path, "a word").make(IRAQ)
    with pytest.raises(KeyLocked, match="DIWAN_KEY_PASSPHRASE"):
        open_key_store(tmp_path, "another").key(IRAQ)


def test_a_member_whose_key_is_elsewhere_cannot_be_signed_for(tmp_path):
    with pytest.raises(KeyMissing, match="iran"):
        open_key_store(tmp_path, "a word").key(MemberId("iran"))


def test_without_a_passphrase_one_is_made_and_kept_apart_from_the_keys(tmp_path):
    public_key = open_key_store(tmp_path).make(IRAQ)
    assert open_key_store(tmp_path).make(IRAQ) == public_key
    assert (tmp_path / "secrets" / "keys-passphrase").stat().st_mode & 0o777 == 0o600
    assert not list((tmp_path / "keys").glob("*passphrase*"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(KeyMissing, match=r"keys/iran\.pem"):
        open_key_store(tmp_path, "a word").signer("iran")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o610])
def test_a_key_that_others_may_read_signs_nothing_and_the_mend_is_named(tmp_path, mode):
    open_key_store(tmp_path, "a word").make(IRAQ)
    path = tmp_path / "keys" / "iraq.pem"
    path.chmod(mode)
    with pytest.raises(KeyOpenToOthers, match=f"chmod 600 {path}"):
        open_key_store(tmp_path, "a word").signer(IRAQ)


def test_a_passphrase_that_others_may_read_opens_nothing(tmp_path):
    open_key_store(tmp_path).make(IRAQ)
    (tmp_path / "secrets" / "keys-passphrase").chmod(0o644)
    with pytest.raises(KeyOpenToOthers, match="keys-passphrase"):
        open_key_store(tmp_path)


def test_a_passphrase_may_stand_in_a_file(tmp_path):
    path = tmp_path / "passphrase"
    path.touch(0o600)
    path.write_text("a word\n")
    public_key = open_key_store(tmp_path, None, path).make(IRAQ)
    assert open_key_store(tmp_path, "a word").make(IRAQ) == public_key
    path.unlink()
    with pytest.raises(KeyMissing, match="passphrase"):
        open_key_store(tmp_path, None, path)


def test_a_link_or_a_folder_in_the_place_of_a_key_is_not_followed(tmp_path):
    store = open_key_store(tmp_path, "a word")
    store.make(IRAQ)
    (tmp_path / "keys" / "iran.pem").symlink_to(tmp_path / "keys" / "iraq.pem")
    with pytest.raises(KeyUnreadable, match=r"iran\.pem"):
        store.signer("iran")
    (tmp_path / "keys" / "syria.pem").mkdir(0o700)
    with pytest.raises(KeyUnreadable, match=r"syria\.pem"):
        store.signer("syria")


def test_a_file_that_another_user_closed_is_unreadable(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    open_key_store(tmp_path, "a word").make(IRAQ)
    (tmp_path / "keys" / "iraq.pem").chmod(0o000)
    with pytest.raises(KeyUnreadable, match=r"iraq\.pem"):
        open_key_store(tmp_path, "a word").signer(IRAQ)


def test_a_damaged_unencrypted_or_foreign_key_is_named(tmp_path):
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    store = open_key_store(tmp_path, "a word")
    store.make(IRAQ)
    path = tmp_path / "keys" / "iraq.pem"
    other = X25519PrivateKey.generate()
    bad = [b"", b"no key", path.read_bytes()[:40]]
    bad += [
        other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kind)
        for kind in (NoEncryption(), BestAvailableEncryption(b"a word"))
    ]
    for text in bad:
        path.write_bytes(text)
        with pytest.raises(KeyDamaged, match=r"iraq\.pem"):
            open_key_store(tmp_path, "a word").signer(IRAQ)
