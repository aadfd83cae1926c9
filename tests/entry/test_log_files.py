"""The published logs as everybody reads them: without an account, as static files, and nothing beside them."""

import json

import pytest
from django.test import Client

from diwan import ledger, store
from diwan.entry.web import log_files
from diwan.entry.web.api.allowance import Allowance
from diwan.ledger import tlog
from diwan.ledger.publishing import Publisher, logs_folder
from diwan.ledger.witness import ForkProof


@pytest.fixture
def home(web, tmp_path, monkeypatch):
    """Where this process serves logs from; everything filed so far is published there."""
    monkeypatch.setenv("DIWAN_HOME", str(tmp_path))
    Publisher(tmp_path, ledger.keys_in_use()).turn()
    yield tmp_path
    with store.as_worker() as tx:  # the session's database is the next test's too
        tx.run("DELETE FROM diwan.log_alarm")
        tx.run("DELETE FROM diwan.log_state")


@pytest.fixture
def stranger(web):
    return Client(SERVER_NAME="localhost")


def index_of(stranger):
    return tlog.LogIndex.parse(stranger.get("/log/").content)


def test_a_stranger_verifies_every_log_from_what_is_served(home, stranger):
    index = index_of(stranger)
    assert [log.member for log in index.logs] == ["iran", "iraq", "russia", "syria"]
    for log in index.logs:
        note = stranger.get(f"/log/{log.member}/checkpoint").content
        head, _ = tlog.open_checkpoint(note, log.verifiers, log.origin)

        def read(path, member=log.member):
            answer = stranger.get(f"/log/{member}/{path}")
            if answer.status_code == 404:
                raise FileNotFoundError(path)
            return answer.content

        tiles = tlog.Tiles(read)
        assert tiles.root(head.size) == head.root
        assert len(tiles.entries(0, head.size)) == min(head.size, 256)


@pytest.mark.parametrize("path", ["", "index.json", "iraq/checkpoint", "alarms"])
def test_what_is_public_sets_no_cookie_and_differs_for_nobody(home, client_of, stranger, path):
    signed_in, open_ = client_of("iraq").get(f"/log/{path}"), stranger.get(f"/log/{path}")
    for answer in (signed_in, open_):
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Vary" not in answer.headers
        assert "Content-Language" not in answer.headers
    assert signed_in.content == open_.content


def test_full_tiles_are_for_ever_and_heads_for_a_moment(home, stranger):
    folder = logs_folder(home) / "iraq"
    full = folder / "tile/0/000"
    full.write_bytes(bytes(8192))
    (folder / "tile/entries/000").write_bytes(tlog.pack_entries([b"leaf"] * 256))
    told = {
        path: stranger.get(f"/log/iraq/{path}").headers["Cache-Control"]
        for path in ("checkpoint", "tile/0/000", "tile/entries/000", "tile/0/000.p/7")
    }
    assert told == {
        "checkpoint": "public, max-age=1",
        "tile/0/000": "public, max-age=31536000, immutable",
        "tile/entries/000": "public, max-age=31536000, immutable",
        "tile/0/000.p/7": "public, max-age=86400",
    }
    assert stranger.get("/log/iraq/checkpoint").headers["Content-Type"] == "text/plain; charset=utf-8"
    assert stranger.get("/log/iraq/tile/0/000").headers["Content-Type"] == "application/octet-stream"


def test_a_partial_tile_that_gave_way_is_cut_from_the_full_one(home, stranger):
    folder = logs_folder(home) / "iraq"
    hashes, entries = [bytes([n]) * 32 for n in range(256)], [f"leaf {n}".encode() for n in range(256)]
    (folder / "tile/0/000").write_bytes(b"".join(hashes))
    (folder / "tile/entries/000").write_bytes(tlog.pack_entries(entries))
    assert stranger.get("/log/iraq/tile/0/000.p/9").content == b"".join(hashes[:9])
    assert stranger.get("/log/iraq/tile/entries/000.p/9").content == tlog.pack_entries(entries[:9])


@pytest.mark.parametrize(
    "path",
    [
        "iraq/intent",
        "iraq/.checkpoint.new",
        "iraq/",
        "iraq/tile",
        "iraq/tile/0",
        "iraq/tile/0/0",
        "iraq/tile/00/000",
        "iraq/tile/0/000.p/0",
        "iraq/tile/0/000.p/256",
        "iraq/tile/0/../../../../keys/iraq.pem",
        "iraq/../../keys/iraq.pem",
        "iraq/..%2f..%2fkeys%2firaq.pem",
        "%2e%2e/keys/iraq.pem",
        "../keys/iraq.pem",
        "keys/iraq.pem",
        "IRAQ/checkpoint",
        "iraq/checkpoint%00",
        "nowhere/checkpoint",
        "iraq/tile/9/000",
        "publisher.lock",
    ],
)
def test_nothing_but_a_logs_own_files_is_served(home, stranger, path):
    (home / "keys").mkdir()
    (home / "keys" / "iraq.pem").write_text("a private key")
    answer = stranger.get(f"/log/{path}")
    assert answer.status_code in {404, 302}
    assert b"private key" not in answer.content
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in")


