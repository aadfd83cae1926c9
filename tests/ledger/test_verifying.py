"""`diwan log verify` on logs written by hand: what holds, and that each wrong thing is found and named."""

import shutil
import zipfile

import pytest

from diwan.ledger import tlog, verifying
from ledger import written_logs
from ledger.written_logs import WITNESSES, WrittenLog, index_of, key_of, write_centre, writer


@pytest.fixture(scope="module")
def logs():
    iran, iraq = WrittenLog("iran"), WrittenLog("iraq")
    for _ in range(599):
        iran.say()
    for _ in range(29):
        iraq.say()
    return iran, iraq


@pytest.fixture(scope="module")
def _written(logs, tmp_path_factory):
    root = tmp_path_factory.mktemp("written") / "logs"
    write_centre(root, *logs)
    return root


@pytest.fixture
def folder(_written, tmp_path):
    return shutil.copytree(_written, tmp_path / "logs")


def verify(folder, state=None, *, mend_sums=True, **how):
    """The sums are made to fit first, as a forger would: whatever is found is found without them."""
    if mend_sums and (folder / "SHA256SUMS").exists():
        written_logs.write_sums(folder)
    wanted = verifying.Wanted(state=state or verifying.State(), cores=1, **how)
    return verifying.verify_logs(verifying.open_source(str(folder)), wanted)


def fault(folder, state=None, **how):
    with pytest.raises(verifying.LogWrong) as found:
        verify(folder, state, **how)
    return found.value


def change(path, old, new, count=1):
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, count))


def flip(path, at):
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_whole_logs_hold_and_are_remembered(folder, tmp_path):
    state = verifying.State()
    report = verify(folder, state)
    assert [(one.member, one.size, one.disclosed, one.witnessed_size) for one in report.logs] == [
        ("iran", 600, 600, 600),
        ("iraq", 30, 30, 30),
    ]
    assert report.is_witnessed
    state.save(tmp_path / "state.json")
    again = verify(folder, verifying.State.load(tmp_path / "state.json"))
    assert [one.seen_size for one in again.logs] == [600, 30]


def test_all_cores_find_the_same(folder):
    source = verifying.open_source(str(folder))
    wanted = verifying.Wanted(cores=2, alone_below=0)
    assert [one.disclosed for one in verifying.verify_logs(source, wanted).logs] == [600, 30]
    flip(folder / "envelopes/iran/001.jsonl", 300)
    with pytest.raises(verifying.LogWrong, match=r"log iran, record 257, file envelopes/iran/001\.jsonl"):
        verifying.verify_logs(source, wanted)


