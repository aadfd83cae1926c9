"""Receipts and copies out of a centre that lives: what they show, to whom, and that they verify alone."""

import dataclasses
import json
from base64 import b64decode

import pytest
from click.testing import CliRunner

from diwan import access, charter, ledger, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.entry.cli.log import log as command
from diwan.ledger import Evidence, tlog, verifying
from diwan.ledger.export import PlaceTaken, export_logs
from diwan.ledger.prove import NotPublishedYet, prove, prove_from, receipt_for
from diwan.ledger.publishing.publisher import Publisher, logs_folder
from diwan.ledger.wires import Wires

IRAQ, SYRIA = MemberId("iraq"), MemberId("syria")
OWN, SHARED = Label(frozenset({IRAQ}), Tlp.RED), Label(frozenset({IRAQ, SYRIA}), Tlp.AMBER)


@pytest.fixture
def logs(database, tmp_path):
    """The folder that is served at /log/, with two records more: one for Iraq alone, one for Syria too."""
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        own = ledger.append(tx, "test.said", {"title": "for ourselves"}, label=OWN)
        evidence = Evidence(b"bytes as they came", "text/plain", "note.txt")
        shared = ledger.append(tx, "test.said", {"title": "for two"}, label=SHARED, evidence=evidence)
        large = ledger.append(tx, "test.said", {"title": "x" * 70_000}, label=SHARED)
    publisher = Publisher(tmp_path, ledger.keys_in_use())
    publisher.turn()
    return dataclasses.make_dataclass("Logs", ["folder", "own", "shared", "large", "publisher"])(
        logs_folder(tmp_path), own, shared, large, publisher
    )


def index_of(logs):
    return tlog.LogIndex.parse((logs.folder / "index.json").read_bytes())


def receipt(logs, member, record, **how):
    with store.acting_as(store.service_viewer(member)) as tx:
        return receipt_for(tx, record.id, logs.folder, **how)


def test_a_receipt_verifies_with_the_logs_key_alone(logs):
    entry = index_of(logs).log("iraq")
    data = receipt(logs, SYRIA, logs.shared)
    author = [entry.keys[0].public_key]
    proven = verifying.verify_receipt(data, entry.verifiers, tlog.Policy(), author)
    assert (proven.member, proven.seq) == ("iraq", logs.shared.seq)
    assert proven.said["body"] == {"title": "for two"}
    assert proven.is_author_given
    with pytest.raises(verifying.ReceiptWrong, match="not the key you gave"):
        verifying.verify_receipt(data, entry.verifiers, tlog.Policy(), ["00" * 32])
    other = index_of(logs).log("iran").verifiers
    with pytest.raises(tlog.NotSigned):
        verifying.verify_receipt(data, other, tlog.Policy(), [])


def test_nobody_gets_a_receipt_for_what_he_may_not_read(logs):
    absent = dataclasses.replace(logs.own, id=MemberId("00000000-0000-4000-8000-000000000000"))
    for record in (logs.own, absent):
        with pytest.raises(NotVisible):
            receipt(logs, SYRIA, record)
    assert receipt(logs, IRAQ, logs.own)


def test_a_receipt_to_be_passed_on_shows_nothing_of_the_record(logs):
    for data in (
        receipt(logs, SYRIA, logs.shared, shows_record=False),
        prove_from(str(logs.folder), "iraq", logs.shared.seq),
    ):
        shown = verifying.Shown.from_extra(tlog.Receipt.parse(data).extra)
        assert (shown.salt, shown.envelope, shown.public_key) == (None, None, None)
        proven = verifying.verify_receipt(data, index_of(logs).log("iraq").verifiers, tlog.Policy(), [])
        assert (proven.seq, proven.said) == (logs.shared.seq, None)


