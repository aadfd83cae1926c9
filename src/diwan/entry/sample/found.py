"""Play the sample's story through the front doors, under a staged clock."""

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from diwan import charter, gather, ledger, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RoomId, SourceId
from diwan.core.labels import Reliability, Tlp
from diwan.core.languages import FOUR
from diwan.core.viewer import Viewer
from diwan.entry.sample.activities import plan
from diwan.entry.sample.agreements import acts
from diwan.entry.sample.briefs import brief_acts, publish_for_the_centre
from diwan.entry.sample.calls import telephone
from diwan.entry.sample.duty import keep_log
from diwan.entry.sample.incidents import met_in_the_air
from diwan.entry.sample.notices import tell
from diwan.entry.sample.recommendations import advise
from diwan.entry.sample.register import keep_register
from diwan.entry.sample.sources import SOURCES
from diwan.entry.sample.tasks import ask
from diwan.entry.worker import run_until_idle
from diwan.entry.worker.idle import take_over
from diwan.entry.worker.perform import Trade

FILED_AFTER = dt.timedelta(minutes=17)  # a desk reads, chooses who may read it, and files


def found_sample(
    keys: ledger.KeyStore, told: Callable[[int, int], None] = lambda *_: None, *, witness_policy: str = ""
) -> None:
    """Found the centre, add the members' sources, file every report in the order of its publication, with the agreements
    of those weeks between them. A founding that was broken off goes on where it stopped; `told` may raise to break it off."""
    real = springs.now
    try:
        charter.found_sample_centre(keys, witness_policy=witness_policy)
        reports = sorted(_reports(), key=lambda report: report["at"])
        take_over()
        newest, trade, sources = _newest_record(), _without_pictures(), dict[tuple[str, str], SourceId]()
        waiting = [*acts(), *brief_acts()]
        for done, report in enumerate(reports, start=1):
            while waiting and waiting[0].at <= report["at"]:
                with _clock(max(waiting[0].at, newest)):
                    waiting.pop(0).does()
            with _clock(max(report["at"] + FILED_AFTER, newest)):  # no log goes back in time
                _file(report, sources)
                run_until_idle(trade)
            told(done, len(reports))
        with _clock(max(reports[-1]["at"] + FILED_AFTER, newest)):
            Trade.of_all_rooms().jobs["refresh_waiting"]()
            run_until_idle()
        springs.now = real
        publish_for_the_centre()
        advise()
        ask()
        plan()
        tell()
        telephone()
        keep_log()
        keep_register()
        met_in_the_air()
        run_until_idle()  # notices are delivered
    finally:
        springs.now = real


def _file(report: dict[str, Any], sources: dict[tuple[str, str], SourceId]) -> None:
    viewer = store.service_viewer(MemberId(report["by"]))
    key = (report["by"], report["source"])
    if key not in sources:
        sources[key] = _known_source(viewer, report["source"]) or _add_source(viewer, report["source"])
    gather.receive(viewer, _arrival(report, sources[key]))


def _newest_record() -> dt.datetime:
    """Of a founding that was broken off: what it left in the queue is filed after what it filed."""
    with store.as_worker(write=False) as tx:
        newest: dt.datetime = tx.value("SELECT max(at) FROM diwan.record")
        return newest


def _without_pictures() -> Trade:
    """Each member's picture is made once, of all reports, and not seventy times: reports stay due until then."""
    every = Trade.of_all_rooms()
    return Trade({**every.jobs, "refresh_picture": lambda **_: None}, every.gave_up)


def is_founded() -> bool:
    with store.as_worker() as tx:
        return bool(tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"))


@contextmanager
def _clock(moment: dt.datetime) -> Iterator[None]:
    """The process's clock runs on from `moment`, so that later records are later."""
    started, before = dt.datetime.now(dt.UTC), springs.now
    springs.now = lambda: moment + (dt.datetime.now(dt.UTC) - started)
    try:
        yield
    finally:
        springs.now = before


def _reports() -> list[dict[str, Any]]:
    """The four files as one list; a report may take its text from another, as outlets do."""
    reports: list[dict[str, Any]] = []
    for language in FOUR:
        text = (files(__package__) / f"reports_{language.value}.toml").read_text("utf-8")
        reports += [report | {"language": language.value} for report in tomllib.loads(text)["report"]]
    texts = {report["key"]: report.get("text", "").strip() for report in reports}
    for report in reports:
        if "text_of" in report:
            paragraphs = texts[report["text_of"]].split("\n\n")
            if report.get("drop_last_paragraph"):
                paragraphs = paragraphs[:-1]
            parts = (
                report.get("prefix", "").strip(),
                "\n\n".join(paragraphs),
                report.get("suffix", "").strip(),
            )
            report["text"] = "\n\n".join(part for part in parts if part)
    return reports


def _known_source(viewer: Viewer, key: str) -> SourceId | None:
    """Of a founding that was broken off."""
    return next((s.id for s in gather.sources(viewer) if s.name == SOURCES[key][0]), None)


def _add_source(viewer: Viewer, key: str) -> SourceId:
    name, kind, reliability = SOURCES[key]
    return gather.add_source(
        viewer,
        gather.NewSource(
            name=name,
            kind=kind,
            reliability=Reliability(reliability),
            reach=gather.Reach(whole_centre=kind != "form"),
            every_seconds=None,
        ),
    )


def _arrival(report: dict[str, Any], source: SourceId) -> gather.Arrival:
    body = {
        "id": report["key"],
        "title": report["title"],
        "text": report["text"].strip(),
        "published": report["at"].isoformat(),
        "outlet": report["outlet"],
        "language": report["language"],
    }
    return gather.Arrival(
        raw=gather.Raw(
            name=f"{report['key']}.json",
            data=json.dumps(body, ensure_ascii=False).encode(),
            media_type="application/json",
            arrived_at=springs.now(),
            outlet=report["outlet"],
            published=report["at"],
        ),
        way="form" if SOURCES[report["source"]][1] == "form" else "upload",
        reach=_reach(report),
        source=source,
        key=report["key"],
    )


def _reach(report: dict[str, Any]) -> gather.Reach:
    tlp = Tlp[report.get("tlp", "AMBER")]
    to = report["to"]
    if to == "centre":
        return gather.Reach(whole_centre=True, tlp=tlp)
    if to == "own":
        return gather.Reach(tlp=tlp)
    if isinstance(to, str):
        return gather.Reach(rooms=(RoomId(to.removeprefix("room:")),), tlp=tlp)
    return gather.Reach(members=tuple(MemberId(member) for member in to), tlp=tlp)
