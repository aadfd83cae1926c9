"""Two worlds that differ only in what one member may not read.

A world is a database of its own in which commands are carried out: filing, judging, narrowing, recalling. Ids,
randomness and time are seeded by member and command, so that what is alike in two worlds is alike byte for byte.
"""

import datetime as dt
import hashlib
import itertools
import json
import random
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import psycopg

from diwan import gather, ledger, share, store
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.clock import springs
from diwan.core.codec import to_json
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle
from diwan.entry.worker.perform import Trade
from diwan.process.recall_report import recall_report
from diwan.share.views import ReportFilter, SituationFilter

MEMBERS = ("iran", "iraq", "russia", "syria")
BEGINNING = dt.datetime(2019, 3, 11, 6, 0, tzinfo=dt.UTC)
JOBS_RUN_AT = dt.datetime(2019, 4, 1, 6, 0, tzinfo=dt.UTC)

# What is told, so that hidden and visible reports copy, contradict and join one another.
TEXTS = (
    (
        "River rises at Mosul\n\nThe water board said on Monday that a flood had closed the old bridge in "
        "Mosul and that 400 families had left their homes. Boats from the harbour carried bread and "
        "blankets to the eastern bank until night."
    ),
    (
        "Harbour news\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul "
        "and that 400 families had left their homes. Boats from the harbour carried bread and blankets "
        "to the eastern bank until night."
    ),
    (
        "No flood at the bridge\n\nThe ministry of transport denied on Monday that a flood had closed the "
        "old bridge in Mosul."
    ),
    (
        "فيضان في الموصل\n\nأعلنت هيئة المياه يوم الاثنين أن الفيضان أغلق الجسر القديم في الموصل وأن 450 "
        "عائلة غادرت منازلها."
    ),
    (
        "Наводнение в Мосуле\n\nМинистерство транспорта в понедельник опровергло сообщения о том, что "
        "старый мост в Мосуле закрыт из-за наводнения."
    ),
    (
        "سیل در موصل\n\nوزارت نیرو روز دوشنبه اعلام کرد که سیل پل قدیمی موصل را بست و ۴۰۰ خانواده "
        "خانه‌های خود را ترک کردند."
    ),
    (
        "Convoy for Aleppo\n\nThe ministry of health said on Tuesday that a convoy of 30 lorries with "
        "medicine had reached Aleppo."
    ),
    (
        "Колонна в Алеппо\n\nМинистерство здравоохранения сообщило во вторник, что колонна из 25 "
        "грузовиков прибыла в Алеппо."
    ),
    "A flood on Sunday killed three people in Kirkuk, the governor said.",
)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Command:
    """`what` is file, judge, narrow, widen or recall; all but the first name the command that filed the report."""

    name: str
    what: str
    by: str
    to: tuple[str, ...] = ()
    text: int = 0
    of: str = ""
    outlet: str = ""
    verdict: Verdict = Verdict.REJECTED

    @property
    def readers(self):
        return {self.by, *self.to}


def case(seed, probe):
    """Some commands that the probe may read of, some that it may not, shuffled together."""
    draw, others = random.Random(seed), tuple(member for member in MEMBERS if member != probe)
    commands, filed = [], []
    for number in range(draw.randint(7, 11)):
        is_visible = draw.random() < 0.55
        by = draw.choice(MEMBERS if is_visible else others)
        to = {*draw.sample(others, draw.randint(0, 2))} - {by}
        if is_visible and by != probe:
            to.add(probe)
        command = Command(
            f"file-{number}",
            "file",
            by,
            tuple(sorted(to)),
            draw.randrange(len(TEXTS)),
            outlet=draw.choice(("", "Wire")),
        )
        commands.append(command)
        filed.append(command)
        if draw.random() < 0.5:
            commands += follow_up(draw, number, draw.choice(filed), probe)
    return commands


def follow_up(draw, number, about, probe):
    name, others = f"then-{number}", tuple(member for member in MEMBERS if member != probe)
    what = draw.choice(("judge", "judge", "recall", "narrow", "widen"))
    if what == "judge":
        by = draw.choice(sorted(about.readers))
        to = tuple(about.readers) if draw.random() < 0.5 else ()
        verdict = draw.choice((Verdict.REJECTED, Verdict.CONFIRMED))
        return [Command(name, what, by, to, of=about.name, verdict=verdict)]
    if what == "recall":
        return [Command(name, what, about.by, about.to, of=about.name)]
    # A hidden report stays hidden, a visible one visible: otherwise the probe is told something.
    to = {*draw.sample(others, draw.randint(0, 2))} | ({probe} & about.readers)
    return [Command(name, what, about.by, tuple(sorted(to - {about.by})), of=about.name)]


def valid(commands):
    """Without commands about what was recalled, or that speak as somebody who reads it no more."""
    readers, kept = {}, []
    for command in commands:
        if command.what == "file":
            readers[command.name] = command.readers
        elif command.of not in readers or command.by not in readers[command.of]:
            continue
        kept.append(command)
        if command.what == "recall":
            del readers[command.of]
        elif command.what in ("narrow", "widen"):
            readers[command.of] = command.readers
    return kept


