"""Everything derived can be rebuilt: the whole house, from bytes to every member's picture."""

import datetime as dt

import psycopg

from diwan import gather
from diwan.core.ids import MemberId, RoomId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle

PUBLISHED = dt.datetime(2015, 10, 3, 9, 0, tzinfo=dt.UTC)
REPORTS = (
    (
        "iraq",
        "flood.txt",
        "The water board said on Saturday that the bridge at Mosul was closed by a flood.",
        {"whole_centre": True},
    ),
    (
        "iran",
        "سیل.txt",
        "سازمان آب روز شنبه اعلام کرد که پل موصل بر اثر سیل بسته شد.",
        {"members": (MemberId("iraq"),)},
    ),
    (
        "russia",
        "мост.txt",
        "Управление порта опровергло в субботу сообщения о закрытии моста в Мосуле.",
        {"rooms": (RoomId("damascus"),)},
    ),
    ("syria", "جسر.txt", "نفت وزارة النقل يوم السبت إغلاق الجسر في الموصل.", {}),
    ("iraq", "empty.txt", "", {}),
)
# Counts changes of the picture rather than being it.
COUNTERS = {"picture_state", "picture_due"}


def dump(database):
    tables = {*wiring.projection_tables(), *wiring.derived_tables()} - COUNTERS
    with psycopg.connect(database.admin) as admin:
        return {
            table: [row[0] for row in admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY t::text")]
            for table in sorted(tables)
        }


def test_tables_after_a_rebuild_are_the_tables_before(database, viewer_of):
    for member, name, text, reach in REPORTS:
        raw = gather.Raw(name, text.encode(), published=PUBLISHED, arrived_at=PUBLISHED)
        gather.receive(viewer_of(member), gather.Arrival(raw, "upload", gather.Reach(**reach)))
    copied = gather.Raw("copy.txt", REPORTS[0][2].encode(), published=PUBLISHED, arrived_at=PUBLISHED)
    gather.receive(viewer_of("syria"), gather.Arrival(copied, "paste", gather.Reach(whole_centre=True)))
    run_until_idle()
    before = dump(database)
    assert len(before["report"]) == 5
    assert any("set_aside" in row for row in before["item_state"])
    assert before["annotation"]
    assert before["event"]

    wiring.rebuild()
    run_until_idle()
    after = dump(database)
    assert [table for table in before if before[table] != after[table]] == []