def test_a_receipt_whose_parts_do_not_belong_together_is_refused(logs):
    verifiers = index_of(logs).log("iraq").verifiers
    whole = tlog.Receipt.parse(receipt(logs, IRAQ, logs.shared))
    other = tlog.Receipt.parse(receipt(logs, IRAQ, logs.own))
    shown, stranger = verifying.Shown.from_extra(whole.extra), verifying.Shown.from_extra(other.extra)
    for wrong in (
        dataclasses.replace(whole, extra=other.extra),
        dataclasses.replace(whole, extra=None),
        dataclasses.replace(whole, extra=b"{}"),
        dataclasses.replace(whole, extra=whole.extra + b" "),
        dataclasses.replace(whole, extra=dataclasses.replace(shown, salt=stranger.salt).as_extra()),
        dataclasses.replace(whole, extra=dataclasses.replace(shown, envelope=stranger.envelope).as_extra()),
        dataclasses.replace(
            whole, extra=dataclasses.replace(shown, public_key=bytes(31) + b"\x09").as_extra()
        ),
        dataclasses.replace(whole, index=whole.index - 1),
    ):
        with pytest.raises(BadInput):
            verifying.verify_receipt(wrong.format(), verifiers, tlog.Policy(), [])


def test_what_is_not_published_yet_and_what_no_log_has_is_said_so(logs):
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        fresh = ledger.append(tx, "test.said", {}, label=OWN)
    with pytest.raises(NotPublishedYet):
        receipt(logs, IRAQ, fresh)
    logs.publisher.turn()
    assert receipt(logs, IRAQ, fresh)
    with pytest.raises(verifying.LogWrong, match="no such log"):
        prove(verifying.Folder(logs.folder), "nobody", 1)


def test_a_recalled_record_has_no_receipt_and_is_not_exported(logs, tmp_path):
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        tx.run("SELECT diwan.forget_record(%s)", [logs.shared.id])
    with pytest.raises(NotVisible):
        receipt(logs, IRAQ, logs.shared)
    with store.acting_as(store.service_viewer(IRAQ)) as tx:
        export_logs(verifying.Folder(logs.folder), tmp_path / "copy", tx, evidence=True)
    assert b"for two" not in everything(tmp_path / "copy")
    assert verified(tmp_path / "copy")["iraq"].size == logs.large.seq


def everything(folder):
    source = verifying.Folder(folder)
    lines = [
        line for p in source.paths() if p.startswith("envelopes/") for line in source.read(p).splitlines()
    ]
    payloads = [json.loads(line)["envelope"]["payload"] for line in lines]
    return b"".join([*map(b64decode, payloads), *(source.read(path) for path in source.paths())])


def verified(place):
    report = verifying.verify_logs(verifying.open_source(str(place)), verifying.Wanted(cores=1))
    return {one.member: one for one in report.logs}


@pytest.mark.parametrize("name", ["copy", "copy.zip"])
def test_an_export_discloses_what_its_member_may_read_and_no_more(logs, tmp_path, name):
    source = verifying.Folder(logs.folder)
    with store.acting_as(store.service_viewer(SYRIA)) as tx:
        export_logs(source, tmp_path / name, tx, evidence=True)
    report = verified(tmp_path / name)
    assert report["iraq"].disclosed == report["iraq"].size - private_records(SYRIA, IRAQ)
    copied = verifying.open_source(str(tmp_path / name))
    assert copied.read(f"evidence/iraq/{logs.shared.seq}") == b"bytes as they came"
    assert len(copied.read(f"bodies/iraq/{logs.large.seq}")) > 64 * 1024
    if name == "copy":
        assert b"for two" in everything(tmp_path / name)
        assert b"for ourselves" not in everything(tmp_path / name)
    with pytest.raises(PlaceTaken):
        export_logs(source, tmp_path / name)


def private_records(reader, author):
    """How many records of `author` `reader` may not read: asked as the author, who reads all its own."""
    with store.acting_as(store.service_viewer(author)) as tx:
        rows = tx.rows(
            "SELECT diwan.audience_members(audience) AS readers FROM diwan.record WHERE member = %s", [author]
        )
    return sum(reader not in row["readers"] for row in rows)


def test_an_export_without_a_member_discloses_nothing(logs, tmp_path):
    assert export_logs(verifying.Folder(logs.folder), tmp_path / "copy") == 0
    assert not any(path.startswith("envelopes") for path in verifying.Folder(tmp_path / "copy").paths())
    assert verified(tmp_path / "copy")["iraq"].disclosed == 0


def test_changed_evidence_in_an_export_is_named(logs, tmp_path):
    with store.acting_as(store.service_viewer(SYRIA)) as tx:
        export_logs(verifying.Folder(logs.folder), tmp_path / "copy", tx, evidence=True)
    changed = tmp_path / "copy" / "evidence" / "iraq" / str(logs.shared.seq)
    changed.write_bytes(b"bytes as they went")
    with pytest.raises(verifying.LogWrong, match=f"record {logs.shared.seq}, file evidence"):
        verified(tmp_path / "copy")


