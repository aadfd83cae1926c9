"""A centre in a database of its own, in which a history is carried out.

Time and randomness are seeded by command and job (`worlds.seeded`); sessions, tokens and Django's tables come with
the template, so that both worlds have the same ones.
"""

import datetime as dt
import itertools
import os
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import psycopg

from diwan import share, store
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle
from diwan.entry.worker.perform import Trade
from diwan.share.views import SituationFilter
from noninterference.deeds_of_members import OfMembers
from noninterference.deeds_of_reports import OfReports
from noninterference.deeds_of_work import PAGES_AT, OfWork
from noninterference.history import CHARTER, MEMBERS
from worlds import BEGINNING, JOBS_RUN_AT, seeded

TEMPLATE = "diwan_proof"
_numbers = itertools.count(1)


class Way:
    """How an officer of each member comes in: the session of the pages and a program's token, made in the template."""

    viewers: dict[str, Viewer] = {}  # noqa: RUF012  filled once a session
    sessions: dict[str, str] = {}  # noqa: RUF012
    tokens: dict[str, str] = {}  # noqa: RUF012


def make_template(server):
    """With Django's tables, and every member's first officer signed in."""
    create(server, TEMPLATE, "diwan")
    connections = server.to_database(TEMPLATE)
    store.use(connections)
    import django

    django.setup()
    from django.test import Client

    from diwan.entry.web import accounts
    from diwan.entry.web.models import Account

    accounts.prepare()
    for member in MEMBERS:
        officer = next(each for each in accounts.officers() if each.member == member)
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            Account.objects.get(officer=officer.id), backend="django.contrib.auth.backends.ModelBackend"
        )
        Way.sessions[member] = client.cookies["diwan_session"].value
        Way.viewers[member] = Viewer(MemberId(member), officer.id, client.session[accounts.TOKEN])
        with psycopg.connect(connections.door) as door:
            issue = "SELECT diwan.issue_api_token(%s, 'a program', true, '20 days')"
            Way.tokens[member] = door.execute(issue, [officer.id]).fetchone()[0]
    close_all()
    return connections


def close_all():
    from django.db import connections as of_django

    of_django.close_all()
    store.leave()


def create(server, name, template):
    with psycopg.connect(server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")


@contextmanager
def centre(server, *, template=TEMPLATE):
    """An empty centre in use by this process; the database's clock stands on the day of the pages."""
    name, before = f"diwan_proof_{next(_numbers)}", os.environ.get("PGOPTIONS")
    create(server, name, template)
    os.environ["PGOPTIONS"] = f"-c diwan.test_now={PAGES_AT.isoformat()}"
    connections = server.to_database(name)
    try:
        store.use(connections)
        yield Centre(connections)
    finally:
        close_all()
        os.environ.pop("PGOPTIONS")
        if before is not None:
            os.environ["PGOPTIONS"] = before
        with psycopg.connect(server.to_database("postgres").admin, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Centre(OfReports, OfMembers, OfWork):
    def __init__(self, connections):
        self.connections = connections
        self.items: dict[str, UUID] = {}
        self.sources: dict[str, UUID] = {}
        self.officers: dict[str, UUID] = {}
        self.agreements: dict[str, UUID] = {}
        self.judgements: dict[tuple[str, str], UUID] = {}
        self.cursors: list[str] = []
        self._clock: dict[str, dt.datetime] = {}

    def carry_out(self, history, commands):
        seen = [c.name for c in history.commands if c.name not in history.left_out]
        for command in commands:
            if command.of or command.what in CHARTER:
                self.run_jobs()  # what a command speaks of has to be there, and what is on its way has arrived
            moment = BEGINNING + dt.timedelta(minutes=7 * int(command.name[:2]))
            with seeded(f"{command.by}:{command.name}", moment):
                getattr(self, f"_{command.what}")(command, moment)
            if command.name in history.idle_after:
                self.run_jobs()
            if command.name in seen[:: max(1, len(seen) // 2)]:
                self.run_jobs()  # when a job runs is outside the proof
                self._keep_cursor(history.probe)
        self.run_jobs()
        if history.is_published:
            self._publish()

    def officer(self, member):
        return Way.viewers[member]

    def member(self, member):
        return store.service_viewer(MemberId(member))

    def run_jobs(self):
        trade = Trade.of_all_rooms()
        jobs = {name: self._seeded(name, job) for name, job in trade.jobs.items()}
        run_until_idle(replace(trade, jobs=jobs))

    def _seeded(self, name, job):
        def run(**arguments):
            moment = JOBS_RUN_AT
            if name == "unpack_item":
                moment = self._clock.get(arguments.get("record"), JOBS_RUN_AT)
            with seeded(f"{name}:{sorted(arguments.items())}", moment):
                job(**arguments)

        return run

    def _keep_cursor(self, probe):
        """As a page that was opened then asks for news."""
        self.cursors.append(share.situation(self.member(probe), SituationFilter(), limit=1).cursor)

    def _publish(self):
        """Every log is published and witnessed as far as it goes: its size is known here and may show nowhere."""
        with psycopg.connect(self.connections.admin) as admin:
            admin.execute(
                "INSERT INTO diwan.log_witness (name, vkey, is_operators, is_demonstration, answered_at)"
                " VALUES ('far', 'far+key', false, false, %s)",
                [PAGES_AT],
            )
            admin.execute(
                "INSERT INTO diwan.log_state (member, origin, size, root, published_at, witnessed_size, witnessed_at,"
                " cosigned_by, held_by_operator) SELECT h.member, h.member, h.seq, h.head, %(at)s, h.seq, %(at)s,"
                " '{far}', false FROM diwan.log_head h",
                {"at": PAGES_AT},
            )
