"""The director's powers begin and end with the term by themselves; a handover is signed by both sides; functions are filled."""

import datetime as dt

import pytest

from diwan import charter, ledger, store
from diwan.charter.change_charter import swap_terms, withdraw
from diwan.charter.functions import fill_function, functions
from diwan.charter.handover import (
    NotYetOpen,
    OtherText,
    SignedAlready,
    handover,
    handovers,
    sign_handover,
    write_handover,
)
from diwan.charter.preside import (
    MeetingIncomplete,
    NoSuchRoomOfYours,
    NotItsTerm,
    NotTheDirector,
    call_off,
    convene,
    meetings,
    name_director,
    named_director,
    set_order,
)
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring

MIDNIGHT = "2015-12-25T21:00:00Z"  # in Baghdad, where Iraq's term passes to Iran
A_SECOND_BEFORE = "2015-12-25T20:59:59Z"
MEETING_AT = dt.datetime(2016, 1, 10, 7, tzinfo=dt.UTC)
EVERYBODY = Label(frozenset(map(MemberId, ("iraq", "iran", "russia", "syria"))))


@pytest.fixture
def at(clock, database):
    """Python and the database at once: connections that were open keep their time."""

    def set_to(moment):
        told = clock(moment)
        store.use(database)
        return told

    return set_to


def convened(viewer, **more):
    return convene(
        viewer,
        more.get("title", "State of the dams"),
        more.get("starts_at", MEETING_AT),
        place="Hall two",
        room=more.get("room", ""),
        agenda=("Levels", "Releases"),
    )


def meeting_of(viewer, which):
    with store.acting_as(viewer) as tx:
        return next(each for each in meetings(tx) if each.id == which)


def test_powers_pass_at_midnight_with_nobody_doing_anything(at, viewer_of):
    at(A_SECOND_BEFORE)
    made = convened(viewer_of("iraq"))
    set_order(viewer_of("iraq"), made, ("Levels",))
    for other in ("iran", "russia", "syria"):
        with pytest.raises(NotTheDirector):
            convened(viewer_of(other))
        with pytest.raises(NotTheDirector):
            set_order(viewer_of(other), made, ("Mine",))
    at(MIDNIGHT)
    for act in (
        lambda: convened(viewer_of("iraq")),
        lambda: set_order(viewer_of("iraq"), made, ("Mine",)),
        lambda: call_off(viewer_of("iraq"), made),
    ):
        with pytest.raises(NotTheDirector):
            act()
    set_order(viewer_of("iran"), made, ("Levels", "Handover"))
    found = meeting_of(viewer_of("syria"), made)
    assert (found.member, found.set_by, found.agenda) == ("iraq", "iran", ("Levels", "Handover"))
    call_off(viewer_of("iran"), made, reason="snow")
    assert meeting_of(viewer_of("russia"), made).is_called_off
    with pytest.raises(MeetingIncomplete):
        set_order(viewer_of("iran"), made, ("Too late",))


def test_the_database_asks_at_the_moment_of_writing(at, viewer_of, as_member):
    at(A_SECOND_BEFORE)
    body = {"title": "x", "starts_at": MEETING_AT, "place": "", "room": "", "agenda": []}

    def say(member, kind="meeting.convened", **more):
        with as_member(member, write=True) as tx:
            return ledger.append(tx, kind, body | more, label=EVERYBODY)

    said = say("iraq")
    with pytest.raises(NotAllowed):
        say("iran")
    at(MIDNIGHT)
    with pytest.raises(NotAllowed):
        say("iraq")
    # a row without its record, or one that is dated back into the own term, is refused as well
    copied = (
        "INSERT INTO diwan.meeting (member, record, audience, title, starts_at, place, room, agenda, convened_at)"
        " SELECT member, {}, audience, 'x', starts_at, '', '', agenda, {} FROM diwan.meeting"
    )

    def lay(record, moment):
        with as_member("iraq", write=True) as tx:
            tx.run(copied.format(record, moment))

    for record, moment in (
        ("gen_random_uuid()", "convened_at"),
        (f"'{said.id}'", "convened_at - interval '1 day'"),
    ):
        with pytest.raises(NotAllowed):
            lay(record, moment)
    with store.acting_as(viewer_of("syria")) as tx:
        assert len(meetings(tx)) == 1