def test_a_zip_is_read_like_a_folder_but_not_with_two_files_of_one_name(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as packed:
        for path in verifying.Folder(folder).paths():
            packed.write(folder / path, path)
    assert len(verify(tmp_path / "logs.zip").logs) == 2
    with zipfile.ZipFile(tmp_path / "logs.zip", "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.write(folder / "index.json", "index.json")
    with pytest.raises(verifying.NoLogs, match="two files of one name"):
        verify(tmp_path / "logs.zip")


def test_what_is_no_source_is_said_so(tmp_path):
    with pytest.raises(verifying.NoLogs, match="no folder"):
        verify(tmp_path / "nothing")
    (tmp_path / "file").write_bytes(b"no zip")
    with pytest.raises(verifying.NoLogs, match="neither a folder nor a zip"):
        verify(tmp_path / "file")
    assert fault(tmp_path).file == "index.json"


def test_a_changed_byte_is_named_with_log_record_and_file(folder):
    path = folder / "iran/tile/entries/001"
    flip(path, path.read_bytes().index(b"\n260\n") + 40)
    found = fault(folder)
    assert (found.log, found.record, found.file) == ("iran", 260, "iran/tile/entries/001")
    assert "was changed" in str(found)


def test_a_changed_tile_is_named_and_not_the_entries_under_it(folder):
    flip(folder / "iran/tile/0/001", 32 * 7)
    found = fault(folder)
    assert (found.record, found.file) == (264, "iran/tile/0/001")


def test_a_changed_upper_tile_is_named(folder):
    flip(folder / "iran/tile/1/000.p/2", 40)
    assert fault(folder).file == "iran/tile/1/000.p/2"


def test_a_dropped_added_or_moved_entry_is_named(folder):
    path = folder / "iraq/tile/entries/000.p/30"
    entries = tlog.unpack_entries(path.read_bytes())
    for changed, record, words in (
        (entries[:-1], 30, "dropped"),
        ([*entries[:9], *entries[10:]], 10, "dropped"),
        ([*entries[:9], entries[10], entries[9], *entries[11:]], 10, "moved"),
        ([*entries, entries[0]], 31, "added"),
    ):
        path.write_bytes(tlog.pack_entries(changed))
        found = fault(folder)
        assert (found.log, found.record) == ("iraq", record)
        assert words in found.what


def rewritten(logs, folder, entries, *, member="iraq", sign=True):
    """Entries, tiles and (with the log's own key) the head, all made to fit: only the records can tell."""
    log = next(log for log in logs if log.member == member)
    shutil.rmtree(folder / member)
    put = writer(folder)
    for path, data in log.tiles(entries).items():
        put(f"{member}/{path}", data)
    head = log.head(entries) if sign else log.head()
    put(f"{member}/checkpoint", tlog.sign_note(head.text, [log.head_signer]))


@pytest.mark.parametrize("sign", [True, False])
def test_the_authors_chain_tells_what_a_rewritten_tree_hides(logs, folder, sign):
    entries = logs[1].entries
    for changed, record, words in (
        ([*entries[:9], *entries[10:]], 10, "is record 11"),
        ([*entries[:9], entries[10], entries[9], *entries[11:]], 10, "is record 11"),
        ([*entries[:9], logs[0].entries[9], *entries[10:]], 10, "of the log iran"),
        ([*entries[:9], entries[9][:-2] + b"x\n", *entries[10:]], 10, "does not follow"),
        (
            [
                *entries[:9],
                entries[9][:-2] + (b"1" if entries[9][-2:-1] == b"0" else b"0") + b"\n",
                *entries[10:],
            ],
            11,
            "does not follow",
        ),
    ):
        if not sign and len(changed) != len(entries):
            continue  # then a file is missing that the head promises
        rewritten(logs, folder, changed, sign=sign)
        found = fault(folder)
        assert (found.log, found.record) == ("iraq", record)
        assert words in found.what


def test_an_envelope_salt_or_place_that_is_another_is_named(folder):
    path = folder / "envelopes/iraq/000.jsonl"
    whole = path.read_bytes()
    lines = whole.split(b"\n")
    for changed, words in (
        ([*lines[:4], lines[4].replace(b'"seq":5', b'"seq":6'), *lines[5:]], "committed"),
        ([*lines[:4], lines[5], lines[4], *lines[6:]], "does not belong at this line"),
        ([*lines[:4], lines[4], *lines[4:]], "does not belong at this line"),
        ([*lines[:4], lines[4][:-20] + b"x" + lines[4][-19:], *lines[5:]], "committed"),
        ([*lines[:4], lines[4] + b" ", *lines[5:]], "no disclosed envelope"),
        ([*lines[:4], b"", *lines[5:]], "no disclosed envelope"),
        ([*lines[:-1], b'{"seq":31', b""], "no disclosed envelope"),
        (lines[:-1], "cut off"),
    ):
        path.write_bytes(b"\n".join(changed))
        found = fault(folder)
        assert found.file == "envelopes/iraq/000.jsonl"
        assert words in found.what


def one_more(tmp_path, **how):
    """A log whose last record is wrong although the log has committed to it."""
    log = WrittenLog("iraq")
    log.say()
    log.say(**how)
    write_centre(tmp_path / "logs", log, WrittenLog("iran"))
    return tmp_path / "logs"


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"signer": key_of("a stranger")}, "never had"),
        ({"member": "iran"}, "of iran"),
    ],
)
def test_a_record_that_its_author_did_not_sign_for_this_place_is_named(tmp_path, how, words):
    found = fault(one_more(tmp_path, **how))
    assert (found.log, found.record, found.file) == ("iraq", 3, "envelopes/iraq/000.jsonl")
    assert words in found.what


def test_a_head_by_another_key_or_for_another_log_is_named(logs, folder):
    path = folder / "iraq/checkpoint"
    stranger = key_of("a stranger")
    forged = tlog.NoteSigner(f"{written_logs.ORIGIN}/iraq", stranger.public_key, stranger.sign)
    path.write_bytes(tlog.sign_note(logs[1].head().text, [forged]))
    assert fault(folder).file == "iraq/checkpoint"
    path.write_bytes((folder / "iran/checkpoint").read_bytes())
    assert fault(folder).file == "iraq/checkpoint"
    path.write_bytes((folder / "iraq/checkpoint.witnessed").read_bytes())
    assert "does not belong there" in fault(folder).what
    path.unlink()
    assert "no signed head" in fault(folder).what


def test_a_policy_that_is_not_met_a_strange_witness_and_no_witness(logs, folder):
    write = writer(folder)
    logs[1].write(write, witnessed_by=("c",))
    assert "cosigned by c: that does not meet the policy" in fault(folder).what
    stranger = written_logs.witness_signer("stranger")
    text = logs[1].head().text
    note = tlog.sign_note(text, [logs[1].head_signer, WITNESSES["a"], WITNESSES["b"], stranger])
    write("iraq/checkpoint.witnessed", note)
    assert "witness.example/stranger" in fault(folder).what
    (folder / "iraq/checkpoint.witnessed").unlink()
    report = verify(folder)
    assert [one.witnessed_size for one in report.logs] == [600, None]
    assert not report.is_witnessed


