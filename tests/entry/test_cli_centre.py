"""`diwan centre`, from an example on paper to a centre in force."""

import re

import pytest
from click.testing import CliRunner

from diwan import charter, ledger, store
from diwan.charter.charter_file import CharterUnreadable, read_charter
from diwan.charter.found_centre import (
    FoundedAlready,
    NoFounder,
    OtherTextSigned,
    announced,
    charter_hash,
    signed_text,
)
from diwan.charter.seat_founder import SeatTaken
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry.cli.centre import centre
from diwan.entry.cli.opened import opened
from diwan.ledger.wires import Wires


@pytest.fixture
def empty_node(tmp_path, monkeypatch):
    before = Wires.keys
    monkeypatch.setenv("DIWAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DIWAN_KEY_PASSPHRASE", "a word")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with store.while_used(store.Server(tmp_path / "home", durable=False)) as connections:
        yield connections, tmp_path
    store.leave()
    ledger.use_keys(before, clock_may_go_back=True)


def let_in(link, password):
    from django.db import connections
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    address = link.removeprefix("http://localhost:8000")
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"password": password, "again": password})
    assert answer.status_code == 302, answer.content.decode()
    assert browser.get("/centre/charter").status_code == 200
    connections.close_all()


def run(*arguments):
    done = CliRunner().invoke(centre, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_example_is_checked_without_a_database(tmp_path):
    file = tmp_path / "charter.toml"
    file.write_text(run("draft"), "utf-8")
    told = run("check", file)
    assert "founders: upland (Upland), lowland (Lowland)" in told
    assert charter_hash(read_charter(file.read_text("utf-8")).text.as_json()) in told


def test_what_is_wrong_is_told_with_the_file(tmp_path):
    file = tmp_path / "charter.toml"
    file.write_text("[centre]\nrotaton = []\n", "utf-8")
    with pytest.raises(CharterUnreadable, match=r"charter\.toml: \[centre\]|No \[\[member\]\]"):
        run("check", file)


def test_founders_sign_and_their_officers_get_in_and_again_changes_nothing(empty_node):
    connections, folder = empty_node
    file = folder / "charter.toml"
    file.write_text(run("draft").replace("second_factor = true", "second_factor = false"), "utf-8")
    told = run("found", file)
    assert "2 founders have signed" in told
    links = dict(re.findall(r"(first@\w+): (http://localhost:8000/\S+)", told))
    assert set(links) == {"first@upland", "first@lowland"}
    store.use(connections)
    let_in(links["first@lowland"], "a long and winding river")
    with store.acting_as(store.service_viewer(MemberId("lowland"))) as tx:
        before = tx.value("SELECT count(*) FROM diwan.leaf")
        assert charter.centre(tx).rotation == ["upland", "lowland"]
        assert [(m.id, m.kind) for m in charter.members(tx)] == [
            ("upland", "member"),
            ("lowland", "member"),
            ("relief-agency", "outside"),
        ]
        assert [(p.member, p.role) for p in charter.places(tx, "dam")] == [
            ("upland", "lead"),
            ("lowland", "member"),
        ]
        assert [officer.sign_in for officer in charter.officers(tx)] == ["first"]
    store.leave()
    again = run("found", file)
    assert "first@upland: http" in again
    assert "first@lowland" not in again  # has a way in: its own member invites from now on
    store.use(connections)
    with store.acting_as(store.service_viewer(MemberId("lowland"))) as tx:
        assert tx.value("SELECT count(*) FROM diwan.leaf") == before + 1  # the new link of the one who waits
    store.leave()
    file.write_text(file.read_text("utf-8").replace("term_months = 3 ", "term_months = 6 "), "utf-8")
    with pytest.raises(FoundedAlready):
        run("found", file)


def test_a_founding_that_was_broken_off_goes_on_with_the_same_text_alone(empty_node):
    connections, folder = empty_node
    file = folder / "charter.toml"
    file.write_text(run("draft").replace("lowland", "lakeside"), "utf-8")
    drafted = read_charter(file.read_text("utf-8"))
    with pytest.raises(CharterUnreadable):
        run("found", folder / "other.toml") if (folder / "other.toml").write_text("[", "utf-8") else None
    with (
        opened(apply_schema=True) as (_, keys),
        store.acting_as(store.service_viewer(MemberId("upland")), write=True) as tx,
    ):
        said = signed_text(drafted.text.as_json()) | announced("", MemberId("upland"), keys)
        ledger.append(tx, "charter.signed", said, label=Label(frozenset({MemberId("upland")})))
    other = folder / "other.toml"
    other.write_text(file.read_text("utf-8").replace("term_months = 3 ", "term_months = 6 "), "utf-8")
    with pytest.raises(OtherTextSigned):
        run("found", other)
    assert "2 founders have signed" in run("found", file)
    store.use(connections)
    with store.acting_as(store.service_viewer(MemberId("upland"))) as tx:
        kinds = tx.rows("SELECT kind FROM diwan.record WHERE member = 'upland' ORDER BY seq")
    assert [row["kind"] for row in kinds] == [
        "charter.signed",
        "centre.founded",
        "officer.appointed",
        "officer.invited",
    ]


def test_each_founders_custodian_signs_in_turn_and_the_last_signature_founds(empty_node):
    connections, folder = empty_node
    file = folder / "charter.toml"
    file.write_text(run("draft").replace("second_factor = true", "second_factor = false"), "utf-8")
    agreed = charter_hash(read_charter(file.read_text("utf-8")).text.as_json())
    with pytest.raises(BadInput, match="Nothing is signed"):
        run("sign", file, "--as", "upland", "--sha256", "0" * 64)
    with pytest.raises(NoFounder):
        run("sign", file, "--as", "relief-agency", "--sha256", agreed)
    assert "Still to sign: lowland" in run("sign", file, "--as", "upland", "--sha256", agreed)
    assert "Still to sign: lowland" in run("sign", file, "--as", "upland", "--sha256", agreed)
    other = folder / "other.toml"
    other.write_text(file.read_text("utf-8").replace("term_months = 3 ", "term_months = 6 "), "utf-8")
    sha = charter_hash(read_charter(other.read_text("utf-8")).text.as_json())
    with pytest.raises(OtherTextSigned):
        run("sign", other, "--as", "lowland", "--sha256", sha)
    store.use(connections)
    with store.acting_as(store.service_viewer(MemberId("upland"))) as tx:
        assert not tx.value("SELECT EXISTS (SELECT FROM diwan.centre)")
    store.leave()
    told = run("sign", file, "--as", "lowland", "--sha256", agreed)
    assert "2 founders have signed" in told
    links = dict(re.findall(r"(first@\w+): (http://localhost:8000/\S+)", told))
    store.use(connections)
    let_in(links["first@upland"], "a long and winding river")
    with store.acting_as(store.service_viewer(MemberId("lowland"))) as tx:
        kinds = tx.rows(
            "SELECT member, kind FROM diwan.record WHERE kind IN ('charter.signed', 'centre.founded') ORDER BY at, member"
        )
    assert [(row["member"], row["kind"]) for row in kinds] == [
        ("upland", "charter.signed"),
        ("lowland", "charter.signed"),
        ("upland", "centre.founded"),
    ]
    store.leave()
    with pytest.raises(FoundedAlready):
        run("sign", file, "--as", "lowland", "--sha256", agreed)


def seated(member):
    told = run("seat", member, "--sign-in", "first", "--name", "First", "--known-as", member.title())
    return re.search(r"first@\w+: (http://localhost:8000/\S+)", told)[1]


def test_a_seat_prints_a_link_until_it_was_used_and_nothing_of_the_founding(empty_node):
    connections, folder = empty_node
    first = seated("upland")
    second = seated("upland")
    assert first != second
    store.use(connections)
    from django.db import connections as of_django
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    assert (
        browser.get(first.removeprefix("http://localhost:8000")).status_code == 404
    )  # the newer one ended it
    address = second.removeprefix("http://localhost:8000")
    assert "Upland" in browser.get(address).content.decode()
    word = "a long and winding river"
    assert browser.post(address, {"password": word, "again": word}).status_code == 302
    assert browser.get("/founding").status_code == 200
    of_django.close_all()
    store.leave()
    for arguments, error in (
        (("upland", "--sign-in", "first"), SeatTaken),
        (("upland", "--sign-in", "other"), SeatTaken),
        (("Not A Slug", "--sign-in", "first"), BadInput),
        (("lowland", "--sign-in", "First One"), charter.SignInTaken),
    ):
        with pytest.raises(error):
            run("seat", *arguments, "--name", "First")
    file = folder / "charter.toml"
    file.write_text(run("draft"), "utf-8")
    assert "2 founders have signed" in run("found", file)
    with pytest.raises(FoundedAlready):
        seated("lakeside")
