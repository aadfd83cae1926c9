"""Logs of a small centre, written with no database: real envelopes, tiles, heads, index, disclosed records."""

import datetime as dt
import hashlib
import json
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diwan.core.labels import Label, Tlp
from diwan.ledger import tlog, verifying
from diwan.ledger.envelope import EMPTY_HEAD, commitment, leaf_bytes, leaf_hash, sign
from diwan.ledger.record import Record
from diwan.ledger.signers import LocalSigner
from diwan.ledger.write_payload import write_payload

ORIGIN = "centre.example/log"
CENTRE = uuid.UUID(int=7, version=4)
START = dt.datetime(2015, 9, 26, 9, tzinfo=dt.UTC)
NAMES = {"en": "A centre of the tests"}


def key_of(name):
    return LocalSigner(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


def witness_signer(name):
    key = key_of(f"witness {name}")
    return tlog.NoteSigner(
        f"witness.example/{name}", key.public_key, key.sign, tlog.SignatureKind.COSIGNATURE
    )


WITNESSES = {name: witness_signer(name) for name in ("a", "b", "c")}
POLICY = "".join(
    [
        *(f"witness {name} {one.verifier.vkey}\n" for name, one in WITNESSES.items()),
        "group two 2 a b c\nquorum two\n",
    ]
)
CHARTER = {"names": NAMES, "log_origin": ORIGIN, "witness_policy": POLICY, "founders": ["iran", "iraq"]}
CHARTER_HASH = hashlib.sha256(json.dumps(CHARTER, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class WrittenLog:
    """One member's log. `say` appends; `write` lays the files as of now."""

    def __init__(self, member):
        self.member = member
        self.signer = key_of(member)
        log_key = key_of(f"{member}.log")
        self.head_signer = tlog.NoteSigner(f"{ORIGIN}/{member}", log_key.public_key, log_key.sign)
        self.keys = [tlog.MemberKey(self.signer.public_key.hex(), 1)]
        self.records = []  # (salt, envelope, entry)
        self.say(
            "charter.signed",
            {
                "charter": CHARTER,
                "sha256": CHARTER_HASH,
                "public_key": self.signer.public_key.hex(),
                "log_key": self.head_signer.verifier.vkey,
                "log_origin": f"{ORIGIN}/{member}",
            },
        )

    @property
    def entries(self):
        return [entry for _, _, entry in self.records]

    def say(self, kind="report.filed", body=None, *, signer=None, seq=None, prev=None, member=None):
        """The named arguments make it wrong on purpose."""
        seq = seq or len(self.records) + 1
        if prev is None:
            prev = leaf_hash(self.entries[-1]) if self.records else EMPTY_HEAD
        record = Record(
            id=uuid.uuid5(CENTRE, f"{self.member} {seq}"),
            kind=kind,
            member=member or self.member,
            officer=None,
            at=START + dt.timedelta(minutes=seq),
            seq=seq,
            label=Label(frozenset({self.member}), Tlp.AMBER),
            audience=0,
            refs=(),
            body=body or {"title": f"Flood, part {seq} / سيل / سیل / Наводнение"},
            charter=CHARTER_HASH,
        )
        payload, _ = write_payload(record, prev=prev, centre=CENTRE)
        envelope, salt = sign(payload, signer or self.signer), hashlib.sha256(payload).digest()
        entry = leaf_bytes(self.member, seq, prev, commitment(salt, envelope))
        self.records.append((salt, envelope, entry))

    def tiles(self, entries=None):
        return tlog.append(0, self.entries if entries is None else entries, {}.__getitem__)

    def head(self, entries=None, *, size=None):
        entries = self.entries if entries is None else entries
        files = self.tiles(entries)
        size = size or len(entries)
        return tlog.Checkpoint(f"{ORIGIN}/{self.member}", size, tlog.Tiles(files.__getitem__).root(size))

    def entry_in_index(self):
        return tlog.LogEntry(
            self.member, f"{ORIGIN}/{self.member}", self.head_signer.verifier.vkey, tuple(self.keys)
        )

    def write(self, put, *, witnessed_by=("a", "b"), disclose=True):
        head = self.head()
        put(f"{self.member}/checkpoint", tlog.sign_note(head.text, [self.head_signer]))
        if witnessed_by:
            signers = [self.head_signer, *(WITNESSES[name] for name in witnessed_by)]
            put(
                f"{self.member}/checkpoint.witnessed",
                tlog.sign_note(head.text, signers, timestamp=1_443_258_000),
            )
        for path, data in self.tiles().items():
            put(f"{self.member}/{path}", data)
        if disclose:
            for number in range(-(-len(self.records) // 256)):
                lines = [
                    verifying.disclosed_line(number * 256 + place + 1, salt, envelope)
                    for place, (salt, envelope, _) in enumerate(
                        self.records[number * 256 : number * 256 + 256]
                    )
                ]
                put(verifying.envelopes_path(self.member, number), b"".join(lines))


def index_of(*logs, policy=POLICY):
    entries = tuple(sorted((log.entry_in_index() for log in logs), key=lambda entry: entry.member))
    return tlog.LogIndex(str(CENTRE), CHARTER_HASH, ORIGIN, entries, policy, NAMES)


def writer(root):
    def put(path, data):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    return put


def write_centre(root, *logs, **how):
    put = writer(root)
    put("index.json", index_of(*logs).format())
    for log in logs:
        log.write(put, **how)
    write_sums(root)


def write_sums(root):
    """As whoever changes a bundle would: nobody signs them."""
    source = verifying.Folder(root)
    writer(root)("SHA256SUMS", verifying.sums_of(source, source.paths()))
