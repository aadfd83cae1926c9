"""`diwan up` that is not let finish: asked to close while it founds, killed, started twice, on a full disk."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from diwan.core.errors import BadInput, DiskFull
from diwan.entry.cli.only_one import RunsAlready, only_one


class Centre:
    """`diwan up --sample` on a home; it and its database are gone at the end, whatever a test made of it."""

    def __init__(self, home):
        self.home, self.started = home, []

    def up(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = "from diwan.entry.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", program, "up", "--sample", "--port", str(port)],
            env=os.environ | {"DIWAN_HOME": str(self.home), "DATABASE_URL": ""},
            stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def server(self):
        return int((self.home / "pg" / "postmaster.pid").read_text().split()[0])


@pytest.fixture
def centre(tmp_path):
    centre = Centre(tmp_path / "home")
    yield centre
    for process in centre.started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=100)
        process.stdout.close()


def read_until(process, words):
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"It ended without {words!r}: {said}")


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.timeout(300)
def test_asked_to_close_while_it_founds_it_closes_and_leaves_no_server(centre):
    first = centre.up()
    read_until(first, "Founding")
    server = centre.server()

    second = centre.up()
    assert second.wait(timeout=100) == 2
    assert f"Diwan runs here already. Process {first.pid} has {centre.home}" in second.stdout.read()

    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=100) == 0
    said = first.stdout.read()
    assert "Closing" in said
    assert "Traceback" not in said
    assert not is_alive(server)
    assert not (centre.home / "sample.founded").exists()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_killed_while_it_founds_the_next_start_opens(centre):
    killed = centre.up()
    read_until(killed, "Founding")
    killed.kill()
    killed.wait()
    again = centre.up()
    said = read_until(again, "Diwan is open")
    assert "Founding" in said
    server = centre.server()
    again.send_signal(signal.SIGINT)
    assert again.wait(timeout=100) == 0
    assert not is_alive(server)


def test_a_second_one_is_told_who_holds_the_home_and_may_come_after(tmp_path):
    with (
        only_one(tmp_path),
        pytest.raises(RunsAlready, match=f"Process {os.getpid()} has {tmp_path} open"),
        only_one(tmp_path),
    ):
        pytest.fail("two at once")
    with only_one(tmp_path):
        pass


def test_a_full_disk_is_told_with_the_folder(tmp_path):
    with pytest.raises(DiskFull, match=f"Make room beside {tmp_path}"), only_one(tmp_path):
        Path("/dev/full").write_text("more")


def test_a_home_that_is_a_file_is_told_as_such(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(BadInput, match=r"Diwan's home is .*home: File exists"), only_one(tmp_path / "home"):
        pytest.fail("a file is no home")