def test_an_analyst_of_the_directors_member_convenes_nothing(at, viewer_of, as_member):
    at(A_SECOND_BEFORE)
    with as_member("iraq") as tx:
        own = charter.officers(tx)[1]
    charter.change_officer(viewer_of("iraq"), own.id, names=own.names, language="ar", roles=("analyst",))
    with pytest.raises(NotAllowed):
        convened(viewer_of("iraq", 1))


def test_the_director_reads_what_its_member_reads_and_no_more(at, viewer_of, as_member):
    """Syria's word for Russia alone stays hidden from Iraq before, in and after its term."""
    at("2015-12-25T08:00:00Z")
    with as_member("syria", write=True) as tx:
        label = Label(frozenset({MemberId("syria"), MemberId("russia")}))
        hidden = ledger.append(tx, "note.filed", {"text": "x"}, label=label)
    seen = {}
    for moment in (A_SECOND_BEFORE, MIDNIGHT):
        at(moment)
        for member in ("iraq", "iran"):
            with as_member(member) as tx:
                seen[moment, member] = {
                    row["id"]
                    for row in tx.rows("SELECT id FROM diwan.record WHERE member <> diwan.my_member()")
                }
                assert ledger.record(tx, hidden.id) is None
    assert all(hidden.id not in ids for ids in seen.values())
    for member in ("iraq", "iran"):
        assert seen[A_SECOND_BEFORE, member] == seen[MIDNIGHT, member]


