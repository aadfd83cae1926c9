"""The embedded PostgreSQL: made, started and stopped with its own programs, closed to all but four roles."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from diwan.core.errors import DiskFull, StoreMissing
from diwan.store.binaries import DEFAULT_VERSION, binary
from diwan.store.connections import Connections, embedded_connections
from diwan.store.memory import page_cache_mb
from diwan.store.passwords import ADMIN, ROLES, password
from diwan.store.processes import clear_after_crash, pid_of, runs_in
from diwan.store.roles import make_roles_and_database
from diwan.store.socket_folder import socket_folder
from diwan.store.step_down import RunAs, hand_over, initdb_user, server_user

_PATIENCE_SECONDS = 60.0
_CONFIGURATION = """\
listen_addresses = ''
password_encryption = 'scram-sha-256'
max_connections = 80
shared_buffers = 128MB
wal_level = minimal
max_wal_senders = 0
# Ids are random, so each record touches a page in every index; after a checkpoint the whole page is logged first. With
# checkpoints far apart that is paid once for many records. After a crash up to as much is read again.
max_wal_size = 2GB
timezone = 'UTC'
log_timezone = 'UTC'
jit = off
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
# Reports must not leak into the server's log: no statements, no parameters, no DETAIL lines.
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""


@dataclass(frozen=True, slots=True)
class Server:
    """One cluster under `home/pg`. `durable=False` is for tests: a crash of the machine may lose it."""

    home: Path
    version: int = DEFAULT_VERSION
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home.resolve() / "pg"

    def connections(self) -> Connections:
        reached = embedded_connections(self.home, socket_folder(self.home, self._user()))
        return replace(reached, data=self.data)

    def start(self) -> None:
        """Start it, making it first if need be. A server that already runs is left alone."""
        self._make_home()
        try:
            is_made = (self.data / "PG_VERSION").exists()
        except PermissionError as error:
            raise StoreMissing(
                f"{self.data} belongs to another user: start Diwan as the one who made it."
            ) from error
        if not is_made:
            self._create()
        self._refuse_other_version()
        if not self.is_running():
            self._launch()
        self._wait_until_it_answers()
        make_roles_and_database(self.connections(), {role: password(self.home, role) for role in ROLES})

    def stop(self) -> None:
        if self.is_running():
            self._pg_ctl("stop", "-m", "fast", "-w", "-t", "60")

    def is_running(self) -> bool:
        pid = pid_of(self.data)
        return pid is not None and runs_in(pid, self.data)

    def _user(self) -> RunAs:
        return server_user(self.data, binary("postgres", self.version))

    def _make_home(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if self.home.stat().st_uid == os.geteuid():
            # Run as root, the server's own user must pass through here; each thing inside is closed itself.
            self.home.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(self.version):
            raise StoreMissing(f"{self.data} was made by PostgreSQL {found}; start it with that version.")

    def _create(self) -> None:
        """A crash here leaves `pg.new`, which the next start throws away."""
        fresh, user = self.data.with_name("pg.new"), initdb_user(self.data, binary("initdb", self.version))
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        hand_over(fresh, user)
        secret = fresh.with_name("pg.pw")
        secret.touch(mode=0o600)
        secret.write_text(password(self.home, ADMIN))
        hand_over(secret, user)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.version >= 17 else []
        try:
            options = ["--encoding=UTF8", "--locale=C", *locale, "--data-checksums", "--no-instructions"]
            access = ["--auth=scram-sha-256", f"--username={ADMIN}", f"--pwfile={secret}"]
            speed = [] if self.durable else ["--no-sync"]
            self._run([binary("initdb", self.version), "-D", fresh, *options, *access, *speed], user)
        finally:
            secret.unlink()
        lines = _CONFIGURATION + (
            "" if self.durable else "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        )
        (fresh / "postgresql.auto.conf").write_text("# Diwan's settings are in diwan.conf\n")
        (fresh / "diwan.conf").write_text(lines)
        with (fresh / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude 'diwan.conf'\n")
        (fresh / "pg_hba.conf").write_text(_host_based_access())
        hand_over(fresh, self._user())
        fresh.rename(self.data)

    def _launch(self) -> None:
        folder = socket_folder(self.home, self._user())
        clear_after_crash(self.data, folder)
        # The options pass through a shell inside pg_ctl.
        options = f"-c unix_socket_directories='{folder}' -c unix_socket_permissions=0700"
        # The text of an error may quote a value of a report or a query: it is told to whoever asked, not to the log.
        options += " -c log_min_messages=log"
        if self.durable:  # tests run many servers at once
            options += f" -c shared_buffers={page_cache_mb()}MB"
        if any(mark in str(self.data) for mark in '"\\$`\n'):
            raise StoreMissing(
                f"The folder {self.home} has a double quote, backslash, backtick or dollar sign in its name."
            )
        started = self._pg_ctl(
            "start", "-w", "-t", "120", "-l", str(self.data / "start.log"), "-o", options, check=False
        )
        if started.returncode != 0:
            said = (self.data / "start.log").read_text(errors="replace")[-2000:]
            if "No space left on device" in said:
                raise DiskFull(f"PostgreSQL could not start in {self.data}.")
            raise StoreMissing(f"PostgreSQL did not start in {self.data}: {said or started.stderr}")

    def _wait_until_it_answers(self) -> None:
        """A server that was adopted may still be mending itself after a crash."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(make_conninfo(self.connections().admin or "", dbname="postgres")).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > until:
                    raise StoreMissing(f"PostgreSQL in {self.data} does not answer: {error}") from error
                if not self.is_running():  # it gave up: a clean start may do better
                    self._launch()
                time.sleep(0.1)
            else:
                return

    def _pg_ctl(self, action: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run(
            [binary("pg_ctl", self.version), action, "-D", self.data, "-s", *arguments],
            self._user(),
            check=check,
        )

    def _run(
        self, command: Sequence[str | Path], user: RunAs, *, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 fixed programs of the wheel
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            # A pipe would stay open in the server and never end.
            stdout=subprocess.DEVNULL if command[1] == "start" else subprocess.PIPE,
            stderr=subprocess.DEVNULL if command[1] == "start" else subprocess.PIPE,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,  # Ctrl-C in the terminal must reach Diwan first
            preexec_fn=user.before_exec(),
        )
        if check and done.returncode != 0:
            if "No space left on device" in (done.stderr or ""):
                raise DiskFull(f"{Path(command[0]).name} could not write to {self.home}.")
            raise StoreMissing(f"{Path(command[0]).name} failed: {(done.stderr or '').strip()[-2000:]}")
        return done


def _host_based_access() -> str:
    lines = [f"local all {role} scram-sha-256" for role in (ADMIN, *ROLES)]
    return (
        "\n".join(["# Written by Diwan: no trust, no network, five names.", *lines, "local all all reject"])
        + "\n"
    )
