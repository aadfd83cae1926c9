"""What can happen to reports: filed, held, dated, protected, answered, relabelled, recalled, corrected."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

from diwan import gather, share, store
from diwan.analyse.judge import judge_value, withdraw_judgement
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.core.protection import Exactness, Identity, Protection
from diwan.ledger import receipts
from diwan.process.ask_originator import Wish, ask_originator
from diwan.process.change_release import change_date, stop_release
from diwan.process.file_protected import file_protected
from diwan.process.protection import Point
from diwan.process.recall_report import recall_report
from diwan.process.supersede_report import supersede_report
from noninterference.history import MEMBERS
from worlds import TEXTS, relabel

FAR_AHEAD = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)  # no queue of today comes to it
WITHHELD = Protection(Identity.DESCRIBED, "somebody at the river", Exactness.TEN_KM)


class OfReports:
    """By `Centre`, which knows who acts and where the item of a command is kept."""

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

    def _protect(self, command, moment):
        """What its readers get is a report of its own: by an officer, or by the worker of what a protected source brings."""
        name = f"Zymurgist {command.name[:2]}"
        arrival = self._arrival(command, moment, "form")
        arrival = replace(arrival, raw=replace(arrival.raw, outlet=name))
        if command.choice % 2:
            point = Point(33.31416, 44.42718) if command.choice % 3 else None
            item = file_protected(self.officer(command.by), arrival, WITHHELD, point)
        else:
            source = gather.NewSource(name, "form", reach=arrival.reach, protection=WITHHELD)
            source = gather.add_source(self.officer(command.by), source)
            arrival = replace(arrival, way="feed", source=source, key=command.name, reach=None)
            item = gather.receive(self.member(command.by), arrival)
            self._keep_item(command, item, moment)
            self.run_jobs()
            item = self._what_is_shown(command.by, item)
        self._keep_item(command, item, moment)

    def _what_is_shown(self, member, item):
        """The item itself where it is for nobody else."""
        shorter = """SELECT s.item FROM diwan.tearline t JOIN diwan.report w ON w.report = t.whole
            JOIN diwan.report s ON s.report = t.shorter WHERE w.item = %s"""
        with store.acting_as(self.member(member)) as tx:
            return tx.value(shorter, [item]) or item

    def _undo(self, command, moment):
        others = tuple(each for each in MEMBERS if each != command.by)
        self._hold(replace(command, to=command.to or others[:1]), moment)
        gather.undo(self.officer(command.by), self.items[command.name])

    def _set_aside(self, command, moment):
        raw = gather.Raw("empty.txt", b"", published=moment, arrived_at=moment)
        self._keep_item(
            command, gather.receive(self.member(command.by), gather.Arrival(raw, "upload")), moment
        )

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

    def _ask(self, command, _moment):
        viewer, report = self.officer(command.by), self.report_of(command.of, command.by)
        with suppress(BadInput):  # nothing wider is left to ask for
            ask_originator(viewer, report, Wish(frozenset(), Tlp.GREEN), command.name)
