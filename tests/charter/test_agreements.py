"""The register of agreements: several sign one text, each in its own log; its state follows from signatures and steps."""

import datetime as dt
from dataclasses import replace

import pytest

from diwan import charter, ledger, store
from diwan.charter.agreement_words import AgreementState, AgreementText, NoticeRules, Step
from diwan.charter.agreements import (
    AgreementIncomplete,
    Flaw,
    NotOpenNow,
    agreement,
    agreements,
    propose_agreement,
    sign_agreement,
    take_step,
)
from diwan.charter.found_centre import charter_hash
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring

IRAQ, IRAN, SYRIA = (MemberId(each) for each in ("iraq", "iran", "syria"))
OUTSIDE = MemberId("united-states")
CANALS = AgreementText(
    titles={"en": "Water of the canals"},
    subject="Sluices are opened after notice",
    text="Each side opens its sluices after notice.",
    signers=(IRAN, IRAQ),
    outside=(),
    begins_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    notice=NoticeRules(24, "How many cubic metres", "The desk"),
)


def state_for(viewer, found, at=None):
    with store.acting_as(viewer) as tx:
        return agreement(tx, found, at).state


def test_an_agreement_of_two_is_in_force_when_the_second_has_signed(viewer_of):
    iraq, iran, syria = (viewer_of(each) for each in ("iraq", "iran", "syria"))
    made = propose_agreement(iraq, CANALS, for_the_centre=True)
    assert state_for(syria, made) == AgreementState.PROPOSED
    with pytest.raises(NotOpenNow):
        sign_agreement(iraq, made)  # its proposal was its signature
    with pytest.raises(NotAllowed):
        sign_agreement(syria, made)  # reads it, and is no party
    sign_agreement(iran, made)
    assert state_for(syria, made) == AgreementState.IN_FORCE
    with store.acting_as(iran) as tx:
        found = agreement(tx, made)
        assert found.signed.keys() == {"iraq", "iran"}
        for each in (IRAQ, IRAN):
            assert ledger.verify_chain(tx, each) == []
        own = next(record for record in ledger.own_records(tx) if record.kind == "agreement.signed")
    with store.acting_as(iraq) as tx:
        said = ledger.record(tx, made)
    assert own.body == said.body  # the same text, in each one's own log


def test_whoever_is_not_shown_an_agreement_finds_nothing_there(viewer_of, as_member):
    made = propose_agreement(viewer_of("iraq"), CANALS, for_the_centre=False)
    sign_agreement(viewer_of("iran"), made)
    take_step(viewer_of("iran"), made, Step.SUSPENDED, reason="a dam broke")
    syria, absent = viewer_of("syria"), RecordId("00000000-0000-4000-8000-000000000000")
    for act in (
        lambda which: state_for(syria, which),
        lambda which: sign_agreement(syria, which),
        lambda which: take_step(syria, which, Step.ENDED),
    ):
        for which in (made, absent):
            with pytest.raises(NotVisible):
                act(which)
    with as_member("syria") as tx:
        assert agreements(tx) == []
        for table in ("agreement", "agreement_consent", "agreement_step"):
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0


def test_with_an_outside_party_the_members_signature_is_enough(viewer_of):
    text = replace(CANALS, signers=(IRAQ,), outside=(OUTSIDE,))
    made = propose_agreement(viewer_of("iraq"), text, for_the_centre=True)
    assert state_for(viewer_of("syria"), made) == AgreementState.IN_FORCE
    take_step(viewer_of("iraq"), made, Step.SUSPENDED, party=OUTSIDE, reason="it said so on the line")
    with store.acting_as(viewer_of("syria")) as tx:
        assert agreement(tx, made).suspended_by == (OUTSIDE,)
    with pytest.raises(NotOpenNow):
        take_step(viewer_of("iraq"), made, Step.RESUMED)  # its own suspension is not what stands
    take_step(viewer_of("iraq"), made, Step.RESUMED, party=OUTSIDE)
    assert state_for(viewer_of("iraq"), made) == AgreementState.IN_FORCE
    with pytest.raises(NotOpenNow):
        take_step(viewer_of("iraq"), made, Step.SUSPENDED, party=IRAN)  # nobody speaks for another member


