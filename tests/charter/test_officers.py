"""What each role may say, as the database enforces it, and what an administrator may change."""

import psycopg
import pytest

from diwan import access, charter, gather, ledger, store
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import Arrival, Raw, Reach
from diwan.process.relabel_report import change_readers

NAMES = dict.fromkeys(("ar", "fa", "ru", "en"), "Officer of the tests")
IRAN = MemberId("iran")


@pytest.fixture
def officer_with(database):
    """A viewer of an officer of Iraq who has just been appointed with these roles."""

    def appointed(*roles, member="iraq"):
        with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
            officer = charter.appoint_officer(
                tx, NAMES, language="en", roles=roles, sign_in="-".join(roles) or "none"
            )
        with psycopg.connect(database.door) as door:
            token = door.execute("SELECT diwan.issue_viewer_token(%s, '1 hour')", [officer]).fetchone()[0]
        return type(store.service_viewer(MemberId(member)))(MemberId(member), officer, token)

    return appointed


def say(viewer, kind="note.filed", *, to=()):
    with store.acting_as(viewer, write=True) as tx:
        return ledger.append(tx, kind, {}, label=access.label(tx, to))


def receive(viewer, *, to=()):
    raw = Raw("a.txt", b"The bridge at Rawa was closed on Monday, the governor said.", "text/plain")
    return gather.receive(viewer, Arrival(raw, "form", reach=Reach(members=tuple(to))))


def rights_of(viewer):
    with store.acting_as(viewer) as tx:
        return {right.value for right in charter.my_rights(tx)}


def test_each_role_has_its_rights_and_no_other(officer_with):
    rights = {
        "reader": set(),
        "analyst": {"file"},
        "releaser": {"file", "release"},
        "administrator": {"administer"},
        "custodian": {"keep_keys"},
    }
    assert {role: rights_of(officer_with(role)) for role in rights} == rights
    assert rights_of(officer_with("analyst", "administrator")) == {"file", "administer"}


def test_a_reader_says_nothing_and_an_analyst_nothing_to_others(officer_with):
    reader, analyst, releaser = (officer_with(role) for role in ("reader", "analyst", "releaser"))
    with pytest.raises(NotAllowed):
        say(reader)
    assert say(analyst).kind == "note.filed"
    with pytest.raises(NotAllowed):
        say(analyst, to=[IRAN])
    assert say(releaser, to=[IRAN]).label.members == {"iraq", "iran"}


@pytest.mark.parametrize("kind", ["officer.appointed", "member.rule_set", "key.rotated", "log.opened"])
def test_a_releaser_neither_appoints_nor_changes_keys(officer_with, kind):
    with pytest.raises(NotAllowed):
        say(officer_with("analyst", "releaser"), kind)


def test_a_service_of_the_node_says_what_its_jobs_need(database):
    assert say(store.service_viewer(MemberId("iraq")), to=[IRAN]).officer is None


def test_analysts_file_wider_once_their_member_has_settled_so_and_other_members_do_not(officer_with):
    analyst, foreign = officer_with("analyst"), officer_with("analyst", member="syria")
    with pytest.raises(NotAllowed):
        receive(analyst, to=[IRAN])
    charter.set_rule(officer_with("administrator"), charter.MemberRule(analysts_release=True))
    receive(analyst, to=[IRAN])
    with pytest.raises(NotAllowed):
        receive(foreign, to=[IRAN])
    charter.set_rule(officer_with("administrator", "reader"), charter.MemberRule(analysts_release=False))
    with pytest.raises(NotAllowed):
        receive(analyst, to=[IRAN])


def test_an_analyst_promises_no_release_by_a_source_either(officer_with):
    analyst, releaser = officer_with("analyst"), officer_with("releaser")
    gather.add_source(analyst, gather.NewSource("Own", "upload"))
    for reach in (
        Reach(members=(IRAN,)),
        Reach(whole_centre=True),
        Reach(rooms=("baghdad",)),
    ):
        with pytest.raises(NotAllowed):
            gather.add_source(analyst, gather.NewSource("Wide", "upload", reach=reach))
        gather.add_source(releaser, gather.NewSource("Wide", "upload", reach=reach))


def test_an_analyst_widens_nothing_and_takes_back_what_a_releaser_released(officer_with, as_member):
    analyst, releaser = officer_with("analyst"), officer_with("releaser")
    item = receive(analyst)
    run_until_idle()
    report = gather.own_item(analyst, item).reports[0]
    with pytest.raises(NotAllowed):
        change_readers(analyst, report, Reach(members=(IRAN,)))
    with as_member("iran") as tx:
        assert tx.rows("SELECT 1 FROM diwan.report WHERE report = %s", [report]) == []
    change_readers(releaser, report, Reach(members=(IRAN,)))
    change_readers(analyst, report, Reach())
    with as_member("iran") as tx:
        assert tx.rows("SELECT 1 FROM diwan.report WHERE report = %s", [report]) == []


