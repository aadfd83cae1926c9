"""`diwan centre`: write a charter down, and found the centre of it."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from diwan import charter, store
from diwan.charter.charter_file import CharterUnreadable, Drafted, FirstOfficer, read_charter
from diwan.charter.found_centre import charter_hash
from diwan.charter.seat_founder import SeatTaken, seat_founder
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, OfficerId
from diwan.core.languages import FOUR
from diwan.entry.cli.opened import opened


@click.group()
def centre() -> None:
    """Write a charter down, and found the centre of it."""


@centre.command()
def draft() -> None:
    """Print an example of a charter with comments: diwan centre draft > charter.toml"""
    print((files("diwan.charter") / "charter_example.toml").read_text("utf-8"), end="")


@centre.command()
@click.argument("member_id", metavar="MEMBER")
@click.option("--sign-in", required=True, help="Of its first officer: small Latin letters.")
@click.option("--name", required=True, help="Of its first officer, in one language.")
@click.option("--language", type=click.Choice([each.value for each in FOUR]), default="en", show_default=True)
@click.option("--known-as", default="", help="What the founder is called until the charter names it.")
def seat(*, member_id: str, sign_in: str, name: str, language: str, known_as: str) -> None:
    """Give the founder MEMBER a seat at the founding: its keys, its log, and a link for its first officer.

    That officer invites the others of MEMBER, and drafts and signs the charter on the pages. Whoever gives this command
    reads nothing by it. Given again, it prints a new link while the first was not used.
    """
    from diwan.entry.cli.first_officers import way_in, with_a_password

    with opened(fill_empty=True) as (_, keys):
        officer = seat_founder(
            keys, MemberId(member_id), sign_in=sign_in, name=name, language=language, known_as=known_as
        )
        if officer in with_a_password():
            raise SeatTaken(f"({member_id})")
        print(
            f"{member_id} has a seat at the founding. Start with `diwan up`. This link opens once, for three days:"
        )
        print(f"{sign_in}@{member_id}: {way_in(MemberId(member_id), officer)}")
        print("Take its recovery key to a safe place (docs/explanation/keys.md).")


@centre.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say what FILE means, or what is wrong with it. Nothing is signed; no database is needed."""
    drafted = _read(file)
    for line in _told(drafted):
        print(line)


@centre.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "founder", required=True, help="The founder that signs; this node makes its keys.")
@click.option(
    "--sha256", required=True, help="Of the text that was agreed on, as `diwan centre check` prints it."
)
def sign(*, file: Path, founder: str, sha256: str) -> None:
    """Sign the charter of FILE for one founder. Each founder's key custodian gives this command in turn.

    The SHA-256 is typed in again, so that nobody signs another text than the one that was agreed on. The centre is in
    force when the last founder has signed; the first officers are appointed then.
    """
    drafted = _read(file)
    agreed = charter_hash(drafted.text.as_json())
    if sha256.strip().lower() != agreed:
        raise BadInput(f"{file} says something else: its text has the SHA-256 {agreed}. Nothing is signed.")
    with opened(apply_schema=True) as (_, keys):
        missing = charter.sign_founding(drafted.text, MemberId(founder), keys)
        print(f"{founder} has signed the charter {agreed}.")
        if missing:
            print(f"Still to sign: {', '.join(missing)}.")
            return
        print(f"{drafted.text.names['en']} is founded; {len(drafted.text.founders)} founders have signed.")
        _tell_ways_in([(each, _appoint(each)) for each in drafted.officers])


@centre.command()
@click.argument("file", type=click.Path(path_type=Path))
def found(file: Path) -> None:
    """Found the centre of FILE on this node, which hosts all founders.

    Makes their keys, lets each sign the same text in its own log, and appoints the first officers. The centre is in
    force when the last has signed. One that was broken off goes on when the command is given again.
    """
    drafted = _read(file)
    with opened(apply_schema=True) as (_, keys):
        if _is_in_force(drafted):
            print("This charter is in force here already.", file=sys.stderr)
        else:
            charter.found_centre(drafted.text, keys)
        officers = [(each, _appoint(each)) for each in drafted.officers]
        print(f"{drafted.text.names['en']} is founded; {len(drafted.text.founders)} founders have signed")
        print(f"the charter {charter_hash(drafted.text.as_json())}.")
        _tell_ways_in(officers)
    print(
        "The keys lie with this node. Take each founder's recovery key to a safe place (docs/explanation/keys.md)."
    )


def _read(file: Path) -> Drafted:
    try:
        return read_charter(file.read_text("utf-8"))
    except CharterUnreadable as unreadable:
        raise CharterUnreadable(f"{file}: {unreadable.detail}") from unreadable
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file}: {getattr(error, 'strerror', None) or 'not UTF-8'}.") from error


def _told(drafted: Drafted) -> Iterator[str]:
    text = drafted.text
    yield f"{text.names['en']}, {text.time_zone}"
    yield f"directed in turn by {', '.join(text.rotation)}: {text.term_months} months each"
    yield "founders: " + ", ".join(f"{founder.id} ({founder.names['en']})" for founder in text.founders)
    for party in text.parties:
        yield f"{party.kind}: {party.id} ({party.names['en']})"
    for room in text.rooms:
        yield (
            f"room {room.id}: led by {', '.join(room.lead)}; {', '.join(room.members) or 'no further members'}"
            + (f"; guests {', '.join(room.guests)}" if room.guests else "")
        )
    for function in text.functions:
        yield f"function {function.id}: {function.holder or 'vacant'}"
    for matter in ("amendment", "admission", "suspension", "withdrawal"):
        yield f"{matter}: {text.rules.get(matter, 'unanimity')}"
    yield f"first officers: {', '.join(f'{each.sign_in}@{each.member}' for each in drafted.officers) or 'none'}"
    yield f"SHA-256 {charter_hash(text.as_json())}"


def _is_in_force(drafted: Drafted) -> bool:
    """Of this text: whoever repeats the command after a crash goes on with the officers."""
    with store.acting_as(store.service_viewer(drafted.text.founders[0].id)) as tx:
        in_force = tx.value("SELECT charter FROM diwan.centre")
    return bool(in_force == charter_hash(drafted.text.as_json()))


def _appoint(officer: FirstOfficer) -> OfficerId:
    with store.acting_as(store.service_viewer(officer.member), write=True) as tx:
        known = next((each.id for each in charter.officers(tx) if each.sign_in == officer.sign_in), None)
        return known or charter.appoint_officer(
            tx, officer.names, language=officer.language, roles=officer.roles, sign_in=officer.sign_in
        )


def _tell_ways_in(officers: list[tuple[FirstOfficer, OfficerId]]) -> None:
    """A link for each who has no way in yet; one that was printed before ends. Later ones come from their own member."""
    from diwan.entry.cli.first_officers import way_in, with_a_password

    let_in = with_a_password()
    if waiting := [each for each in officers if each[1] not in let_in]:
        print(
            "Start the centre with `diwan up`. Each link opens once, for its officer alone, for three days:"
        )
    for officer, id_ in waiting:
        print(f"{officer.sign_in}@{officer.member}: {way_in(officer.member, id_)}")
