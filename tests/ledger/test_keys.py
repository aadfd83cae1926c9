"""Members' keys: encrypted, private, never half written."""

import pytest

from diwan.core.ids import MemberId
from diwan.ledger import KeyLocked, KeyMissing, open_key_store

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