def test_no_sql_of_an_analysts_request_moves_a_record_to_others(officer_with):
    analyst = officer_with("analyst")
    record = say(analyst)
    item = receive(analyst)
    moves = [
        ("SELECT diwan.set_reach(%s, ARRAY['iran'])", [record.id]),
        ("SELECT diwan.set_reach(%s, ARRAY['iran'])", [item]),
        ("UPDATE diwan.item SET audience = (SELECT audience FROM diwan.audience_member LIMIT 1) WHERE item = %s", [item]),
        ("UPDATE diwan.item SET audience = audience + 1 WHERE item = %s", [item]),
    ]  # fmt: skip
    for move, given in moves:
        with pytest.raises(NotAllowed), store.acting_as(analyst, write=True) as tx:
            tx.run(move, given)


def test_no_sql_of_a_request_gives_the_officer_a_role(officer_with):
    analyst = officer_with("analyst")
    with store.acting_as(analyst, write=True) as tx:
        assert tx.run("UPDATE diwan.officer SET roles = '{administrator}'") == 0
    for attempt in (
        "INSERT INTO diwan.officer SELECT member, gen_random_uuid(), names, language, '{releaser}', 'x', valid_from FROM diwan.officer",
        "INSERT INTO diwan.member_rule VALUES ('iraq', true, gen_random_uuid(), now())",
        "DELETE FROM diwan.officer",
    ):
        with pytest.raises(NotAllowed), store.acting_as(analyst, write=True) as tx:
            tx.run(attempt)
    assert rights_of(analyst) == {"file"}


def test_changed_roles_hold_from_the_next_request_on(officer_with):
    administrator, reader = officer_with("administrator"), officer_with("reader")
    charter.change_officer(administrator, reader.officer, names=NAMES, language="ru", roles=("analyst",))
    say(reader)
    charter.change_officer(administrator, reader.officer, names=NAMES, language="ru", roles=("reader",))
    with pytest.raises(NotAllowed):
        say(reader)


def test_an_officer_dismissed_in_the_middle_of_a_session_is_out_at_the_next_request(officer_with):
    administrator, releaser = officer_with("administrator"), officer_with("releaser")
    say(releaser, to=[IRAN])
    charter.dismiss_officer(administrator, releaser.officer)
    with pytest.raises(store.SignInEnded), store.acting_as(releaser):
        pass
    with pytest.raises(NotVisible):
        charter.dismiss_officer(administrator, releaser.officer)


def test_nobody_changes_another_members_officers(officer_with, as_member):
    administrator, foreign = officer_with("administrator"), officer_with("reader", member="iran")
    for attempt in (
        lambda: charter.dismiss_officer(administrator, foreign.officer),
        lambda: charter.change_officer(
            administrator, foreign.officer, names=NAMES, language="en", roles=("analyst",)
        ),
    ):
        with pytest.raises(NotVisible):
            attempt()
    for role in ("reader", "analyst", "releaser", "custodian"):
        with pytest.raises(NotAllowed):
            charter.dismiss_officer(officer_with(role), administrator.officer)


def test_a_member_keeps_an_administrator(as_member, viewer_of):
    salma = viewer_of("iraq", 0)
    with pytest.raises(charter.LastAdministrator):
        charter.dismiss_officer(salma, salma.officer)
    with pytest.raises(charter.LastAdministrator):
        charter.change_officer(salma, salma.officer, names=NAMES, language="en", roles=("reader",))
    with pytest.raises(charter.NoSuchRole):
        charter.change_officer(salma, salma.officer, names=NAMES, language="en", roles=("king",))


def test_a_rebuild_gives_the_same_officers(officer_with, viewer_of):
    administrator, changed, gone = (
        officer_with(*roles) for roles in (("administrator",), ("reader",), ("analyst",))
    )
    charter.change_officer(administrator, changed.officer, names=NAMES, language="fa", roles=("releaser",))
    charter.dismiss_officer(administrator, gone.officer)
    charter.set_rule(administrator, charter.MemberRule(analysts_release=True))

    def told():
        with store.acting_as(viewer_of("iraq", 0)) as tx:
            return tx.rows("SELECT * FROM diwan.officer ORDER BY sign_in"), tx.rows(
                "SELECT * FROM diwan.member_rule"
            )

    before = told()
    assert len(before[1]) == 1
    wiring.rebuild()
    assert told() == before
    with store.acting_as(store.service_viewer(IRAN)) as tx:
        assert tx.rows("SELECT 1 FROM diwan.member_rule") == []
