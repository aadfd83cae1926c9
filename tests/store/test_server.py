"""The embedded server: closed, adopted after a kill, stopped by the last one out."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from diwan import ledger, schema, store
from diwan.core.errors import DiskFull, StoreMissing
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.ledger import Evidence
from diwan.ledger.wires import Wires
from diwan.store.server import Server

IRAQ = MemberId("iraq")

HOLDER = """
import pathlib, signal, sys
from diwan import store
try:
    with store.while_used(store.Server(pathlib.Path(sys.argv[1]), durable=False)):
        print("up", flush=True)
        signal.pause()
except KeyboardInterrupt:
    pass
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("server")


def hold(home):
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "up\n"
    return process


def end(process, how):
    process.send_signal(how)
    process.wait(timeout=60)
    process.stdout.close()


def is_alive(pid):
    # Where nobody reaps orphans (a container whose first process is no init), the dead stay as zombies.
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def postmaster_pid(home):
    return int((home / "pg" / "postmaster.pid").read_text().split()[0])


def test_after_a_kill_the_next_start_adopts_the_server_and_ctrl_c_leaves_no_process(home):
    killed = hold(home)
    server = postmaster_pid(home)
    end(killed, signal.SIGKILL)
    assert is_alive(server)

    adopted = hold(home)
    assert postmaster_pid(home) == server
    end(adopted, signal.SIGINT)
    assert not is_alive(server)
    assert not (home / "pg" / "postmaster.pid").exists()


def test_the_first_of_two_users_to_leave_does_not_stop_the_server(home):
    first, second = hold(home), hold(home)
    server = postmaster_pid(home)
    end(first, signal.SIGINT)
    assert is_alive(server)
    end(second, signal.SIGINT)
    assert not is_alive(server)


def test_a_killed_server_starts_again(home):
    holder = hold(home)
    server = postmaster_pid(home)
    os.kill(server, signal.SIGKILL)
    end(holder, signal.SIGKILL)
    with (
        store.while_used(Server(home, durable=False)) as connections,
        psycopg.connect(connections.app) as app,
    ):
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_a_pid_file_that_names_a_stranger_does_not_pass_for_a_server(home):
    stale = home / "pg" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{home / 'pg'}\n1\n5432\n{home}\n\n0 0\n")
    os.chown(stale, (home / "pg").stat().st_uid, (home / "pg").stat().st_gid)
    with (
        store.while_used(Server(home, durable=False)) as connections,
        psycopg.connect(connections.app) as app,
    ):
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_only_the_named_roles_come_in_and_only_with_their_password(database_server):
    for change in (
        {"password": "wrong"},
        {"user": "postgres"},
        {"user": "diwan_owner"},
        {"user": "diwan_admin"},
    ):
        conninfo = make_conninfo(**{**conninfo_to_dict(database_server.app), **change, "dbname": "postgres"})
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(conninfo)


def test_nothing_listens_on_the_network_and_the_socket_is_private(database_server):
    with psycopg.connect(database_server.to_database("postgres").admin) as admin:
        assert admin.execute("SHOW listen_addresses").fetchone() == ("",)
        assert admin.execute("SHOW data_checksums").fetchone() == ("on",)
        folder = Path(admin.execute("SHOW unix_socket_directories").fetchone()[0])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert database_server.data.stat().st_mode & 0o777 == 0o700
    for secret in (database_server.data.parent / "secrets").iterdir():
        assert secret.stat().st_mode & 0o777 == 0o600


def test_a_long_path_with_blanks_and_four_scripts_holds_a_server(tmp_path):
    home = tmp_path / ("a folder " * 10) / "مركز «دیوان» Центр's"
    above = tmp_path.stat().st_mode
    with (
        store.while_used(Server(home, durable=False)) as connections,
        psycopg.connect(connections.app) as app,
    ):
        assert app.execute("SELECT 1").fetchone() == (1,)
        assert len(app.info.host) < 90
    assert tmp_path.stat().st_mode == above
    shutil.rmtree((home / "socket.path").read_text())


