"""`diwan member`: a member that joins is hosted here; one that leaves takes along what is its own."""

from contextlib import closing
from pathlib import Path

import click

from diwan import charter, ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.languages import FOUR
from diwan.entry.cli.opened import opened


class NotAdmitted(BadInput):
    """The charter in force lets no such member read here."""


class HostedAlready(BadInput):
    """This member has its keys here already, and an officer who administers it."""


@click.group()
def member() -> None:
    """Host a member that the charter has admitted, or let one that leaves take along what is its own."""


@member.command()
@click.argument("member_id", metavar="MEMBER")
@click.option("--sign-in", required=True, help="Of its first officer: small Latin letters.")
@click.option("--name", required=True, help="Of its first officer, in one language.")
@click.option("--language", type=click.Choice([each.value for each in FOUR]), default="en", show_default=True)
def host(*, member_id: str, sign_in: str, name: str, language: str) -> None:
    """Make the keys of MEMBER on this node, open its log, and appoint its first officer.

    The change of the charter that admits it comes first, signed by the founders. Prints the link for the officer. A member
    that is hosted here and that nobody administers any more, after a restore for one, gets an officer who does.
    """
    from diwan.entry.cli.first_officers import way_in

    with opened() as (_, keys):
        viewer = store.service_viewer(MemberId(member_id))
        with store.acting_as(viewer, write=True) as tx:
            own = next((each for each in charter.members(tx) if each.id == member_id), None)
            if own is None or not own.reads:
                raise NotAdmitted(f"({member_id}) Propose the admission on the charter's page first.")
            if not charter.keys_of(tx, viewer.member):
                charter.open_first_log(tx, keys, charter.text_in_force(tx).get("log_origin", ""))
            elif charter.has_administrator(tx):
                raise HostedAlready(f"({member_id}) Its officers are invited by its own administrator.")
            names = {each.value: name for each in FOUR}
            roles = ("analyst", "releaser", "administrator", "custodian")
            officer = charter.appoint_officer(tx, names, language=language, roles=roles, sign_in=sign_in)
        print(
            f"{member_id} is hosted here. Start the centre with `diwan up`. This link opens once, for three days:"
        )
        print(f"{sign_in}@{member_id}: {way_in(viewer.member, officer)}")
        print("Take its recovery key to a safe place (docs/explanation/keys.md).")


@member.command()
@click.argument("member_id", metavar="MEMBER")
@click.argument("place", type=click.Path(path_type=Path))
def export(*, member_id: str, place: Path) -> None:
    """Write to the folder PLACE what MEMBER takes along: the logs with the records it may read, evidence, and its keys.

    The keys are encrypted anew under a passphrase that is asked for. `diwan log verify PLACE/logs` checks the copy.
    Nothing is taken away here: `diwan keys revoke MEMBER --close` ends the log on this node.
    """
    from diwan.ledger import verifying
    from diwan.ledger.export import export_logs
    from diwan.ledger.keys import KeyFolder

    if place.exists():
        raise BadInput(f"There is something at {place} already; name another folder.")
    passphrase = click.prompt("New passphrase for the keys", hide_input=True, confirmation_prompt=True)
    with opened() as (given, _):
        held = ledger.open_key_store(given.home, given.key_passphrase, given.key_passphrase_file)
        own = [name for name in held.names() if name == member_id or name.startswith(f"{member_id}.")]
        if not own:
            raise BadInput(f"This node holds no key of {member_id}.")
        fresh = place.with_name(f".{place.name}.new")
        fresh.mkdir(mode=0o700, parents=True)
        with (
            closing(verifying.open_source(str(given.home / "logs"))) as logs,
            store.acting_as(store.service_viewer(MemberId(member_id))) as tx,
        ):
            records = export_logs(logs, fresh / "logs", tx, evidence=True)
        taken = KeyFolder(fresh / "keys", passphrase.encode())
        for name in own:
            taken.keep(name, held.key(name))
        fresh.replace(place)
    print(f"{place}: {records} records that {member_id} may read, and {len(own)} keys")