@dataclass
class World:
    connections: object
    items: dict = field(default_factory=dict)
    clock: dict = field(default_factory=dict)

    def viewer(self, member):
        return store.service_viewer(MemberId(member))

    def report_of(self, name, member):
        with store.acting_as(self.viewer(member)) as tx:
            return tx.value("SELECT report FROM diwan.report WHERE item = %s", [self.items[name]])

    def carry_out(self, command, moment):
        with seeded(f"{command.by}:{command.name}", moment):
            getattr(self, f"_{command.what}")(command, moment)

    def _file(self, command, moment):
        members = tuple(map(MemberId, command.to))
        raw = gather.Raw(
            "note.txt",
            TEXTS[command.text].encode(),
            published=moment,
            arrived_at=moment,
            outlet=command.outlet,
        )
        item = gather.receive(self.viewer(command.by), gather.Arrival(raw, "upload", gather.Reach(members)))
        self.items[command.name] = item
        self.clock[str(item)] = moment

    def _judge(self, command, _moment):
        report = self.report_of(command.of, command.by)
        with store.acting_as(self.viewer(command.by)) as tx:
            row = tx.one("SELECT reading FROM diwan.annotation WHERE report = %s", [report])
        for kind, values in ((ValueKind.PLACE, "places"), (ValueKind.CLAIM, "claims")):
            for value in (row or {"reading": {}})["reading"].get(values, ())[:1]:
                judge_value(
                    self.viewer(command.by), report, kind=kind, span=(value["start"], value["end"]), verdict=command.verdict,
                    to_readers=bool(command.to),
                )  # fmt: skip

    def _narrow(self, command, _moment):
        self._relabel(command, "label.narrowed")

    def _widen(self, command, _moment):
        self._relabel(command, "label.widened")

    def _relabel(self, command, kind):
        relabel(self.viewer(command.by), self.report_of(command.of, command.by), kind, command.readers)

    def _recall(self, command, _moment):
        recall_report(self.viewer(command.by), self.report_of(command.of, command.by))

    def run_jobs(self):
        trade = Trade.of_all_rooms()
        run_until_idle(
            replace(trade, jobs={name: self._seeded(name, job) for name, job in trade.jobs.items()})
        )

    def _seeded(self, name, job):
        def run(**arguments):
            moment = (
                self.clock.get(arguments.get("record"), JOBS_RUN_AT) if name == "unpack_item" else JOBS_RUN_AT
            )
            with seeded(f"{name}:{sorted(arguments.items())}", moment):
                job(**arguments)

        return run


def relabel(viewer, report, kind, readers):
    """As the originator, past the use case: a history may name readers that it would refuse."""
    with store.acting_as(viewer, write=True) as tx:
        body = {"members": sorted(readers), "tlp": "TLP:AMBER"}
        ledger.append(tx, kind, body, label=Label(frozenset({viewer.member})), refs=[report])


@contextmanager
def seeded(seed, moment):
    """Randomness from the seed alone, time as given."""
    drawn = itertools.count()

    def token_bytes(size):
        return hashlib.shake_256(f"{seed}:{next(drawn)}".encode()).digest(size)

    before = springs.token_bytes, springs.now
    springs.token_bytes, springs.now = token_bytes, lambda: moment
    try:
        yield
    finally:
        springs.token_bytes, springs.now = before


@contextmanager
def world(server, commands, *, idle_after=()):
    """A database in which the commands were carried out in order; the worker runs after those named, and at the end."""
    name = f"diwan_world_{next(_numbers)}"
    with psycopg.connect(server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE diwan OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")
        try:
            connections = server.to_database(name)
            store.use(connections)
            made = World(connections)
            for command in commands:
                if command.what != "file":
                    made.run_jobs()  # what a command speaks of has to be there
                made.carry_out(command, BEGINNING + dt.timedelta(minutes=moment_of(command)))
                if command.name in idle_after:
                    made.run_jobs()
            made.run_jobs()
            yield made
        finally:
            store.leave()
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def moment_of(command):
    """Minutes; by the command's own name, so that leaving another out moves nothing."""
    return int(command.name.split("-")[1]) * 7


def everything_shown(viewer: Viewer, as_of=None, hidden=()):
    """Every answer of `share` to one viewer, as text."""
    shown = {}

    def keep(name, ask, *arguments, **named):
        try:
            shown[name] = json.dumps(
                to_json(ask(viewer, *arguments, **named)), ensure_ascii=False, default=str
            )
        except NotVisible:
            shown[name] = "not visible"

    texts = ("", "Mosul", "الموصل", "Мосул", "harbour", "flood")
    for text in texts:
        keep(
            f"situation {text}", share.situation, SituationFilter(text=text, as_of=as_of), last_look=BEGINNING
        )
        keep(f"reports {text}", share.reports, ReportFilter(text=text, as_of=as_of))
    keep("first page", share.situation, SituationFilter(as_of=as_of), limit=1)
    keep("first reports", share.reports, ReportFilter(as_of=as_of), limit=1)
    keep("news", share.changes_since, share.situation(viewer, SituationFilter()).cursor)
    with store.acting_as(viewer) as tx:
        reports = [row["report"] for row in tx.rows("SELECT report FROM diwan.report ORDER BY report")]
        items = [row["item"] for row in tx.rows("SELECT item FROM diwan.item ORDER BY item")]
    for report in sorted({*reports, *hidden}):
        keep(f"report {report}", share.report, report, as_of=as_of)
    for item in sorted({*items, *hidden}):
        keep(f"evidence {item}", share.evidence, item)
    for card in share.situation(viewer, SituationFilter(as_of=as_of)).events.rows:
        keep(f"event {card.id}", share.event, card.id, as_of=as_of)
    return shown