def test_a_meeting_of_a_room_is_there_for_the_room_alone(at, viewer_of):
    at("2016-06-27T08:00:00Z")  # Syria directs; it leads the Damascus room, in which Iraq does not sit
    later = {"starts_at": dt.datetime(2016, 9, 30, tzinfo=dt.UTC)}
    made = convened(viewer_of("syria"), room="damascus", **later)
    with store.acting_as(viewer_of("iraq")) as tx:
        assert meetings(tx) == []
    at("2016-09-27T08:00:00Z")  # Iraq directs, and still may not see it
    for which in (made, RecordId("00000000-0000-4000-8000-000000000000")):
        with pytest.raises(NotVisible):
            set_order(viewer_of("iraq"), which, ("x",))
    with pytest.raises(NoSuchRoomOfYours):
        convened(viewer_of("iraq"), room="damascus", starts_at=dt.datetime(2016, 10, 5, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "more",
    [{"title": " "}, {"starts_at": dt.datetime(2015, 1, 1, tzinfo=dt.UTC)}, {"starts_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}],
)  # fmt: skip
def test_what_is_no_meeting_is_refused(at, viewer_of, more):
    at(A_SECOND_BEFORE)
    with pytest.raises(MeetingIncomplete):
        convened(viewer_of("iraq"), **more)


def test_a_member_names_the_director_for_its_own_terms_alone(at, viewer_of):
    at("2015-12-01T08:00:00Z")
    with store.acting_as(viewer_of("syria")) as tx:
        now, coming = charter.terms(tx, after=1)
    name_director(viewer_of("iraq"), now.starts, "Head of the desk")
    name_director(viewer_of("iran"), coming.starts, "Second secretary")
    for member, starts in (
        ("iran", now.starts),
        ("iraq", coming.starts),
        ("iraq", now.starts + dt.timedelta(days=1)),
    ):
        with pytest.raises(NotItsTerm):
            name_director(viewer_of(member), starts, "Somebody")
    with store.acting_as(viewer_of("russia")) as tx:
        assert named_director(tx, now.member, now.starts) == "Head of the desk"
        assert named_director(tx, coming.member, coming.starts) == "Second secretary"


def the_handover(viewer):
    with store.acting_as(viewer) as tx:
        return handovers(tx, before=0)[0]


def test_both_sides_sign_one_text_each_in_its_own_log(at, viewer_of):
    at("2015-12-11T20:00:00Z")
    key = the_handover(viewer_of("iraq")).key
    with pytest.raises(NotYetOpen):
        write_handover(viewer_of("iraq"), key, done=[0], note="")
    at("2015-12-12T08:00:00Z")
    made = convened(viewer_of("iraq"))
    name_director(viewer_of("iraq"), the_handover(viewer_of("iraq")).outgoing.starts, "Head of the desk")
    write_handover(viewer_of("iraq"), key, done=[0, 2], note="The pump is loud.", as_director=True)
    for other in ("russia", "syria"):
        with pytest.raises(NotAllowed):
            write_handover(viewer_of(other), key, done=[], note="")
    first = the_handover(viewer_of("syria"))
    assert not first.is_signed
    text = first.signatures[0].text
    assert [each["record"] for each in text["open"] if each["kind"] == "meeting"] == [str(made)]
    assert [item["done"] for item in text["checklist"]] == [True, False, True, False, False, False]
    with pytest.raises(OtherText):
        sign_handover(viewer_of("iran"), key, "0" * 64)
    with pytest.raises(SignedAlready):
        sign_handover(viewer_of("iraq"), key, first.signatures[0].sha256)
    # Iran names nobody: whoever signs stands in, whatever the form says
    sign_handover(viewer_of("iran"), key, first.signatures[0].sha256, as_director=True)
    found = the_handover(viewer_of("russia"))
    assert found.is_signed
    assert [(each.member, each.signed_as) for each in found.signatures] == [
        ("iraq", "director"),
        ("iran", "stand-in"),
    ]
    with pytest.raises(SignedAlready):
        write_handover(viewer_of("iraq"), key, done=[], note="")
    with store.acting_as(viewer_of("iran")) as tx:
        own = next(record for record in ledger.own_records(tx) if record.kind == "handover.signed")
        assert own.body["handover"] == text
        assert ledger.verify_chain(tx, MemberId("iraq")) == []


def test_a_term_passes_unsigned_and_two_texts_are_not_one(at, viewer_of):
    at("2015-12-20T08:00:00Z")
    key = the_handover(viewer_of("iraq")).key
    write_handover(viewer_of("iraq"), key, done=[], note="one")
    write_handover(viewer_of("iran"), key, done=[], note="another")
    assert not the_handover(viewer_of("syria")).is_signed
    at(MIDNIGHT)
    with store.acting_as(viewer_of("iraq")) as tx:
        assert charter.director(tx)[0] == "iran"
        passed = handover(tx, key)
    assert not passed.is_signed
    sign_handover(
        viewer_of("iran"), key, passed.signature_of(MemberId("iraq")).sha256
    )  # late, and still of use
    with store.acting_as(viewer_of("iraq")) as tx:
        assert handover(tx, key).is_signed
        with pytest.raises(NotVisible):
            handover(tx, "20151224T210000Z")


def test_the_database_takes_a_signature_from_the_two_sides_of_a_real_handover_alone(at, viewer_of, as_member):
    at("2015-12-20T08:00:00Z")
    from diwan.charter.found_centre import charter_hash

    def say(member, **more):
        text = {
            "outgoing": "iraq",
            "incoming": "iran",
            "passes_at": MIDNIGHT,
            "open": [],
            "checklist": [],
            "note": "",
        }
        text |= more
        with as_member(member, write=True) as tx:
            body = {"handover": text, "sha256": charter_hash(text), "signed_as": "director"}
            ledger.append(tx, "handover.signed", body, label=EVERYBODY)

    say("iraq")
    for member, more in (
        ("russia", {}),
        ("russia", {"incoming": "russia"}),
        ("iran", {"outgoing": "iran", "incoming": "russia"}),
        ("iraq", {"passes_at": "2015-12-24T21:00:00Z"}),
    ):
        with pytest.raises(NotAllowed):
            say(member, **more)


def test_who_left_is_not_asked_and_the_rest_of_its_term_is_handed_over(at, viewer_of, as_member):
    from diwan.charter.change_charter import sign_change, versions

    at("2015-11-01T08:00:00Z")
    with as_member("iraq", write=True) as tx:
        withdraw(tx, MemberId("iraq"))
        sha = versions(tx)[0].sha256
    for member in ("iran", "russia", "syria"):
        with as_member(member, write=True) as tx:
            sign_change(tx, sha)
    at("2015-11-02T08:00:00Z")
    with as_member("syria") as tx:
        found = next(each for each in handovers(tx) if each.outgoing.member == "iraq")
        assert (found.incoming.member, found.asked) == ("iran", ("iran",))
    write_handover(viewer_of("iran"), found.key, done=[], note="")
    with as_member("syria") as tx:
        assert handover(tx, found.key).is_signed


def test_a_swapped_term_is_handed_over_to_the_other_of_the_two(at, viewer_of, as_member):
    from diwan.charter.change_charter import sign_change, versions

    at("2015-11-01T08:00:00Z")
    with as_member("iran", write=True) as tx:
        swap_terms(tx, (1, 2), (MemberId("iran"), MemberId("russia")))
        sha = versions(tx)[0].sha256
    assert the_handover(viewer_of("syria")).incoming.member == "iran"
    with as_member("russia", write=True) as tx:
        sign_change(tx, sha)
    assert the_handover(viewer_of("syria")).incoming.member == "russia"


def test_a_function_is_filled_by_the_member_that_the_charter_names(viewer_of, as_member):
    with as_member("syria") as tx:
        told = {each.id: each for each in functions(tx)}
    assert told["duty-desk"].holder.is_vacant
    assert told["duty-desk"].holder.member == "iraq"
    assert told["liaison"].holder.member is None
    fill_function(viewer_of("iraq"), "duty-desk", holder="Chief of the watch", deputy="Second of the watch")
    fill_function(viewer_of("iran"), "duty-desk", holder="Night desk", deputy="")
    for member in ("russia", "syria"):
        with pytest.raises(NotAllowed):
            fill_function(viewer_of(member), "duty-desk", holder="Mine", deputy="")
    with pytest.raises(NotVisible):
        fill_function(viewer_of("iraq"), "no-such-function", holder="Mine", deputy="")
    body = {"function": "duty-desk", "holder": "Mine", "deputy": ""}
    with pytest.raises(NotAllowed), as_member("syria", write=True) as tx:
        ledger.append(tx, "function.filled", body, label=EVERYBODY)
    with as_member("syria") as tx:
        desk = next(each for each in functions(tx) if each.id == "duty-desk")
    assert (desk.holder.holder, desk.holder.deputy, desk.deputy.holder) == (
        "Chief of the watch",
        "Second of the watch",
        "Night desk",
    )
    fill_function(viewer_of("iraq"), "duty-desk", holder="", deputy="")
    with as_member("syria") as tx:
        assert next(each for each in functions(tx) if each.id == "duty-desk").holder.is_vacant


def test_a_rebuild_gives_the_same_meetings_handovers_and_functions(at, database, viewer_of):
    at("2015-12-20T08:00:00Z")
    made = convened(viewer_of("iraq"))
    write_handover(viewer_of("iraq"), the_handover(viewer_of("iraq")).key, done=[1], note="")
    fill_function(viewer_of("iraq"), "duty-desk", holder="Chief of the watch", deputy="")
    with store.acting_as(viewer_of("iraq")) as tx:
        name_director(viewer_of("iraq"), charter.term_of(tx).starts, "Head of the desk")
    at(MIDNIGHT)
    set_order(viewer_of("iran"), made, ("Levels",))

    def dump():
        with store.acting_as(store.service_viewer(MemberId("syria"))) as tx:
            tables = ("function_holding", "director_named", "meeting", "meeting_order", "handover_signature")
            return [tx.rows(f"SELECT x::text FROM diwan.{table} x ORDER BY 1") for table in tables]

    before = dump()
    assert all(before)
    wiring.rebuild()
    assert dump() == before