def test_a_folder_that_no_shell_can_name_is_refused_by_name(tmp_path):
    with (
        pytest.raises(StoreMissing, match="dollar"),
        store.while_used(Server(tmp_path / "a$b", durable=False)),
    ):
        pass


def test_a_database_of_another_version_is_refused(home):
    with pytest.raises(StoreMissing, match="made by PostgreSQL 18"):
        Server(home, version=16).start()


def test_the_other_version_in_the_wheel_works_as_well(tmp_path):
    server = Server(tmp_path, version=16, durable=False)
    with store.while_used(server) as connections, psycopg.connect(connections.owner) as owner:
        schema.apply_schema(owner)
        schema.apply_schema(owner)
        assert owner.info.server_version // 10000 == 16


@pytest.fixture
def small_disk():
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = Path(tempfile.mkdtemp(prefix="diwan-full-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m,mode=0755", "tmpfs", folder], check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine mounts nothing")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


@pytest.fixture
def centre_on_small_disk(small_disk):
    """Iraq's viewer in a centre of its own; a second use of the server finds what the first left."""
    keys, before = ledger.open_key_store(small_disk), Wires.keys
    keys.make(IRAQ)
    ledger.use_keys(keys)
    with store.while_used(Server(small_disk / "centre", durable=False)) as connections:
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        store.use(connections)
        yield store.service_viewer(IRAQ)
        store.leave()
    Wires.keys = before


def say(viewer, evidence=None):
    with store.acting_as(viewer, write=True) as tx:
        return ledger.append(tx, "note.filed", {}, label=Label(frozenset({IRAQ})), evidence=evidence)


def leave_free(folder, mebibytes):
    (folder / "ballast").unlink(missing_ok=True)
    (folder / "ballast").write_bytes(bytes(shutil.disk_usage(folder).free - mebibytes * 1024 * 1024))


def test_writing_stops_before_the_disk_is_full_and_reading_goes_on(small_disk, centre_on_small_disk):
    kept = say(centre_on_small_disk)
    leave_free(small_disk, 100)
    with pytest.raises(DiskFull):
        say(centre_on_small_disk)
    with store.acting_as(centre_on_small_disk) as tx:
        assert ledger.record(tx, kept.id) == kept
    (small_disk / "ballast").unlink()
    assert say(centre_on_small_disk).seq == kept.seq + 1


def test_a_disk_that_fills_up_meanwhile_loses_nothing(small_disk, centre_on_small_disk, monkeypatch):
    monkeypatch.setattr("diwan.store.gate.RESERVE_BYTES", 0)
    kept = say(centre_on_small_disk)
    leave_free(small_disk, 24)
    with pytest.raises(DiskFull):
        say(centre_on_small_disk, Evidence(os.urandom(60 * 1024 * 1024)))
    (small_disk / "ballast").unlink()
    # Without room for its log the server may have given up: the next start mends it.
    server = Server(small_disk / "centre", durable=False)
    server.start()
    store.use(server.connections())
    with store.acting_as(centre_on_small_disk) as tx:
        assert ledger.record(tx, kept.id) == kept
    assert say(centre_on_small_disk).seq == kept.seq + 1


def test_of_a_group_that_fills_the_disk_nothing_is_said_and_the_chain_goes_on(
    small_disk, centre_on_small_disk, monkeypatch
):
    monkeypatch.setattr("diwan.store.gate.RESERVE_BYTES", 0)
    kept = say(centre_on_small_disk)
    leave_free(small_disk, 24)
    large = ledger.Draft("note.filed", {"text": os.urandom(1024 * 1024).hex()}, Label(frozenset({IRAQ})))
    with pytest.raises(DiskFull), store.acting_as(centre_on_small_disk, write=True) as tx:
        ledger.append_many(tx, [large] * 30)
    (small_disk / "ballast").unlink()
    server = Server(small_disk / "centre", durable=False)
    server.start()
    store.use(server.connections())
    assert say(centre_on_small_disk).seq == kept.seq + 1
    with store.acting_as(centre_on_small_disk) as tx:
        assert ledger.log_length(tx, IRAQ) == kept.seq + 1
