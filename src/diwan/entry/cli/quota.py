"""`diwan quota`: how much of the disk each member takes, and may take. Bytes alone; no right to read is used."""

import re

import click

from diwan import store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.entry.cli.opened import opened
from diwan.ledger.disk_use import NoSuchMember, every_disk_use, set_quota

_MIB = 1024 * 1024
_UNITS = {"M": _MIB, "G": 1024 * _MIB, "T": 1024 * 1024 * _MIB}
_SIZE = re.compile(r"([0-9]{1,9})([MGT])", re.ASCII)


@click.group()
def quota() -> None:
    """Show how much of the disk each member's records and evidence take, and set how much they may."""


@quota.command()
def show() -> None:
    """Print a line a member: what it takes, and what it may take, in MiB."""
    with opened(), store.as_owner() as owner:
        for each in every_disk_use(owner):
            allowed = "no quota" if each.quota_bytes is None else f"of {each.quota_bytes / _MIB:.1f}"
            print(f"{each.member}: {each.used_bytes / _MIB:.1f} MiB, {allowed}")


@quota.command("set")
@click.argument("member")
@click.argument("size")
def set_(*, member: str, size: str) -> None:
    """Let MEMBER take SIZE at most: 500M, 20G, 1T (binary units), or none for as much as there is room.

    A member that has used up its quota gets a clear error when it files, and goes on reading, judging and recalling. The
    others notice nothing.
    """
    allowed = _read(size)
    with opened():
        with store.as_worker(write=False) as tx:
            if not tx.value(
                "SELECT EXISTS (SELECT FROM diwan.member WHERE id = %s AND kind <> 'outside')", [member]
            ):
                raise NoSuchMember(member)
        with store.as_owner() as owner:
            set_quota(owner, MemberId(member), allowed)
    print(f"{member} may take {size if allowed is not None else 'as much as there is room for'}.")


def _read(size: str) -> int | None:
    if size == "none":
        return None
    if (found := _SIZE.fullmatch(size)) is None:
        raise BadInput(f"{size!r} is no size; write it like 500M, 20G or none.")
    return int(found[1]) * _UNITS[found[2]]
