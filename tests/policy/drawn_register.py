"""Lines of `visibility.txt` about calls, the duty log and the register."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from diwan import gather
from diwan.coordinate import protected_sites as sites
from diwan.coordinate.call_words import CallText
from diwan.coordinate.calls import correct_call, note_call
from diwan.coordinate.duty import NewEntry, note_entry
from diwan.coordinate.register import NewState, change, register, tell_state
from diwan.coordinate.register_words import ObjectForm, ObjectState, ObjectText, ProtectedAs
from diwan.coordinate.watches import hand_over
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from policy.drawn import VIEWERS, doing, reading, row, seen, tried


def called(viewer_of, ask):
    """A call that Iraq noted: who reads it, who may correct it."""
    said = CallText(springs.now() - timedelta(minutes=1), "The tower", "Two flights.")
    for name, reach in (
        ("own member alone", gather.Reach()),
        ("iraq and iran", gather.Reach(members=(MemberId("iran"),))),
        ("whole centre", gather.Reach(whole_centre=True)),
    ):
        made = note_call(viewer_of("iraq"), said, reach)
        query = "SELECT count(*) FROM diwan.call_version WHERE call = %s"
        yield row(f"call of iraq: {name}", *(seen(ask(who, query, [made])) for who in VIEWERS))
        changed = replace(said, words=f"Three flights: {name}.")
        cells = (tried(who, partial(correct_call, which=made, told=changed, reason="")) for who in VIEWERS)
        yield row(f"correct it: {name}", *cells)


def on_duty(viewer_of, ask):
    """An entry of Iraq's duty log for Iran, and a watch that an officer of Iraq handed over."""
    entry = NewEntry(springs.now() - timedelta(minutes=1), "The line is down.")
    made = note_entry(viewer_of("iraq"), entry, gather.Reach(members=(MemberId("iran"),)))
    handed = hand_over(viewer_of("iraq"), "own")
    for thing, table, which in (
        ("duty entry: iraq and iran", "duty_entry", made),
        ("watch of iraq", "watch_handover", handed),
    ):
        yield reading(ask, thing, f"SELECT count(*) FROM diwan.{table} WHERE record = %s", which)


def registered(viewer_of, ask):
    """An object that Iraq entered for Iran, and a protected site that an officer of Iraq proposed and another confirmed."""
    text, to_iran = (
        ObjectText(ObjectForm.PLACE, "Weir", ((34.2, 43.8),), "Weir"),
        gather.Reach(members=(MemberId("iran"),)),
    )
    made = register(viewer_of("iraq"), text, to_iran)
    query = "SELECT count(*) FROM diwan.object_version WHERE object = %s"
    yield reading(ask, "object of iraq: iraq and iran", query, made)
    told = NewState(ObjectState.OPEN, springs.now())
    yield doing("say its state", partial(tell_state, which=made, told=told))
    yield doing("change it", partial(change, which=made, told=replace(text, name="New weir")))
    site = replace(text, category=ProtectedAs.SCHOOL, expires_at=springs.now() + timedelta(days=9))
    proposed = sites.propose_site(viewer_of("iraq"), site, to_iran)
    query = "SELECT count(*) FROM diwan.site_proposal WHERE record = %s"
    yield reading(ask, "protected site of iraq: proposed", query, proposed)
    yield doing("confirm it", partial(sites.confirm_site, which=proposed, seen_on_map=True))
    stands = sites.confirm_site(viewer_of("iraq", 1), proposed, seen_on_map=True)
    query = "SELECT count(*) FROM diwan.object_version WHERE object = %s"
    yield reading(ask, "protected site of iraq: confirmed", query, stands)