def test_ones_own_policy_replaces_the_centres(logs, folder):
    logs[1].write(writer(folder), witnessed_by=("a", "b"))
    own = tlog.Policy.parse(written_logs.POLICY.replace("two 2 a", "two all a"))
    assert "does not meet" in fault(folder, policy=own).what


def grown(logs, tmp_path, by=5):
    """The log of Iraq `by` records later; the fixture's own stays."""
    iraq = WrittenLog("iraq")
    for _ in range(len(logs[1].records) - 1 + by):
        iraq.say()
    write_centre(tmp_path / "grown", logs[0], iraq)
    return tmp_path / "grown"


def test_a_log_that_grew_holds_and_one_that_shrank_or_was_shown_again_does_not(logs, folder, tmp_path):
    state = verifying.State()
    verify(folder, state)
    later = grown(logs, tmp_path)
    assert [one.seen_size for one in verify(later, state).logs] == [600, 30]
    found = fault(folder, state)
    assert (found.log, found.file) == ("iraq", "iraq/checkpoint")
    assert "shrunk" in found.what


@pytest.mark.parametrize("more", [0, 3])
def test_a_fork_is_named_whether_it_is_longer_or_not(logs, folder, tmp_path, more):
    state = verifying.State()
    verify(folder, state)
    other = WrittenLog("iraq")
    for number in range(len(logs[1].records) - 1 + more):
        other.say(body={"title": f"Another story {number}"})
    write_centre(tmp_path / "fork", logs[0], other)
    found = fault(tmp_path / "fork", state)
    assert (found.log, found.file) == ("iraq", "iraq/checkpoint")
    assert "forked" in found.what


def test_a_head_that_does_not_grow_out_of_the_witnessed_one_is_forked(logs, folder, tmp_path):
    other = WrittenLog("iraq")
    for number in range(40):
        other.say(body={"title": f"Another story {number}"})
    witnessed = (folder / "iraq/checkpoint.witnessed").read_bytes()
    write_centre(tmp_path / "fork", logs[0], other)
    (tmp_path / "fork/iraq/checkpoint.witnessed").write_bytes(witnessed)
    found = fault(tmp_path / "fork")
    assert found.file == "iraq/checkpoint.witnessed"
    assert "forked" in found.what


def test_a_witnessed_head_does_not_go_away_again(folder):
    state = verifying.State()
    verify(folder, state)
    (folder / "iraq/checkpoint.witnessed").unlink()
    assert "seen witnessed" in fault(folder, state).what


def test_a_missing_or_strange_file_is_named(folder):
    (folder / "iran/tile/0/000").rename(folder / "iran/tile/0/007")
    assert fault(folder).file == "iran/tile/0/000"
    (folder / "iran/tile/0/007").rename(folder / "iran/tile/0/000")
    for strange in (
        "iran/tile/0/003.p/9",
        "notes.txt",
        "iran/checkpoint.old",
        "evidence/iran/1",
        "syria/checkpoint",
    ):
        writer(folder)(strange, b"x" * 32 * 9)
        found = fault(folder)
        assert found.file == strange
        assert "belongs to nothing" in found.what
        (folder / strange).unlink()
    (folder / "link").symlink_to(folder / "index.json")
    assert fault(folder, mend_sums=False).file == "link"


def test_older_partial_tiles_may_lie_there_and_must_be_true(folder):
    write = writer(folder)
    whole = (folder / "iraq/tile/0/000.p/30").read_bytes()
    write("iraq/tile/0/000.p/7", whole[: 7 * 32])
    entries = tlog.unpack_entries((folder / "iraq/tile/entries/000.p/30").read_bytes())
    write("iraq/tile/entries/000.p/7", tlog.pack_entries(entries[:7]))
    write("iran/tile/0/000.p/200", (folder / "iran/tile/0/000").read_bytes()[: 200 * 32])
    assert len(verify(folder).logs) == 2
    for wrong in (whole[: 6 * 32], whole[: 7 * 32 - 1] + b"\x00", whole[: 8 * 32]):
        write("iraq/tile/0/000.p/7", wrong)
        assert fault(folder).file == "iraq/tile/0/000.p/7"


def test_the_sums_tell_of_a_disclosed_record_that_is_gone(folder):
    (folder / "envelopes/iraq/000.jsonl").unlink()
    assert fault(folder, mend_sums=False).file == "SHA256SUMS"
    assert [one.disclosed for one in verify(folder).logs] == [600, 0]
    (folder / "SHA256SUMS").unlink()
    assert "is missing" in fault(folder).what


