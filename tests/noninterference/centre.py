"""A centre in a database of its own, in which a history is carried out.

Time and randomness are seeded by command and job (`worlds.seeded`); sessions, tokens and Django's tables come with
the template, so that both worlds have the same ones.
"""

import datetime as dt
import itertools
import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from uuid import UUID

import psycopg

from diwan import charter, gather, share, store
from diwan.analyse.judge import judge_value, withdraw_judgement
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.charter.agreement_words import AgreementText, NoticeRules
from diwan.charter.agreements import propose_agreement, sign_agreement
from diwan.charter.change_charter import Matter, admit, propose, sign_change, suspend
from diwan.charter.words import Party
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.coordinate.recommendations import Readers, Wording, amend, answer, recommend, withdraw
from diwan.coordinate.task_words import TaskStep
from diwan.coordinate.tasks import Answered, answer_task, close_task, open_task
from diwan.coordinate.tasks import Wording as Asked
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle
from diwan.entry.worker.perform import Trade
from diwan.ledger import receipts
from diwan.process.ask_originator import Wish, ask_originator
from diwan.process.change_release import change_date, stop_release
from diwan.process.recall_report import recall_report
from diwan.process.supersede_report import supersede_report
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish
from diwan.share.views import SituationFilter
from noninterference.history import CHARTER, MEMBERS
from worlds import BEGINNING, JOBS_RUN_AT, TEXTS, relabel, seeded

FAR_AHEAD = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)  # no queue of today comes to it
PAGES_AT = JOBS_RUN_AT + dt.timedelta(hours=3)
TEMPLATE = "diwan_proof"
_numbers = itertools.count(1)
NAMES = {"en": "Someone", "ar": "شخص", "fa": "کسی", "ru": "Некто"}


class Way:
    """How an officer of each member comes in: the session of the pages and a program's token, made in the template."""

    viewers: dict[str, Viewer] = {}  # noqa: RUF012  filled once a session
    sessions: dict[str, str] = {}  # noqa: RUF012
    tokens: dict[str, str] = {}  # noqa: RUF012


def make_template(server):
    """With Django's tables, and every member's first officer signed in."""
    _create(server, TEMPLATE, "diwan")
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


