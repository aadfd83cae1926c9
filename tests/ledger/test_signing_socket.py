"""Keys that another process holds: the centre works as with its own, and the keys never leave."""

import threading
from contextlib import contextmanager

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from diwan import access, ledger, store
from diwan.core.errors import NotAllowed
from diwan.ledger import KeyLocked, KeyMissing, SignerGone, SocketKeys, open_key_store
from diwan.ledger.envelope import PAYLOAD_TYPE, pre_authentication_encoding
from diwan.ledger.keys import NotForThisKey
from diwan.ledger.signing_socket import SignerWrong, SigningServer, may_sign
from diwan.ledger.wires import Wires

RECORD = pre_authentication_encoding(PAYLOAD_TYPE, b"{}")
HEAD = b"localhost:8000/log/iraq\n7\n" + b"A" * 43 + b"=\n"
STATEMENT = b"diwan/key/1\nkey.lost\niraq\n"


@contextmanager
def serving(keys, path):
    with SigningServer(keys, path) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def held(tmp_path):
    return open_key_store(tmp_path, "a word")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "signer"


def test_a_key_is_made_and_signs_without_leaving_its_process(held, path):
    with serving(held, path):
        keys = SocketKeys(path)
        public_key = keys.make("iraq")
        signer = keys.signer("iraq")
        assert signer.public_key == public_key == held.signer("iraq").public_key
        Ed25519PublicKey.from_public_bytes(public_key).verify(signer.sign(RECORD), RECORD)


def test_a_key_signs_what_it_is_for_and_nothing_else(held, path):
    right = {
        "iraq": {RECORD, STATEMENT},
        "iraq.log": {HEAD},
        "iraq.recovery": {STATEMENT},
        "iraq.key2": {RECORD, STATEMENT},
    }
    with serving(held, path):
        keys = SocketKeys(path)
        for name, fits in right.items():
            keys.make(name)
            for message in (RECORD, HEAD, STATEMENT, b"", b"anything", HEAD + b"\n", b"\n" + HEAD):
                assert may_sign(name, message) == (message in fits)
                if message in fits:
                    assert len(keys.signer(name).sign(message)) == 64
                else:
                    with pytest.raises(NotForThisKey, match=name):
                        keys.signer(name).sign(message)


def test_a_key_that_is_not_there_and_a_name_that_is_none_are_told(held, path):
    with serving(held, path):
        keys = SocketKeys(path)
        for name in ("iran", "../secrets/keys-passphrase", "", "Iraq"):
            with pytest.raises(KeyMissing):
                keys.signer(name)


def test_a_passphrase_that_does_not_fit_is_told(held, path, tmp_path):
    held.make("iraq")
    with (
        serving(open_key_store(tmp_path, "another"), path),
        pytest.raises(KeyLocked, match="DIWAN_KEY_PASSPHRASE"),
    ):
        SocketKeys(path).signer("iraq")


def test_a_process_that_is_gone_is_told_and_one_that_comes_back_is_found(held, path):
    keys = SocketKeys(path)
    with pytest.raises(SignerGone, match="signer"):
        keys.make("iraq")
    with serving(held, path):
        public_key = keys.make("iraq")
    with serving(held, path):
        assert keys.make("iraq") == public_key


class Replaced:
    """A key store in whose place another one may be put."""

    def __init__(self, keys):
        self.keys = keys

    def signer(self, name):
        return self.keys.signer(name)


def test_a_signature_by_another_key_than_the_named_one_is_not_taken(held, path, tmp_path):
    others = open_key_store(tmp_path / "others", "a word")
    served = Replaced(held)
    held.make("iraq")
    others.make("iraq")
    with serving(served, path):
        keys = SocketKeys(path)
        signer = keys.signer("iraq")
        signer.sign(RECORD)
        served.keys = others
        with pytest.raises(SignerWrong, match="iraq"):
            signer.sign(RECORD)
        assert keys.signer("iraq").public_key == others.signer("iraq").public_key
        keys.signer("iraq").sign(RECORD)


def test_the_socket_is_closed_to_others_and_goes_with_its_process(held, path):
    with serving(held, path):
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()


def test_a_second_process_does_not_take_the_socket_of_the_first(held, path):
    with serving(held, path), pytest.raises(NotAllowed, match="signer"):
        SigningServer(held, path)


def test_a_socket_that_a_killed_process_left_is_taken(held, path):
    import socket

    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with serving(held, path):
        assert SocketKeys(path).make("iraq")


def test_what_is_no_question_is_answered_and_the_next_one_too(held, path):
    import json
    import socket

    held.make("iraq")
    with serving(held, path), socket.socket(socket.AF_UNIX) as end:
        end.connect(str(path))
        line = end.makefile("rwb")
        for question in (b"no\n", b"[]\n", b'{"name":"iraq","message":"*"}\n', b"{}\n"):
            line.write(question)
            line.flush()
            assert json.loads(line.readline())["error"] == "SignerGone"
        line.write(b'{"name":"iraq"}\n')
        line.flush()
        assert "public_key" in json.loads(line.readline())


def test_a_centre_files_with_keys_that_another_process_holds(database, viewer_of, path, monkeypatch):
    with serving(Wires.keys, path):
        monkeypatch.setattr(Wires, "keys", SocketKeys(path))
        with store.acting_as(viewer_of("iran"), write=True) as tx:
            ledger.append_many(tx, [ledger.Draft("note.filed", {}, access.label(tx)) for _ in range(20)])
        with store.acting_as(viewer_of("iran")) as tx:
            assert ledger.verify_chain(tx, "iran") == []
