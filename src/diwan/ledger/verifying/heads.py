"""The signed heads of a log: by whom, and whether they go on from what was seen before."""

from dataclasses import dataclass

from diwan.ledger import tlog
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.words import LogWrong


@dataclass(frozen=True, slots=True)
class Heads:
    """`witnessed` is the newest head that met the policy, None while nobody has cosigned enough."""

    now: tlog.Checkpoint
    now_text: str
    witnessed: tlog.Checkpoint | None = None
    witnessed_text: str = ""
    cosigners: tuple[str, ...] = ()


def read_heads(source: Source, log: tlog.LogEntry, policy: tlog.Policy) -> Heads:
    """Both checkpoints of a log, each with exactly the signatures that belong under it."""
    path = f"{log.member}/{tlog.CHECKPOINT_PATH}"
    try:
        text = source.read(path)
    except FileNotFoundError as error:
        raise LogWrong(log.member, path, "this log has no signed head.") from error
    now, _ = _open(log, path, text, log.verifiers)
    try:
        witnessed_text = source.read(f"{log.member}/{tlog.WITNESSED_PATH}")
    except FileNotFoundError:
        return Heads(now, text.decode())
    path = f"{log.member}/{tlog.WITNESSED_PATH}"
    witnesses = [witness.verifier for witness in policy.witnesses.values()]
    witnessed, note = _open(log, path, witnessed_text, [*log.verifiers, *witnesses])
    if not policy.is_met(note):
        by = ", ".join(policy.cosigners(note)) or "nobody"
        raise LogWrong(log.member, path, f"cosigned by {by}: that does not meet the policy.")
    if witnessed.size > now.size:
        what = f"the head has {now.size} entries, an older one that was witnessed has {witnessed.size}: it has shrunk."
        raise LogWrong(log.member, path, what)
    return Heads(now, text.decode(), witnessed, witnessed_text.decode(), tuple(policy.cosigners(note)))


def read_seen(text: str) -> tlog.Checkpoint | None:
    """A head out of the verifier's own file: believed, because it was verified when it was written."""
    return tlog.Checkpoint.parse(tlog.read_note(text.encode())[0]) if text else None


def check_not_behind(log: tlog.LogEntry, now: tlog.Checkpoint, seen: tlog.Checkpoint) -> None:
    """Before anything else is read: a log never shrinks, and has one tree of each size."""
    path = f"{log.member}/{tlog.CHECKPOINT_PATH}"
    if now.size < seen.size:
        what = (
            f"this head has {now.size} entries, one seen before has {seen.size}: the log has shrunk,"
            " or an old head was shown again."
        )
        raise LogWrong(log.member, path, what)
    if now.size == seen.size and now.root != seen.root:
        raise LogWrong(log.member, path, f"another tree of {now.size} entries was seen before: it is forked.")


def check_grew_from(
    log: tlog.LogEntry, tree: tlog.Tiles, now: tlog.Checkpoint, older: tlog.Checkpoint, *, seen: bool
) -> None:
    """The first `older.size` entries are those of the older head."""
    if tree.root(older.size, within=now.size) != older.root:
        file = tlog.CHECKPOINT_PATH if seen else tlog.WITNESSED_PATH
        what = f"it does not grow out of the head of {older.size} entries that " + (
            "was seen before: the log is forked."
            if seen
            else "the witnesses have cosigned: the log is forked."
        )
        raise LogWrong(log.member, f"{log.member}/{file}", what)


def check_still_witnessed(log: tlog.LogEntry, heads: Heads, before: int) -> None:
    """`before`: the size of the last head that was seen witnessed, 0 if none was."""
    if before > (0 if heads.witnessed is None else heads.witnessed.size):
        what = f"a head of {before} entries was seen witnessed; an older one, or none, is shown now."
        raise LogWrong(log.member, f"{log.member}/{tlog.WITNESSED_PATH}", what)


def _open(
    log: tlog.LogEntry, path: str, text: bytes, verifiers: list[tlog.Verifier]
) -> tuple[tlog.Checkpoint, tlog.Note]:
    try:
        checkpoint, note = tlog.open_checkpoint(text, verifiers, log.origin)
        lines = len(tlog.read_note(text)[1])
    except tlog.LogFault as error:
        raise LogWrong(log.member, path, str(error)) from error
    if note.unknown or lines != len(note.signatures):
        named = ", ".join(one.name for one in note.unknown) or "one key twice"
        raise LogWrong(log.member, path, f"it bears a signature that does not belong there: {named}.")
    if checkpoint.extensions:
        raise LogWrong(log.member, path, "it has lines behind the root hash; our logs write none.")
    return checkpoint, note