def test_it_stays_suspended_until_each_party_that_suspended_it_resumes_it(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    made = propose_agreement(iraq, CANALS, for_the_centre=False)
    with pytest.raises(NotOpenNow):
        take_step(iran, made, Step.SUSPENDED)  # nothing is in force yet
    sign_agreement(iran, made)
    take_step(iraq, made, Step.SUSPENDED)
    take_step(iran, made, Step.SUSPENDED)
    with pytest.raises(NotOpenNow):
        take_step(iran, made, Step.SUSPENDED)
    take_step(iran, made, Step.RESUMED)
    assert state_for(iraq, made) == AgreementState.SUSPENDED
    take_step(iraq, made, Step.RESUMED)
    assert state_for(iran, made) == AgreementState.IN_FORCE
    take_step(iran, made, Step.ENDED, reason="the canal is dry")
    assert state_for(iraq, made) == AgreementState.ENDED
    for viewer, step in ((iraq, Step.RESUMED), (iran, Step.ENDED)):
        with pytest.raises(NotOpenNow):
            take_step(viewer, made, step)


def test_one_that_a_party_declines_is_never_in_force(viewer_of):
    made = propose_agreement(viewer_of("iraq"), CANALS, for_the_centre=True)
    take_step(viewer_of("iran"), made, Step.ENDED)
    assert state_for(viewer_of("iraq"), made) == AgreementState.WITHDRAWN
    with pytest.raises(NotOpenNow):
        sign_agreement(viewer_of("iran"), made)


def test_it_begins_and_ends_by_the_clock_and_stands_as_of_any_moment(viewer_of, clock):
    clock("2019-12-30T08:00Z")
    text = replace(CANALS, ends_at=dt.datetime(2020, 2, 1, tzinfo=dt.UTC))
    made = propose_agreement(viewer_of("iraq"), text, for_the_centre=True)
    clock("2019-12-31T08:00Z")
    sign_agreement(viewer_of("iran"), made)
    expected = {
        "2019-12-30T09:00Z": AgreementState.PROPOSED,
        "2019-12-31T09:00Z": AgreementState.AGREED,
        "2020-01-01T00:00Z": AgreementState.IN_FORCE,
        "2020-01-31T23:59Z": AgreementState.IN_FORCE,
        "2020-02-01T00:00Z": AgreementState.ENDED,
    }
    reader = viewer_of("syria")
    told = {at: state_for(reader, made, dt.datetime.fromisoformat(at)) for at in expected}
    assert told == expected
    with store.acting_as(reader) as tx, pytest.raises(NotVisible):
        agreement(tx, made, dt.datetime(2019, 12, 29, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"titles": {"en": ""}}, Flaw.NO_TITLE),
        ({"subject": " "}, Flaw.NO_SUBJECT),
        ({"text": ""}, Flaw.NO_TEXT),
        ({"signers": (IRAQ, MemberId("atlantis"))}, Flaw.STRANGER),
        ({"signers": (IRAN, SYRIA)}, Flaw.NOT_OWN),
        ({"signers": (IRAQ,)}, Flaw.ALONE),
        ({"signers": (IRAQ,), "outside": (IRAN,)}, Flaw.WRONG_SIDE),
        ({"signers": (IRAQ, OUTSIDE)}, Flaw.WRONG_SIDE),
        ({"ends_at": CANALS.begins_at}, Flaw.ENDS_FIRST),
        ({"notice": NoticeRules(-1)}, Flaw.LEAD),
        ({"subject": "x" * 2001}, Flaw.TOO_LONG),
    ],
)
def test_what_is_incomplete_is_refused_by_name(viewer_of, change, flaw):
    with pytest.raises(AgreementIncomplete) as refused:
        propose_agreement(viewer_of("iraq"), replace(CANALS, **change), for_the_centre=True)
    assert refused.value.flaw == flaw


def test_the_database_refuses_what_the_page_would_not_offer(viewer_of, as_member):
    made = propose_agreement(viewer_of("iraq"), CANALS, for_the_centre=True)
    everybody = Label(frozenset(map(MemberId, ("iraq", "iran", "russia", "syria"))))
    text = CANALS.as_json()
    forged = text | {"signers": ["syria"], "outside": ["iran"]}  # so that Iran would not be asked
    other = text | {"subject": "something else"}

    def say(member, kind, body, refs=()):
        with as_member(member, write=True) as tx:
            ledger.append(tx, kind, body, label=everybody, refs=refs)

    for member, kind, body, refs in (
        ("syria", "agreement.proposed", {"agreement": forged, "sha256": charter_hash(forged)}, ()),
        ("syria", "agreement.signed", {"agreement": text, "sha256": charter_hash(text)}, [made]),
        ("iran", "agreement.signed", {"agreement": other, "sha256": charter_hash(other)}, [made]),
        ("syria", "agreement.ended", {"party": "syria", "reason": ""}, [made]),
        ("iran", "agreement.ended", {"party": "iraq", "reason": ""}, [made]),
    ):
        with pytest.raises(NotAllowed):
            say(member, kind, body, refs)
    assert state_for(viewer_of("iraq"), made) == AgreementState.PROPOSED


def test_an_analyst_binds_nobody(viewer_of, as_member):
    with as_member("iraq", write=True) as tx:
        own = charter.officers(tx)[1]
    charter.change_officer(viewer_of("iraq"), own.id, names=own.names, language="ar", roles=("analyst",))
    text = replace(CANALS, signers=(IRAQ,), outside=(OUTSIDE,))
    with pytest.raises(NotAllowed):
        propose_agreement(
            viewer_of("iraq", 1), text, for_the_centre=False
        )  # not even for the own member alone


def test_a_rebuild_gives_the_same_register(database, viewer_of):
    made = propose_agreement(viewer_of("iraq"), CANALS, for_the_centre=False)
    sign_agreement(viewer_of("iran"), made)
    take_step(viewer_of("iran"), made, Step.SUSPENDED, reason="a dam broke")

    def dump():
        with store.acting_as(store.service_viewer(IRAQ)) as tx:
            return [
                tx.rows(f"SELECT x::text FROM diwan.{table} x ORDER BY 1")
                for table in ("agreement", "agreement_consent", "agreement_step")
            ]

    before = dump()
    assert all(before)
    wiring.rebuild()
    assert dump() == before
