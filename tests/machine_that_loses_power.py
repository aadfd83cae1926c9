"""A disk that loses power, leaves that a database would give, and a log key that remembers all it signed."""

import itertools

from diwan.ledger import tlog
from diwan.ledger.publishing.publish import Log
from log_of_entries import ORIGIN, signer_of


class PowerLost(Exception):
    """The machine is off."""


class FaultyDisk:
    """Forgets at a crash what was not settled: each rename lasts or not as `lasts` says, in any combination."""

    def __init__(self, durable=None, *, steps_left=None, on_step=lambda: None):
        self.durable = dict(durable or {})
        self.seen = dict(self.durable)  # what a reader sees while the machine runs
        self.unsettled = []  # (path, data or None for gone)
        self.steps_left = steps_left
        self.on_step = on_step

    def read(self, path):
        if path not in self.seen:
            raise FileNotFoundError(path)
        return self.seen[path]

    def lay(self, path, data):
        self._step()  # before the rename
        self.seen[path] = data
        self.unsettled.append((path, data))
        self._step()

    def settle(self):
        self._step()
        for path, data in self.unsettled:
            self._keep(path, data)
        self.unsettled.clear()
        self._step()

    def drop(self, folder):
        for path in [path for path in self.seen if path.startswith(f"{folder}/")]:
            self._step()
            del self.seen[path]
            self.unsettled.append((path, None))

    def after_power_loss(self, lasts):
        """The disk as the next start finds it. `lasts`: endless booleans."""
        for path, data in self.unsettled:
            if next(lasts):
                self._keep(path, data)
        return FaultyDisk(self.durable)

    def _keep(self, path, data):
        if data is None:
            self.durable.pop(path, None)
        else:
            self.durable[path] = data

    def _step(self):
        self.on_step()
        if self.steps_left is not None:
            if self.steps_left == 0:
                raise PowerLost
            self.steps_left -= 1


class ChainOfLeaves:
    """What the database holds of one member: each leaf names the one before it."""

    def __init__(self, words=()):
        self.rows = []
        self.file(words)

    def file(self, words):
        for word in words:
            prev = tlog.leaf_hash(self.rows[-1][1]) if self.rows else bytes(32)
            self.rows.append((prev, f"{prev.hex()} {word}".encode()))
        return self

    def length(self):
        return len(self.rows)

    def after(self, size, limit):
        return self.rows[size : size + limit]


class WatchedLog:
    """`signed`: every head that its key ever put its name to, also those that a crash swallowed."""

    def __init__(self):
        self.signed = []
        signer = signer_of(ORIGIN)

        def sign(text):
            self.signed.append(tlog.Checkpoint.parse(text.decode()))
            return signer.sign(text)

        watched = tlog.NoteSigner(signer.name, signer.public_key, sign)
        self.log = Log("north", watched, (watched.verifier,))

    def is_one_history(self, leaves):
        """Every head that was ever signed is a beginning of these leaves."""
        files = tlog.append(0, [entry for _, entry in leaves.rows], {}.__getitem__)
        tiles = tlog.Tiles(files.__getitem__)
        return all(
            head.size <= leaves.length() and tiles.root(head.size, within=leaves.length()) == head.root
            for head in self.signed
        )


def checked_head(disk, log):
    """The head that is served; every tile and entry under it is served too, and leads to it."""
    if tlog.CHECKPOINT_PATH not in disk.seen:
        return None
    head, _ = tlog.open_checkpoint(disk.read(tlog.CHECKPOINT_PATH), log.verifiers, log.origin)
    tiles = tlog.Tiles(disk.read)
    bundles = itertools.chain.from_iterable(
        tiles.entries(number, head.size) for number in range(-(-head.size // tlog.TILE_WIDTH))
    )
    entries = list(bundles)
    assert len(entries) == head.size
    fresh = tlog.Tiles(tlog.append(0, entries, {}.__getitem__).__getitem__)
    assert fresh.root(head.size) == head.root
    assert tiles.root(head.size) == head.root
    return head
