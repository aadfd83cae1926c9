"""A centre with a small story in four languages, filed once a module: tests of what is shown read it."""

import datetime as dt
from dataclasses import dataclass, field

import psycopg
import pytest

from diwan import gather, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle

FIRST = dt.datetime(2019, 3, 11, 6, 0, tzinfo=dt.UTC)


@dataclass
class Centre:
    """Files as a member's own service, an hour a report, and runs every job that follows."""

    at: dt.datetime = FIRST
    reports: dict = field(default_factory=dict)  # name -> report id

    def viewer(self, member: str) -> Viewer:
        return store.service_viewer(MemberId(member))

    def officer(self, member: str) -> Viewer:
        with psycopg.connect(store.in_use().door) as door:
            officer, token = door.execute(
                "SELECT id, diwan.issue_viewer_token(id, '1 hour') FROM diwan.officers_for_sign_in()"
                " WHERE member = %s ORDER BY sign_in LIMIT 1",
                [member],
            ).fetchone()
        return Viewer(MemberId(member), officer, token)

    def file(self, name, member, text, *, outlet="", run=True, published=None, way="upload", **reach):
        self.at += dt.timedelta(hours=1)
        before = springs.now
        springs.now = lambda: self.at
        try:
            raw = gather.Raw(
                f"{name}.txt",
                text.encode(),
                published=published or self.at,
                arrived_at=self.at,
                outlet=outlet,
            )
            members = tuple(MemberId(m) for m in reach.pop("members", ()))
            arrival = gather.Arrival(raw, way, gather.Reach(members=members, **reach))
            item = gather.receive(self.viewer(member), arrival)
            if run:
                run_until_idle()
                with store.acting_as(self.viewer(member)) as tx:
                    self.reports[name] = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
            return item
        finally:
            springs.now = before


def story(centre: Centre) -> None:
    everybody = {"whole_centre": True}
    centre.file(
        "flood", "iraq",
        "River rises at Mosul\n\nThe water board said on Monday that a flood had closed the old bridge in Mosul and"
        " that 400 families had left their homes.",
        outlet="Harbour Wire", **everybody,
    )  # fmt: skip
    centre.file(
        "flood-ar", "syria",
        "فيضان في الموصل\n\nأعلنت هيئة المياه يوم الاثنين أن الفيضان أغلق الجسر القديم في الموصل وأن 400 عائلة غادرت منازلها.",
        outlet="وكالة الساحل", **everybody,
    )  # fmt: skip
    centre.file(
        "flood-ru", "russia",
        "Наводнение в Мосуле\n\nМинистерство транспорта в понедельник опровергло сообщения о том, что старый мост в Мосуле"
        " закрыт из-за наводнения.",
        outlet="Портовый вестник", **everybody,
    )  # fmt: skip
    centre.file(
        "convoy-fa", "iran",
        "کاروان دارو\n\nوزارت بهداشت اعلام کرد که یک کاروان دارو روز سه‌شنبه وارد حلب شد.",
        outlet="روزنامه کرانه", **everybody,
    )  # fmt: skip
    centre.file(
        "flood-copy", "iran",
        "The water board said on Monday that a flood had closed the old bridge in Mosul and"
        " that 400 families had left their homes.",
        outlet="Café Matin", **everybody,
    )  # fmt: skip
    centre.file(
        "talks", "iraq",
        "Secret talks in Basra\n\nThe ministry of transport said on Wednesday that talks about the port of Basra would begin.",
        outlet="Harbour Wire", members=("iran",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def centre(database_server):
    name = "diwan_story"
    with psycopg.connect(database_server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE diwan OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")
        store.use(database_server.to_database(name))
        told = Centre()
        story(told)
        yield told
        store.leave()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_centre(database, clock):
    """A centre of this test alone, on a day of Iraq's first term, by Python's clock and the database's."""
    at = clock("2015-11-02T06:00:00Z")
    store.use(database)
    return Centre(at - dt.timedelta(days=3))
