"""A member is hosted, leaves, takes along what is its own; what the others hold of it is erased when its time is up."""

import datetime as dt
import re

import psycopg
import pytest
from click.testing import CliRunner

from diwan import charter, gather, ledger, schema, store
from diwan.charter.change_charter import admit, sign_change, versions, withdraw
from diwan.charter.words import Party
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.cli.member import HostedAlready, NotAdmitted, member
from diwan.entry.cli.quota import quota
from diwan.entry.cli.retention import retention
from diwan.entry.worker import run_until_idle
from diwan.ledger.disk_use import NoSuchMember
from diwan.ledger.keys import KeyFolder
from diwan.ledger.publishing.publisher import Publisher
from diwan.ledger.wires import Wires

IRAN = MemberId("iran")
WORDS = "The engineer Zubair Marwan repaired the pump at Hit on Friday, the water board said."


@pytest.fixture
def centre(tmp_path, monkeypatch):
    """A sample centre of this test's own; each command opens it anew."""
    before, now = Wires.keys, springs.now
    monkeypatch.setenv("DIWAN_HOME", str(tmp_path))
    monkeypatch.setenv("DIWAN_KEY_PASSPHRASE", "a word")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    held = ledger.open_key_store(tmp_path, "a word")
    with store.while_used(store.Server(tmp_path, durable=False)) as connections:
        wiring.connect()
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        ledger.use_keys(held, clock_may_go_back=True)
        store.use(connections)
        charter.found_sample_centre(held)
        yield tmp_path, connections
    store.leave()
    springs.now = now
    ledger.use_keys(before, clock_may_go_back=True)