def test_the_nodes_own_folder_verifies_while_it_grows(logs):
    before = verified(logs.folder)["iraq"].size
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        ledger.append(tx, "test.said", {}, label=OWN)
    logs.publisher.turn()
    assert verified(logs.folder)["iraq"].size == before + 1


def test_the_command_verifies_proves_and_names_what_is_wrong(logs, tmp_path):
    run = CliRunner().invoke
    state = ["--state", str(tmp_path / "seen.json")]
    done = run(command, ["verify", str(logs.folder), *state], catch_exceptions=False)
    assert done.exit_code == 0
    assert "iraq:" in done.output
    assert "seen for the first time" in done.output
    assert "4 logs hold." in done.output
    again = run(command, ["verify", str(logs.folder), *state], catch_exceptions=False)
    assert "of them seen before" in again.output
    output = tmp_path / "one.tlog-proof"
    run(
        command,
        ["prove", "iraq/1", "--from", str(logs.folder), "--output", str(output)],
        catch_exceptions=False,
    )
    key = ["--key", index_of(logs).log("iraq").vkey]
    proven = run(command, ["verify", str(output), *key], catch_exceptions=False)
    assert "record 1 of iraq" in proven.output
    assert "does not show the record" in proven.output
    with pytest.raises(BadInput, match="--key"):
        run(command, ["verify", str(output)], catch_exceptions=False)
    with pytest.raises(BadInput, match="--as"):
        run(command, ["prove", str(logs.own.id)], catch_exceptions=False)
    with pytest.raises(BadInput, match="iraq/17"):
        run(command, ["prove", "nonsense", "--as", "iraq"], catch_exceptions=False)
    (logs.folder / "iraq" / "checkpoint").write_bytes(b"")
    with pytest.raises(verifying.LogWrong, match="iraq/checkpoint"):
        run(command, ["verify", str(logs.folder), *state], catch_exceptions=False)


def test_keys_that_were_replaced_and_stolen_are_held_to_their_places(database, tmp_path, monkeypatch):
    keys = ledger.open_key_store(tmp_path, "a passphrase of the tests")
    for file in Wires.keys.folder.glob("*.pem"):
        (keys.folder / file.name).parent.mkdir(mode=0o700, exist_ok=True)
        (keys.folder / file.name).write_bytes(file.read_bytes())
        (keys.folder / file.name).chmod(0o600)
    monkeypatch.setattr(Wires, "keys", keys)
    publisher, state = Publisher(tmp_path, keys), verifying.State()

    def say(change=None, *arguments):
        with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
            if change is not None:
                return change(tx, keys, *arguments)
            return ledger.append(tx, "test.said", {}, label=access.label(tx))

    def verified_now(name):
        publisher.turn()
        with store.acting_as(store.service_viewer(IRAQ)) as tx:
            export_logs(verifying.Folder(logs_folder(tmp_path)), tmp_path / name, tx)
        source = verifying.Folder(tmp_path / name)
        report = verifying.verify_logs(source, verifying.Wanted(state=state, cores=1))
        return next(one for one in report.logs if one.member == "iraq")

    assert verified_now("first").doubtful == 0
    say(charter.rotate_key)
    stolen = [say() for _ in range(3)]
    assert verified_now("rotated").doubtful == 0
    say(charter.replace_stolen_key, stolen[1].seq)
    say()
    assert verified_now("stolen").doubtful == 2
    proven = verifying.verify_receipt(
        receipt_of(tmp_path, stolen[0]), index_at(tmp_path).log("iraq").verifiers, tlog.Policy(), []
    )
    ring = index_at(tmp_path).log("iraq").keys
    assert ring[1].public_key == proven.author_key
    assert (ring[1].from_seq, ring[1].to_seq) == (stolen[0].seq, stolen[0].seq)


def receipt_of(home, record):
    with store.acting_as(store.service_viewer(IRAQ)) as tx:
        return receipt_for(tx, record.id, logs_folder(home))


def index_at(home):
    return tlog.LogIndex.parse((logs_folder(home) / "index.json").read_bytes())