def changed_index(of, folder, **what):
    index = index_of(*of)
    fields = {
        "centre": index.centre,
        "charter": index.charter,
        "log_origin": index.log_origin,
        "logs": index.logs,
    }
    fields |= {"witness_policy": index.witness_policy, "names": index.names} | what
    (folder / "index.json").write_bytes(tlog.LogIndex(**fields).format())


def test_the_index_must_say_what_the_records_say(logs, folder):
    iran, iraq = index_of(*logs).logs
    stranger = key_of("a stranger").public_key.hex()
    one_key = tlog.MemberKey(iraq.keys[0].public_key, 1, 500)
    for what, words in (
        ({"names": {"en": "Another centre"}}, "names of the centre"),
        ({"witness_policy": written_logs.POLICY + "# and a line"}, "witness policy"),
        ({"centre": str(written_logs.uuid.UUID(int=8, version=4))}, "another centre"),
        ({"logs": (iran, tlog.LogEntry("iraq", iraq.origin, iraq.vkey, (one_key,)))}, "announce other keys"),
        (
            {
                "logs": (
                    iran,
                    tlog.LogEntry("iraq", iraq.origin, iraq.vkey, (*iraq.keys, tlog.MemberKey(stranger, 31))),
                )
            },
            "announce other keys",
        ),
    ):
        changed_index(logs, folder, **what)
        assert words in str(fault(folder))


def test_what_no_record_proves_must_be_as_it_was_last_time(logs, tmp_path):
    state = verifying.State()
    folder = tmp_path / "logs"
    write_centre(folder, *logs, disclose=False)
    verify(folder, state)
    iran, iraq = index_of(*logs).logs
    stranger = key_of("a stranger")
    other_log_key = tlog.Verifier(iraq.origin, stranger.public_key).vkey
    for what, words in (
        ({"names": {"en": "Another centre"}}, "--accept-changes"),
        ({"charter": "00" * 32}, "--accept-changes"),
        ({"logs": (iran,)}, "is gone"),
        ({"logs": (iran, tlog.LogEntry("iraq", iraq.origin, other_log_key, iraq.keys))}, "not named"),
        (
            {
                "logs": (
                    iran,
                    tlog.LogEntry(
                        "iraq", iraq.origin, iraq.vkey, (tlog.MemberKey(stranger.public_key.hex(), 1),)
                    ),
                )
            },
            "not named",
        ),
        (
            {
                "logs": (
                    iran,
                    tlog.LogEntry(
                        "iraq",
                        iraq.origin,
                        iraq.vkey,
                        (*iraq.keys, tlog.MemberKey(stranger.public_key.hex(), 20)),
                    ),
                )
            },
            "before it was named",
        ),
    ):
        changed_index(logs, folder, **what)
        assert words in str(fault(folder, state))
    changed_index(logs, folder, names={"en": "Another centre"})
    verify(folder, state, accept_changes=True)
    assert verify(folder, state).index.names == {"en": "Another centre"}


def test_a_key_counts_from_and_to_its_place_and_a_stolen_ones_records_are_doubtful(tmp_path):
    first, second = key_of("iraq"), key_of("iraq again")
    log = WrittenLog("iraq")
    for _ in range(4):
        log.say()
    log.say(signer=second)  # record 6
    with_gap = [tlog.MemberKey(first.public_key.hex(), 1, 3), tlog.MemberKey(second.public_key.hex(), 6)]
    ended = [tlog.MemberKey(first.public_key.hex(), 1, 4), tlog.MemberKey(second.public_key.hex(), 5)]
    too_early = [tlog.MemberKey(first.public_key.hex(), 1), tlog.MemberKey(second.public_key.hex(), 7)]
    drop_first = lambda: (tmp_path / "logs/envelopes/iraq/000.jsonl").write_bytes(  # noqa: E731
        (tmp_path / "logs/envelopes/iraq/000.jsonl").read_bytes().partition(b"\n")[2]
    )
    log.keys = with_gap
    write_centre(tmp_path / "logs", log)
    drop_first()  # the record that announces the first key alone
    assert [(one.disclosed, one.doubtful) for one in verify(tmp_path / "logs").logs] == [(5, 2)]
    for keys, record in ((ended, 5), (too_early, 6)):
        log.keys = keys
        write_centre(tmp_path / "logs", log)
        drop_first()
        found = fault(tmp_path / "logs")
        assert found.record == record
        assert "did not hold" in found.what


def test_a_state_that_cannot_be_read_is_said_so(tmp_path):
    (tmp_path / "state").write_bytes(b"{}")
    with pytest.raises(verifying.StateUnreadable, match="state"):
        verifying.State.load(tmp_path / "state")
    assert verifying.State.load(tmp_path / "none").centres == {}