def test_files_are_only_read(home, stranger):
    for path in ("", "index.json", "iraq/checkpoint", "iraq/tile/0/000.p/1"):
        for ask in (stranger.post, stranger.put, stranger.delete):
            assert ask(f"/log/{path}").status_code == 405


# --- proofs of forks -------------------------------------------------------------------------------------------


def two_heads(member="iraq"):
    """What only the holder of the log's key can make."""
    with store.as_worker() as tx:
        origin = tx.value("SELECT origin FROM diwan.member_log WHERE member = %s", [member])
    key = ledger.keys_in_use().signer(ledger.log_key_name(member))
    signer = tlog.NoteSigner(origin, key.public_key, key.sign)
    notes = [tlog.sign_note(tlog.Checkpoint(origin, 3, bytes([root] * 32)).text, [signer]) for root in (1, 2)]
    return ForkProof(origin, *notes, witness="north.example/w")


def tell(stranger, proof):
    return stranger.post("/log/alarms", proof, content_type="application/json")


def test_a_proven_fork_is_taken_from_anybody_and_shown_to_every_member_on_every_page(
    home, stranger, client_of
):
    assert tell(stranger, two_heads().format()).status_code == 204
    assert tell(stranger, two_heads().format()).status_code == 204
    told = json.loads(stranger.get("/log/alarms").content)
    assert [ForkProof.parse(json.dumps(each).encode()) for each in told] == [two_heads()]
    for member in ("iraq", "iran", "russia", "syria"):
        for page in ("/", "/reports", "/centre", "/log", "/file"):
            assert "was forked" in client_of(member).get(page).content.decode(), page
    assert "was forked" not in stranger.get("/sign-in").content.decode()


def test_what_proves_nothing_is_not_kept(home, stranger, client_of):
    proof = two_heads()
    index = index_of(stranger)
    iraq = stranger.get("/log/iraq/checkpoint").content
    for told in (
        b"{}",
        b"not json",
        proof.format().replace(proof.second.decode().split("\n")[2].encode(), b"A" * 43 + b"="),
        ForkProof("elsewhere.example/log", proof.first, proof.second).format(),
        ForkProof(proof.origin, proof.first, proof.first).format(),
        ForkProof(index.logs[1].origin, iraq, iraq).format(),
        ForkProof(index.logs[0].origin, proof.first, proof.second).format(),
    ):
        assert tell(stranger, told).status_code == 422, told
    assert json.loads(stranger.get("/log/alarms").content) == []
    assert "was forked" not in client_of("iraq").get("/").content.decode()


def test_a_proof_is_small_and_strangers_wait_their_turn(home, stranger, monkeypatch):
    assert tell(stranger, b" " * 40_000).status_code == 413
    monkeypatch.setattr(log_files, "strangers", Allowance(requests=2, now=lambda: 0.0))
    assert [tell(stranger, b"{}").status_code for _ in range(3)] == [422, 422, 429]


def test_the_page_of_the_log_says_who_witnesses_it(home, client_of):
    with store.as_worker() as tx:
        tx.run(
            "INSERT INTO diwan.log_witness (name, vkey, is_operators, is_demonstration, fault, fault_since)"
            " VALUES ('demonstration-1', '', true, true, '', NULL), ('north', '', false, false, 'unreachable', now())"
        )
    try:
        page = client_of("iraq").get("/log").content.decode()
    finally:
        with store.as_worker() as tx:
            tx.run("DELETE FROM diwan.log_witness")
    assert "demonstration, on this machine" in page
    assert "cannot be reached, since" in page
    assert "The newest records wait for the witnesses" in page
    assert "held by one operator" in client_of("iraq").get("/log").content.decode()


def test_a_log_that_stands_still_says_why_on_every_page(home, client_of):
    with store.as_worker() as tx:
        tx.run(
            "INSERT INTO diwan.log_alarm (member, kind, digest, told_by, told_at, proof)"
            " VALUES ('iran', 'fewer_records', %b, '', now(), '{}')",
            [bytes(32)],
        )
    assert "holds fewer records than were published" in client_of("syria").get("/").content.decode()
