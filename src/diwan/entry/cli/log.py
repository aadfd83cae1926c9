"""`diwan log`: check the logs of a centre, take a receipt for one record, take a copy of all."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diwan.core.errors import BadInput
from diwan.ledger import tlog, verifying

if TYPE_CHECKING:
    from diwan.entry.settings import Settings

_PLACE = re.compile(r"([a-z0-9][a-z0-9-]*)/([1-9][0-9]*)")


class NoSuchRecord(BadInput):
    """A record is named by its id, or by member and place in its log: iraq/17."""


class KeyNeeded(BadInput):
    """A receipt is checked with the key of its log: give --key VKEY or --policy FILE."""


class NotWitnessed(BadInput):
    """The logs hold, but not all of them are witnessed as the policy asks."""


@click.group()
def log() -> None:
    """Check the logs of a centre, take receipts and copies. `verify` needs no database and no account."""


@log.command()
@click.argument("source")
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), help="Where the heads seen so far are kept."
)
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A tlog-policy of your own instead of the centre's.",
)
@click.option("--key", "keys", multiple=True, metavar="VKEY", help="For a receipt: the key of its log.")
@click.option(
    "--author-key", "author_keys", multiple=True, metavar="HEX", help="For a receipt: the key of its author."
)
@click.option("--require-witnessed", is_flag=True, help="Fail while the policy is not met.")
@click.option(
    "--accept-changes", is_flag=True, help="Take over what the index says differently than last time."
)
@click.option("--cores", type=click.IntRange(1), help="How many processes; all cores if not given.")
def verify(
    *,
    source: str,
    state: Path | None,
    policy: Path | None,
    keys: tuple[str, ...],
    author_keys: tuple[str, ...],
    require_witnessed: bool,
    accept_changes: bool,
    cores: int | None,
) -> None:
    """Check SOURCE: the address of a node's logs (http://localhost:8000/log/), a folder, a bundle, or a receipt.

    Says what holds and ends with 0, or names the first thing that does not and ends with 2.
    """
    own = tlog.Policy.parse(policy.read_text()) if policy else None
    if source.endswith(".tlog-proof"):
        _verify_receipt(Path(source), own, keys, author_keys, require_witnessed=require_witnessed)
        return
    place = state or _state_folder() / "seen-heads.json"
    wanted = verifying.Wanted(state=verifying.State.load(place), policy=own, accept_changes=accept_changes)
    if cores:
        wanted.cores = cores
    with closing(verifying.open_source(source)) as logs:
        report = verifying.verify_logs(logs, wanted)
    for line in _lines(report):
        print(line)
    wanted.state.save(place)
    if require_witnessed and not report.is_witnessed:
        raise NotWitnessed


@log.command()
@click.argument("record")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Otherwise RECORD.tlog-proof."
)
@click.option(
    "--from", "source", help="A folder, bundle or address; for member/place, which shows no record."
)
@click.option("--as", "member", help="Whose reading right to use: a member that this node hosts.")
@click.option("--leaf-only", is_flag=True, help="Do not show the record: for passing the receipt on.")
def prove(
    *, record: str, output: Path | None, source: str | None, member: str | None, leaf_only: bool
) -> None:
    """Write a receipt for RECORD, a `.tlog-proof` that can be verified years later without this node.

    RECORD is an id (then --as says who asks), or member/place with --from.
    """
    from diwan.ledger.prove import prove_from

    if (place := _PLACE.fullmatch(record)) is not None and source:
        receipt = prove_from(source, place[1], int(place[2]))
    else:
        receipt = _prove_here(record, member, leaf_only=leaf_only)
    output = output or Path(f"{record.replace('/', '-')}.tlog-proof")
    output.write_bytes(receipt)
    print(f"{output}: {len(receipt)} bytes")


@log.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--from", "source", help="A folder or the address of a node; otherwise this node's own logs.")
@click.option("--as", "member", help="Add the records that this member, hosted here, may read.")
@click.option("--evidence", is_flag=True, help="Also the bytes that came with those records.")
def export(*, place: Path, source: str | None, member: str | None, evidence: bool) -> None:
    """Copy the logs to PLACE: a folder, or a zip if it ends in .zip. `diwan log verify PLACE` checks the copy."""
    from diwan import store
    from diwan.core.ids import MemberId
    from diwan.entry import settings
    from diwan.ledger.export import export_logs

    given = settings.from_environment()
    with closing(verifying.open_source(source or str(given.home / "logs"))) as logs:
        if member is None:
            disclosed = export_logs(logs, place)
        else:
            with _database(given), store.acting_as(store.service_viewer(MemberId(member))) as tx:
                disclosed = export_logs(logs, place, tx, evidence=evidence)
    print(f"{place}: {disclosed} records disclosed")


def _prove_here(record: str, member: str | None, *, leaf_only: bool) -> bytes:
    from diwan import store
    from diwan.core.ids import MemberId, RecordId
    from diwan.entry import settings
    from diwan.ledger.prove import receipt_for

    try:
        record_id = RecordId(uuid.UUID(record))
    except ValueError as error:
        raise NoSuchRecord(f"{record!r} is neither; member/place also needs --from.") from error
    if member is None:
        raise NoSuchRecord("Say with --as which member asks; what it may not read has no receipt.")
    given = settings.from_environment()
    with _database(given), store.acting_as(store.service_viewer(MemberId(member))) as tx:
        return receipt_for(tx, record_id, given.home / "logs", shows_record=not leaf_only)


@contextmanager
def _database(given: "Settings") -> Iterator[None]:
    from diwan import store

    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        store.use(connections)
        try:
            yield
        finally:
            store.leave()


def _verify_receipt(
    path: Path,
    policy: tlog.Policy | None,
    keys: tuple[str, ...],
    author_keys: tuple[str, ...],
    *,
    require_witnessed: bool,
) -> None:
    policy = policy or tlog.Policy()
    log_keys = [tlog.Verifier.from_vkey(key) for key in keys] + [one.verifier for one in policy.logs]
    if not log_keys:
        raise KeyNeeded
    proven = verifying.verify_receipt(path.read_bytes(), log_keys, policy, list(author_keys))
    for line in _receipt_lines(proven, policy):
        print(line)
    if require_witnessed and not proven.is_policy_met:
        raise NotWitnessed


def _receipt_lines(proven: verifying.Proven, policy: tlog.Policy) -> Iterator[str]:
    head = proven.checkpoint
    yield f"record {proven.seq} of {proven.member} is in the log {head.origin}, under its head of {head.size} records"
    if proven.said is None:
        yield "the receipt does not show the record"
    else:
        yield f"it says: {proven.said['kind']} {proven.said['id']}, signed for {proven.said['at']}"
        given = "the key you gave" if proven.is_author_given else "you gave none to compare it with"
        yield f"signed with key {proven.author_key} ({given})"
    for name, second in zip(proven.cosigners, proven.cosigned_at, strict=True):
        yield f"cosigned by {name} at {dt.datetime.fromtimestamp(second, dt.UTC).isoformat()}"
    if proven.unknown_signers:
        yield f"not looked at, their keys are not known here: {', '.join(proven.unknown_signers)}"
    if policy.quorum != "none":
        yield "witnessed as the policy asks" if proven.is_policy_met else "pending: the policy is not met"


def _lines(report: verifying.Report) -> Iterator[str]:
    for one in report.logs:
        seen = "seen for the first time" if one.seen_size is None else f"{one.seen_size} of them seen before"
        yield f"{one.member}: {one.size} records, {seen}, {one.disclosed} disclosed"
        if one.doubtful:
            yield f"  {one.doubtful} signed with a key that was in other hands by then"
        if one.witnessed_size is not None and report.has_policy:
            yield f"  witnessed to record {one.witnessed_size} by {', '.join(one.cosigners)}"
        elif report.has_policy:
            yield "  pending: not witnessed yet"
        else:
            yield "  held by one operator: the centre has no witnesses"
    yield f"{len(report.logs)} logs hold."


def _state_folder() -> Path:
    return Path.home() / ".local" / "state" / "diwan"