def _create(server, name, template):
    with psycopg.connect(server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")


@contextmanager
def centre(server, *, template=TEMPLATE):
    """An empty centre in use by this process; the database's clock stands on the day of the pages."""
    name, before = f"diwan_proof_{next(_numbers)}", os.environ.get("PGOPTIONS")
    _create(server, name, template)
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


class Centre:
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

    # --- what can happen ------------------------------------------------------------------------------------------

    def report_of(self, name, member):
        with store.acting_as(self.member(member)) as tx:
            return tx.value(
                "SELECT report FROM diwan.report WHERE item = %s ORDER BY report", [self.items[name]]
            )

    def _arrival(self, command, moment, way="upload"):
        text = TEXTS[command.choice % len(TEXTS)]
        outlet = "Wire" if command.choice % 2 else ""
        raw = gather.Raw("note.txt", text.encode(), published=moment, arrived_at=moment, outlet=outlet)
        is_for_all = len(command.to) == len(MEMBERS) - 1
        reach = (
            gather.Reach(whole_centre=True) if is_for_all else gather.Reach(tuple(map(MemberId, command.to)))
        )
        return gather.Arrival(raw, way, reach)

    def _keep_item(self, command, item, moment):
        self.items[command.name] = item
        self._clock[str(item)] = moment

    def _file(self, command, moment):
        self._keep_item(
            command, gather.receive(self.member(command.by), self._arrival(command, moment)), moment
        )

    def _hold(self, command, moment):
        arrival = self._arrival(command, moment, "form")
        item = gather.receive(self.officer(command.by), arrival, held=True)
        self._keep_item(command, item, moment)

    def _date(self, command, moment, release_at=None):
        """With a date that comes before the jobs run for the last time, or with another one."""
        arrival = self._arrival(command, moment, "form")
        if command.to:
            at = release_at or moment + dt.timedelta(hours=1)
            arrival = replace(arrival, reach=replace(arrival.reach, release_at=at))
        item = gather.receive(self.officer(command.by), arrival, held=True)
        self._keep_item(command, item, moment)

    def _wait(self, command, moment):
        self._date(command, moment, FAR_AHEAD)

    def _move(self, command, _moment):
        if held := self._waits(command):
            change_date(self.officer(command.by), held.record, FAR_AHEAD + dt.timedelta(days=1))

    def _stay(self, command, _moment):
        if held := self._waits(command):
            stop_release(self.officer(command.by), held.record)

    def _waits(self, command):
        found = gather.release_of(self.officer(command.by), self.report_of(command.of, command.by))
        return found["held"] if found else None

    def _undo(self, command, moment):
        self._hold(replace(command, to=command.to or (_other(command.by),)), moment)
        gather.undo(self.officer(command.by), self.items[command.name])

    def _set_aside(self, command, moment):
        raw = gather.Raw("empty.txt", b"", published=moment, arrived_at=moment)
        self._keep_item(
            command, gather.receive(self.member(command.by), gather.Arrival(raw, "upload")), moment
        )

    def _source(self, command, _moment):
        source = gather.NewSource(f"Desk {command.name}", "upload")
        self.sources[command.name] = gather.add_source(self.officer(command.by), source)

    def _appoint(self, command, _moment):
        officer = charter.appoint(
            self.officer(command.by), NAMES, language="en", roles=("analyst",), sign_in=f"o{command.name[:2]}"
        )
        self.officers[command.name] = officer
        if command.choice % 2:
            charter.dismiss_officer(self.officer(command.by), officer)
        else:
            charter.invite(self.officer(command.by), officer, is_recovery=False)

    def _rule(self, command, _moment):
        rule = charter.MemberRule(analysts_release=bool(command.choice % 2))
        charter.set_rule(self.officer(command.by), rule)

    def _suspend(self, command, _moment):
        self._change(command, lambda tx: suspend(tx, MemberId(command.to[0]), reason=command.name))

    def _admit(self, command, _moment):
        party = Party(MemberId(f"guest-{command.name[:2]}"), "observer", NAMES)
        self._change(command, lambda tx: admit(tx, party, reason=command.name))

    def _amend(self, command, _moment):
        def say(tx):
            text = charter.text_in_force(tx)
            names = {"en": f"Centre {command.name[:2]}", "ar": "مركز", "fa": "مرکز", "ru": "Центр"}
            return propose(tx, text | {"names": names}, Matter.AMENDMENT, reason=command.name)

        self._change(command, say)

    def _change(self, command, say):
        """Proposed by one and signed by all whose signature still counts, or, for odd choices, by none."""
        with store.acting_as(self.officer(command.by), write=True) as tx:
            sha256 = say(tx).body["sha256"]
            out = tx.value("SELECT diwan.shut_out()")
        if command.choice % 2 and command.what != "suspend":
            return
        for member in MEMBERS:
            if member not in (command.by, *out, *command.to):
                with store.acting_as(self.officer(member), write=True) as tx:
                    sign_change(tx, sha256)

    def _judge(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        with store.acting_as(viewer) as tx:
            row = tx.one("SELECT reading FROM diwan.annotation WHERE report = %s", [report])
        values = (row or {"reading": {}})["reading"].get("places", ())
        if not values:
            return
        value = values[command.choice % len(values)]
        self.judgements[command.by, command.of] = judge_value(
            viewer, report, kind=ValueKind.PLACE, span=(value["start"], value["end"]),
            verdict=Verdict.REJECTED if command.choice % 3 else Verdict.CONFIRMED, to_readers=command.is_shared,
        )  # fmt: skip

    def _withdraw(self, command, _moment):
        if judgement := self.judgements.pop((command.by, command.of), None):
            withdraw_judgement(self.officer(command.by), judgement)

    def _recall(self, command, _moment):
        recall_report(self.officer(command.by), self.report_of(command.of, command.by))

    def _narrow(self, command, _moment):
        self._relabel(command, "label.narrowed")

    def _widen(self, command, _moment):
        self._relabel(command, "label.widened")

    def _relabel(self, command, kind):
        relabel(self.officer(command.by), self.report_of(command.of, command.by), kind, command.readers)

    def _correct(self, command, moment):
        report, arrival = self.report_of(command.of, command.by), self._arrival(command, moment)
        supersede_report(self.officer(command.by), report, arrival, "Put right.")

    def _open(self, command, _moment):
        receipts.leave_trace(self.officer(command.by), self.report_of(command.of, command.by))

    def _done(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        with store.acting_as(viewer) as tx:
            event = tx.value(
                "SELECT event FROM diwan.event_report WHERE report = %s ORDER BY event", [report]
            )
        if event:
            share.mark_done(viewer, event)

    def _agree(self, command, _moment):
        signers = tuple(sorted(map(MemberId, command.readers)))
        text = AgreementText(
            titles={"en": command.name}, subject="Water", text="Sluices open after notice.", signers=signers,
            outside=(), begins_at=BEGINNING, notice=NoticeRules(24, "How much", "The desk"),
        )  # fmt: skip
        self.agreements[command.name] = propose_agreement(
            self.officer(command.by), text, for_the_centre=False
        )
        if command.choice % 2:
            sign_agreement(self.officer(command.to[0]), self.agreements[command.name])

    def _brief(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        readers = tuple(sorted(command.readers))
        draft = Draft(parts=((report,),), title=f"Brief {command.name}", readers=readers)
        publish(viewer, draft)

    def _advise(self, command, moment):
        """To the first of its readers; then, by the choice, answered, asked about, amended or withdrawn."""
        to, *others = map(MemberId, command.to)
        wording = Wording(
            command.name, "Open the sluice.", moment + dt.timedelta(days=300 if command.choice < 6 else 2)
        )
        made = recommend(self.officer(command.by), wording, (to,), Readers(tuple(others)))
        if command.choice in (1, 2):
            answer(self.officer(to), made, made, AdviceAnswer.RESERVES, "After the harvest.")
        elif command.choice == 3:
            answer(self.officer(to), made, made, AdviceAnswer.ASKS, "How high is the water?")
        elif command.choice == 4:
            amend(self.officer(command.by), made, replace(wording, text="Open it at noon."))
        elif command.choice == 5:
            withdraw(self.officer(command.by), made, "It did not rain.")

    def _request(self, command, moment):
        """Of the first of its readers; then, by the choice, taken on, done, handed on or closed."""
        to, *others = map(MemberId, command.to)
        wording = Asked(
            command.name, "Read the gauge.", moment + dt.timedelta(days=2 if command.choice % 2 else 300)
        )
        made = open_task(self.officer(command.by), wording, (to,), others)
        if command.choice in (1, 2):
            answer_task(self.officer(to), made, Answered(TaskStep.ACCEPTED, holder="The desk"))
        elif command.choice == 3:
            answer_task(self.officer(to), made, Answered(TaskStep.DONE, "Two metres."))
        elif command.choice == 4 and others:
            answer_task(self.officer(to), made, Answered(TaskStep.HANDED_ON, passed_to=others[0]))
        elif command.choice == 5:
            close_task(self.officer(command.by), made)

    def _ask(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        with suppress(BadInput):  # nothing wider is left to ask for
            ask_originator(viewer, report, Wish(frozenset(), Tlp.GREEN), command.name)


def _other(member):
    return next(each for each in MEMBERS if each != member)
