"""Witness policies (c2sp.org/tlog-policy): which logs are known, and which witnesses must have cosigned."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from diwan.ledger.tlog.errors import KeyMalformed, PolicyMalformed
from diwan.ledger.tlog.note import Note, SignatureKind, Verifier

NONE = "none"
_ALLOWED = re.compile(r"[\t\n\x20-\x7e\x80-\U0010ffff]*")


@dataclass(frozen=True, slots=True)
class Witness:
    name: str
    verifier: Verifier
    url: str = ""


@dataclass(frozen=True, slots=True)
class KnownLog:
    verifier: Verifier
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses a checkpoint when at least `needed` of `members` (witnesses or groups) do."""

    name: str
    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    logs: tuple[KnownLog, ...] = ()
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    @classmethod
    def parse(cls, text: str) -> "Policy":
        """Every line that the format does not know is an error: a policy read by halves is a weaker policy."""
        reader = _Reader()
        if not _ALLOWED.fullmatch(text):
            raise PolicyMalformed("It has control characters in it.")
        for number, line in enumerate(text.split("\n"), start=1):
            words = re.split(r"[ \t]+", line.strip(" \t"))
            if words[0] and not words[0].startswith("#"):
                reader.read(number, words)
        return reader.policy()

    @property
    def verifiers(self) -> list[Verifier]:
        """Those of logs and witnesses: what `open_note` needs."""
        return [log.verifier for log in self.logs] + [w.verifier for w in self.witnesses.values()]

    def is_met(self, note: Note) -> bool:
        """Whether the quorum cosigned. `note` comes from `open_note`, so its signatures are verified; that a
        known log signed it is the business of `open_checkpoint`."""
        return self.quorum == NONE or self._has_cosigned(self.quorum, note)

    def cosigners(self, note: Note) -> list[str]:
        return [name for name, w in self.witnesses.items() if note.is_signed_by(w.verifier)]

    def _has_cosigned(self, name: str, note: Note) -> bool:
        if name in self.witnesses:
            return note.is_signed_by(self.witnesses[name].verifier)
        group = self.groups[name]
        return sum(self._has_cosigned(member, note) for member in group.members) >= group.needed


class _Reader:
    def __init__(self) -> None:
        self.logs: list[KnownLog] = []
        self.witnesses: dict[str, Witness] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self.grouped: set[str] = set()

    def read(self, number: int, words: list[str]) -> None:
        kinds: dict[str, Callable[[list[str]], None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._quorum,
        }
        try:
            kinds.get(words[0], _refuse)(words[1:])
        except (KeyMalformed, PolicyMalformed) as error:
            raise PolicyMalformed(f"Line {number}: {error.detail or error}") from error

    def policy(self) -> Policy:
        if self.quorum is None:
            raise PolicyMalformed("It has no line `quorum`.")
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)

    def _log(self, words: list[str]) -> None:
        if len(words) not in (1, 2):
            raise PolicyMalformed("It is: log <vkey> [<url>].")
        verifier = self._verifier(words[0], {log.verifier.public_key for log in self.logs})
        if verifier.kind is not SignatureKind.ED25519:
            raise PolicyMalformed(f"{verifier.name} has a witness's kind of key; a log signs with kind 0x01.")
        self.logs.append(KnownLog(verifier, *words[1:]))

    def _witness(self, words: list[str]) -> None:
        if len(words) not in (2, 3):
            raise PolicyMalformed("It is: witness <name> <vkey> [<url>].")
        name = self._new_name(words[0])
        verifier = self._verifier(words[1], {w.verifier.public_key for w in self.witnesses.values()})
        if verifier.kind is not SignatureKind.COSIGNATURE:
            raise PolicyMalformed(f"{verifier.name} has no key for cosignatures (kind 0x04).")
        self.witnesses[name] = Witness(name, verifier, *words[2:])

    def _group(self, words: list[str]) -> None:
        if len(words) < 3:
            raise PolicyMalformed("It is: group <name> all|any|<k> <name>...")
        name, members = self._new_name(words[0]), words[2:]
        for member in members:
            self._must_be_defined(member)
            if member in self.grouped:
                raise PolicyMalformed(f"{member} is in two groups, or twice in one.")
            self.grouped.add(member)
        needed = {"all": len(members), "any": 1}.get(words[1])
        if needed is None:
            needed = int(words[1]) if re.fullmatch(r"[1-9][0-9]{0,5}", words[1]) else 0
        if not 1 <= needed <= len(members):
            raise PolicyMalformed(f"{words[1]} of {len(members)} cannot be asked for.")
        self.groups[name] = Group(name, needed, tuple(members))

    def _quorum(self, words: list[str]) -> None:
        if len(words) != 1 or self.quorum is not None:
            raise PolicyMalformed("There is one line: quorum <name>.")
        if words[0] != NONE:
            self._must_be_defined(words[0])
        self.quorum = words[0]

    def _verifier(self, vkey: str, taken: set[bytes]) -> Verifier:
        verifier = Verifier.from_vkey(vkey)
        if verifier.public_key in taken:
            raise PolicyMalformed(f"The key of {verifier.name} is there already.")
        return verifier

    def _new_name(self, name: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise PolicyMalformed(f"The name {name} is taken.")
        return name

    def _must_be_defined(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyMalformed(f"{name} is no witness and no group of a line above.")


def _refuse(_words: list[str]) -> None:
    raise PolicyMalformed("A line begins with log, witness, group or quorum.")