def run(group, *arguments, answers=""):
    store.leave()
    done = CliRunner().invoke(group, [str(each) for each in arguments], input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def acting(who, *, write=False):
    return store.acting_as(store.service_viewer(MemberId(who)), write=write)


def filed(who, text, *to):
    raw = gather.Raw("note.txt", text.encode(), arrived_at=springs.now())
    reach = gather.Reach(members=tuple(map(MemberId, to)))
    return gather.receive(store.service_viewer(MemberId(who)), gather.Arrival(raw, "upload", reach))


def everybody_signs(first, propose):
    with acting(first, write=True) as tx:
        propose(tx)
        sha = versions(tx)[0].sha256
    for other in {"iraq", "iran", "russia", "syria"} - {first}:
        with acting(other, write=True) as tx:
            sign_change(tx, sha)


def texts(who):
    with acting(who) as tx:
        return [row["text"] for row in tx.rows("SELECT text FROM diwan.report ORDER BY report")]


def test_an_admitted_member_is_hosted_once_with_keys_a_log_and_an_officer(centre):
    _, connections = centre
    names = {"en": "Jordan", "ar": "الأردن", "fa": "اردن", "ru": "Иордания"}
    told = ("host", "jordan", "--sign-in", "first", "--name", "First officer")
    with pytest.raises(NotAdmitted):
        run(member, *told)
    store.use(connections)
    everybody_signs("iraq", lambda tx: admit(tx, Party(MemberId("jordan"), "member", names)))
    link = re.search(r"first@jordan: (http://localhost:8000/invitation/\S+)", run(member, *told))
    assert link
    with pytest.raises(HostedAlready):
        run(member, *told)
    store.use(connections)
    with acting("syria") as tx:
        assert len(charter.keys_of(tx, MemberId("jordan"))) == 1
        assert ledger.verify_chain(tx, MemberId("jordan")) == []
        assert (
            tx.value("SELECT origin FROM diwan.member_log WHERE member = 'jordan'")
            == "localhost:8000/log/jordan"
        )
        assert charter.officers(tx) == [] or {each.member for each in charter.officers(tx)} == {"syria"}
    with acting("jordan") as tx:
        assert [each.sign_in for each in charter.officers(tx)] == ["first"]
        assert texts("jordan") == []


def test_nobody_is_hosted_who_only_is_told_things(centre):
    for stranger in ("united-states", "atlantis"):
        with pytest.raises(NotAdmitted):
            run(member, "host", stranger, "--sign-in", "first", "--name", "First officer")


def test_a_member_takes_along_its_log_evidence_and_keys_under_its_own_passphrase(centre):
    home, connections = centre
    filed("iran", WORDS, "iraq")
    run_until_idle()
    publisher = Publisher(home, ledger.keys_in_use())
    while publisher.turn():
        pass
    publisher.turn()
    place = home / "taken"
    told = run(member, "export", "iran", place, answers="another word\nanother word\n")
    assert "keys" in told
    assert sorted(each.name for each in (place / "keys").iterdir()) == [
        "iran.log.pem",
        "iran.pem",
        "iran.recovery.pem",
    ]
    ours, theirs = KeyFolder(home / "keys", b"a word"), KeyFolder(place / "keys", b"another word")
    assert ours.signer("iran").public_key == theirs.signer("iran").public_key
    assert (place / "keys" / "iran.pem").stat().st_mode & 0o077 == 0
    evidence = [each.read_bytes() for each in (place / "logs" / "evidence" / "iran").iterdir()]
    assert WORDS.encode() in evidence
    with pytest.raises(BadInput, match="already"):
        run(member, "export", "iran", place)
    with pytest.raises(BadInput, match="holds no key"):
        run(member, "export", "atlantis", home / "other", answers="another word\nanother word\n")
    assert not (home / "other").exists()
    store.use(connections)


def test_what_a_member_released_is_erased_when_its_time_after_leaving_is_up(centre):
    _, connections = centre
    real, left = springs.now, dt.datetime(2015, 11, 1, 9, 0, tzinfo=dt.UTC)
    springs.now = lambda: left
    filed("iran", WORDS, "iraq", "syria")
    filed("iran", "A note for our own desk about the pump.")
    filed("iraq", "The pump at Hit is loud, the water board said on Saturday.", "iran")
    run_until_idle()
    everybody_signs("iran", lambda tx: withdraw(tx, IRAN))
    springs.now = lambda: left + dt.timedelta(days=3649)
    assert "Nothing is due" in run(retention, "show")
    assert run(retention, "apply").startswith("0 reports")
    springs.now = real  # more than ten years later
    told = run(retention, "show")
    assert "iran: 1 reports" in told
    assert "pump" not in told
    assert run(retention, "apply").startswith("1 reports")
    assert run(retention, "apply").startswith("0 reports")
    store.use(connections)
    run_until_idle()
    assert WORDS not in "".join(texts("iraq") + texts("syria"))
    assert any("loud" in text for text in texts("iraq"))
    assert any("own desk" in text for text in texts("iran"))
    with acting("iraq") as tx:
        kinds = {row["kind"] for row in tx.rows("SELECT kind FROM diwan.record WHERE member = 'iraq'")}
        assert "recall.honoured" in kinds
        assert ledger.verify_chain(tx, IRAN) == []


def test_a_person_is_found_whatever_the_signs_and_erased_by_whoever_filed_it(centre):
    _, connections = centre
    filed("iran", WORDS, "iraq")
    filed("iraq", "ZUBAIR  MARWAN spoke at the weir on Sunday, the harbour office said.", "iran")
    filed("syria", "Zubair Marwan was seen at Palmyra, a driver said on Monday.")
    run_until_idle()
    told = run(retention, "person", "zubair marwan", "--as", "iraq")
    assert sorted(line.split("  ")[1] for line in told.splitlines()) == ["ask iran", "your own"]
    told = run(retention, "person", "Zubair Marwan", "--as", "iraq", "--recall")
    assert sorted(line.split("  ")[1] for line in told.splitlines()) == ["ask iran", "recalled"]
    store.use(connections)
    run_until_idle()
    assert not any("weir" in text for text in texts("iran"))
    assert any("Hit" in text for text in texts("iraq"))  # Iran's to recall, and nobody else's
    assert any("Palmyra" in text for text in texts("syria"))  # of which Iraq learned nothing
    with pytest.raises(BadInput):
        run(retention, "person", " ", "--as", "iraq")


def test_the_operator_sets_how_much_a_member_may_take_and_sees_bytes_alone(centre):
    filed("iraq", WORDS)
    run(quota, "set", "iraq", "500M")
    assert re.search(r"^iraq: [0-9.]+ MiB, of 500\.0$", told := run(quota, "show"), re.MULTILINE)
    assert "Zubair" not in told
    run(quota, "set", "iraq", "none")
    assert re.search(r"^iraq: [0-9.]+ MiB, no quota$", run(quota, "show"), re.MULTILINE)
    for wrong, error in (
        (("iraq", "much"), BadInput),
        (("nobody", "1G"), NoSuchMember),
        (("united-states", "1G"), NoSuchMember),
    ):
        with pytest.raises(error):
            run(quota, "set", *wrong)
