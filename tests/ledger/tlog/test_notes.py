"""Signed notes, checkpoints, cosignatures, policies, requests, receipts and the index: what is refused, by name."""

import base64
import dataclasses

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from diwan.ledger import tlog

ORIGIN = "centre.example/log/iraq"


def signer(name, seed=1, kind=tlog.SignatureKind.ED25519):
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return tlog.NoteSigner(name, key.public_key().public_bytes_raw(), key.sign, kind)


LOG = signer(ORIGIN)
WITNESSES = [signer(f"witness.example/{n}", 10 + n, tlog.SignatureKind.COSIGNATURE) for n in range(3)]
CHECKPOINT = tlog.Checkpoint(ORIGIN, 20_852_163, bytes(range(32)))


def signed(*signers, text=CHECKPOINT.text, timestamp=1_679_315_147):
    return tlog.sign_note(text, signers, timestamp=timestamp)


def test_a_checkpoint_reads_as_it_was_signed():
    data = signed(LOG, *WITNESSES)
    checkpoint, note = tlog.open_checkpoint(data, [LOG.verifier, WITNESSES[0].verifier], ORIGIN)
    assert checkpoint == CHECKPOINT
    assert [s.timestamp for s in note.signatures] == [None, 1_679_315_147]
    assert [s.name for s in note.unknown] == ["witness.example/1", "witness.example/2"]
    lines = data.decode().split("\n")
    assert lines[:4] == [ORIGIN, "20852163", base64.b64encode(bytes(range(32))).decode(), ""]
    assert all(line.startswith("— ") for line in lines[4:-1])


def test_a_verifier_key_is_read_back_and_a_wrong_letter_is_noticed():
    for one in (LOG, *WITNESSES):
        assert tlog.Verifier.from_vkey(one.verifier.vkey) == one.verifier
    name, key_id, material = LOG.verifier.vkey.split("+", 2)
    kind_twice = base64.b64encode(b"\x02" + LOG.public_key).decode()
    for wrong in (
        f"{name}x+{key_id}+{material}",
        f"{name}+{key_id.upper()}x+{material}",
        f"{name}+{key_id}+{material[:-4]}",
        f"{name}+{key_id}+{kind_twice}",
        f"{name}+{key_id}",
        f" {name}+{key_id}+{material}",
        f"+{key_id}+{material}",
        "",
    ):
        with pytest.raises(tlog.KeyMalformed):
            tlog.Verifier.from_vkey(wrong)


def test_one_key_under_two_kinds_or_two_names_has_different_ids():
    kinds = {signer(ORIGIN, 1, kind).verifier.key_id for kind in tlog.SignatureKind}
    assert len(kinds | {signer("other.example", 1).verifier.key_id}) == 3


def small_order_points():
    """Every point whose multiple by 8 is the neutral element, found by the curve's own arithmetic."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p

    def add(a, b):
        k = d * a[0] * b[0] * a[1] * b[1] % p
        return (
            (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, p) % p,
            (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, p) % p,
        )

    def x_of(y):
        square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
        x = pow(square, (p + 3) // 8, p)
        x = x if x * x % p == square else x * pow(2, (p - 1) // 4, p) % p
        return x if x * x % p == square else None

    order = 2**252 + 27742317777372353535851937790883648493
    found = set()
    for y in range(2, 40):
        if (x := x_of(y)) is None:
            continue
        point, total, n = (x, y), (0, 1), order
        while n:  # `order` times a point leaves only its part of small order
            total = add(total, point) if n & 1 else total
            point, n = add(point, point), n >> 1
        multiple = (0, 1)
        for _ in range(8):
            multiple = add(multiple, total)
            found.add(multiple)
    return found, p


def test_keys_of_small_order_are_refused_in_every_spelling():
    points, p = small_order_points()
    assert len(points) == 8
    for x, y in points:
        for sign in (0, 1):  # the sign of x = 0 may be set, wrongly
            raw = (y | (x & 1 | sign) << 255).to_bytes(32, "little")
            with pytest.raises(tlog.KeyWeak):
                tlog.Verifier(ORIGIN, raw)
        if y + p < 2**255:
            with pytest.raises(tlog.KeyMalformed, match="not reduced"):
                tlog.Verifier(ORIGIN, (y + p).to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_keys_of_another_length_are_refused(length):
    with pytest.raises(tlog.KeyMalformed, match="32 bytes"):
        tlog.Verifier(ORIGIN, b"\x09" * length)


def resigned(change):
    """The checkpoint with its raw signature changed."""
    data = signed(LOG)
    head, _, line = data.decode().rpartition(" ")
    raw = base64.b64decode(line)
    return f"{head} {base64.b64encode(raw[:4] + change(raw[4:])).decode()}\n".encode()


def test_signatures_with_s_not_reduced_or_of_another_length_are_refused():
    order = 2**252 + 27742317777372353535851937790883648493

    def s_plus_order(raw):
        return raw[:32] + (int.from_bytes(raw[32:], "little") + order).to_bytes(32, "little")

    for change in (
        s_plus_order,
        lambda raw: raw[:-1],
        lambda raw: raw + b"\x00",
        lambda raw: bytes(len(raw)),
        lambda raw: raw[32:] + raw[:32],
        lambda raw: raw[:63] + bytes([raw[63] ^ 0x80]),
    ):
        with pytest.raises(tlog.SignatureWrong, match=ORIGIN):
            tlog.open_note(resigned(change), [LOG.verifier])


def test_every_changed_bit_of_a_signed_checkpoint_is_refused():
    data = signed(LOG)
    for at in range(len(data)):
        for bit in range(8):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            with pytest.raises(tlog.LogFault):
                tlog.open_checkpoint(changed, [LOG.verifier], ORIGIN)


def test_a_cosignature_holds_for_its_time_alone():
    data = signed(LOG, WITNESSES[0])
    head, _, line = data.decode().rpartition(" ")
    raw = base64.b64decode(line)
    later = raw[:11] + bytes([raw[11] + 1]) + raw[12:]
    changed = f"{head} {base64.b64encode(later).decode()}\n".encode()
    with pytest.raises(tlog.SignatureWrong, match="witness"):
        tlog.open_note(changed, [LOG.verifier, WITNESSES[0].verifier])


def test_a_witness_cannot_stand_in_for_the_log_nor_another_log_for_this_one():
    with pytest.raises(tlog.OriginWrong, match="has not signed"):
        tlog.open_checkpoint(signed(*WITNESSES), [w.verifier for w in WITNESSES], ORIGIN)
    with pytest.raises(tlog.OriginWrong, match="wanted is other"):
        tlog.open_checkpoint(signed(LOG), [LOG.verifier], "other.example/log")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", tlog.NoteMalformed),
        (b"text\n", tlog.NoteMalformed),
        (b"text\n\n", tlog.NoteMalformed),
        (b"text\n\nno dash\n", tlog.NoteMalformed),
        ("text\n\n— name AAAAAAAA".encode(), tlog.NoteMalformed),
        ("text\n\n— na+me AAAAAAAA\n".encode(), tlog.NoteMalformed),
        ("text\n\n—  AAAAAAAA\n".encode(), tlog.NoteMalformed),
        ("text\n\n— name AAAAAA==\n".encode(), tlog.NoteMalformed),
        ("text\n\n— name AAAAAAB=\n".encode(), tlog.NoteMalformed),  # bits that stand for nothing
        ("te\txt\n\n— name AAAAAAAA\n".encode(), tlog.NoteMalformed),
        ("text\r\n\n— name AAAAAAAA\n".encode(), tlog.NoteMalformed),
        (b"te\xffxt\n\n", tlog.NoteMalformed),
        ("text\n\n— name AAAAAAAA\n".encode(), tlog.NotSigned),
        (("text\n\n" + "— name AAAAAAAA\n" * 101).encode(), tlog.NoteTooLarge),
        (b"x" * 1_000_001, tlog.NoteTooLarge),
    ],
)
def test_what_is_no_note_is_refused_by_name(data, error):
    with pytest.raises(error):
        tlog.open_note(data, [LOG.verifier])


def test_a_note_with_sixteen_strange_signatures_is_read():
    others = [signer(f"other.example/{n}", 100 + n) for n in range(16)]
    assert len(tlog.open_note(signed(*others, LOG), [LOG.verifier]).unknown) == 16


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        f"\n1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n01\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n-1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n٣\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n9223372036854775808\n{base64.b64encode(bytes(32)).decode()}\n",
        f"a\n1\n{base64.b64encode(bytes(31)).decode()}\n",
        f"a\n1\n{base64.b64encode(bytes(32)).decode()[:-1]}\n",
        f"a\n1\n{base64.b64encode(bytes(32)).decode()}\n\n",
        f"a\n1\n{base64.b64encode(bytes(32)).decode()}",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(tlog.CheckpointMalformed):
        tlog.Checkpoint.parse(text)


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(st.text("abc", min_size=1)))
def test_a_checkpoint_is_read_back(size, root, extensions):
    one = tlog.Checkpoint(ORIGIN, size, root, tuple(extensions))
    assert tlog.Checkpoint.parse(one.text) == one


def test_lines_of_witnesses_are_added_once():
    fresh = WITNESSES[0].line(CHECKPOINT.text, timestamp=7)
    once = tlog.add_signatures(signed(LOG), fresh + fresh)
    assert once == tlog.add_signatures(once, fresh) == signed(LOG) + fresh.encode()


def policy_text(*lines):
    known = [f"witness W{n} {w.verifier.vkey} https://{w.name}" for n, w in enumerate(WITNESSES)]
    return "\n".join(["# the centre's policy", f"log {LOG.verifier.vkey}", *known, *lines, ""])


@pytest.mark.parametrize(
    ("lines", "cosigned", "met"),
    [
        (["quorum none"], [], True),
        (["quorum W1"], [0], False),
        (["quorum W1"], [1], True),
        (["group all-of all W0 W1 W2", "quorum all-of"], [0, 1], False),
        (["group all-of all W0 W1 W2", "quorum all-of"], [0, 1, 2], True),
        (["group any-of any W0 W1", "quorum any-of"], [2], False),
        (["group two 2 W0 W1 W2", "quorum two"], [2, 0], True),
        (["group pair all W0 W1", "group either 1 pair W2", "quorum either"], [0], False),
        (["group pair all W0 W1", "group either 1 pair W2", "quorum either"], [2], True),
        (["\tgroup  pair\tall W0   W1 ", "group both 2 pair W2", " quorum both"], [0, 1], False),
    ],
)
def test_a_policy_is_met_by_its_quorum_alone(lines, cosigned, met):
    policy = tlog.Policy.parse(policy_text(*lines))
    note = tlog.open_note(signed(LOG, *(WITNESSES[n] for n in cosigned)), policy.verifiers)
    assert policy.is_met(note) is met
    assert policy.cosigners(note) == [f"W{n}" for n in sorted(cosigned)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "no line `quorum`"),
        (["quorum W9"], "W9"),
        (["quorum W0", "quorum W0"], "one line"),
        (["group g 4 W0 W1 W2", "quorum g"], "4 of 3"),
        (["group g 0 W0", "quorum g"], "0 of 1"),
        (["group g some W0", "quorum g"], "some of 1"),
        (["group g any", "quorum g"], "group <name>"),
        (["group g any none", "quorum g"], "none"),
        (["group none any W0", "quorum none"], "taken"),
        (["group W0 any W1", "quorum W0"], "taken"),
        (["group g any h", "group h any W0", "quorum g"], "h is no witness"),
        (["group g 2 W0 W0", "quorum g"], "twice"),
        (["group g any W0", "group h any W0 W1", "quorum h"], "two groups"),
        ([f"witness other {WITNESSES[0].verifier.vkey}", "quorum W0"], "there already"),
        ([f"log {LOG.verifier.vkey}", "quorum none"], "there already"),
        ([f"witness other {LOG.verifier.vkey}", "quorum none"], "cosignatures"),
        ([f"log {WITNESSES[0].verifier.vkey}", "quorum none"], "witness's kind"),
        (["witness other nonsense", "quorum none"], "Line 6"),
        (["mirror x", "quorum none"], "log, witness, group or quorum"),
        (["quorum none\r"], "control"),
    ],
)
def test_a_policy_with_a_line_that_it_cannot_mean_is_refused(lines, said):
    with pytest.raises(tlog.PolicyMalformed, match=said.replace("|", r"\|")):
        tlog.Policy.parse(policy_text(*lines))


def test_a_request_to_cosign_is_read_back():
    request = tlog.AddCheckpoint(7, (bytes(32), b"\x01" * 32), signed(LOG))
    assert tlog.AddCheckpoint.parse(request.format()) == request
    assert request.format().startswith(b"old 7\nAAAA")
    first = tlog.AddCheckpoint(0, (), signed(LOG))
    assert tlog.AddCheckpoint.parse(first.format()) == first


@pytest.mark.parametrize(
    "head",
    [
        "old x",
        "old 07",
        "old -1",
        "7",
        "",
        "old 7\nAAAA",
        "old 7\nnot base64",
        "old ٧",
        "old 1" + "\n" + "\n".join([base64.b64encode(bytes(32)).decode()] * 64),
    ],
)
def test_what_is_no_request_to_cosign_is_refused(head):
    with pytest.raises(tlog.RequestMalformed):
        tlog.AddCheckpoint.parse(head.encode() + b"\n\n" + signed(LOG))


ENTRIES = [b"entry %d" % n for n in range(300)]


def receipt_for(index, extra=None):
    tiles = tlog.Tiles(tlog.append(0, ENTRIES, {}.__getitem__).__getitem__)
    head = tlog.Checkpoint(ORIGIN, len(ENTRIES), tiles.root(len(ENTRIES)))
    proof = tuple(tiles.inclusion(index, len(ENTRIES)))
    return tlog.Receipt(index, proof, signed(LOG, WITNESSES[0], text=head.text), extra)


@pytest.mark.parametrize("extra", [None, b"", b"what the leaf is made of"])
def test_a_receipt_is_read_back_and_verifies_alone(extra):
    receipt = tlog.Receipt.parse(receipt_for(42, extra).format())
    assert receipt == receipt_for(42, extra)
    checkpoint, note = receipt.verify(
        tlog.leaf_hash(ENTRIES[42]), [LOG.verifier, WITNESSES[0].verifier], ORIGIN
    )
    assert checkpoint.size == 300
    assert len(note.signatures) == 2


def test_a_receipt_for_another_entry_place_or_key_is_refused():
    receipt = receipt_for(42)
    leaf = tlog.leaf_hash(ENTRIES[42])
    with pytest.raises(tlog.ProofWrong):
        receipt.verify(tlog.leaf_hash(ENTRIES[43]), [LOG.verifier], ORIGIN)
    with pytest.raises(tlog.ProofWrong):
        dataclasses.replace(receipt, index=43).verify(leaf, [LOG.verifier], ORIGIN)
    with pytest.raises(tlog.NotSigned):
        receipt.verify(leaf, [signer(ORIGIN, 99).verifier], ORIGIN)


def test_every_changed_byte_of_a_receipt_is_refused():
    data, leaf = receipt_for(42).format(), tlog.leaf_hash(ENTRIES[42])
    verifiers = [LOG.verifier, WITNESSES[0].verifier]
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            _, note = tlog.Receipt.parse(changed).verify(leaf, verifiers, ORIGIN)
        except tlog.LogFault:
            continue
        # Only a witness's line may become one by a key that we do not know; it then counts for nothing.
        assert len(note.signatures) == 1
        assert note.unknown


@given(st.binary(max_size=200))
def test_any_bytes_are_a_receipt_of_the_one_spelling_or_refused(data):
    for prefix in (b"", b"c2sp.org/tlog-proof@v1\nindex 0\n"):
        try:
            receipt = tlog.Receipt.parse(prefix + data)
        except tlog.ReceiptMalformed:
            continue
        assert receipt.format() == prefix + data


def index():
    key = tlog.MemberKey(signer("x", 5).public_key.hex(), 1, 7)
    later = tlog.MemberKey(signer("x", 6).public_key.hex(), 8)
    log = tlog.LogEntry("iraq", ORIGIN, LOG.verifier.vkey, (key, later), {"en": "Iraq"})
    centre = "00000000-0000-4000-8000-000000000001"
    return tlog.LogIndex(centre, "ab" * 32, "centre.example/log", (log,), policy_text("quorum W0"))


def test_the_index_is_read_back_in_its_one_spelling():
    assert tlog.LogIndex.parse(index().format()) == index()
    log = index().log("iraq")
    assert [key.holds_at(7) for key in log.keys] == [True, False]
    assert [key.holds_at(8) for key in log.keys] == [False, True]
    assert index().log("nobody") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b" "),
        (b'"key_id": "', b'"key_id": "0'),
        (b'"path": "iraq/"', b'"path": "syria/"'),
        (b'"from_seq": 1', b'"from_seq": true'),
        (b'"from_seq": 1', b'"from_seq": 1.0'),
        (b'"from_seq": 1', b'"from_seq": "1"'),
        (b'"member": "iraq"', b'"member": "../iraq"'),
        (b'"member": "iraq"', b'"member": 7'),
        (b'"origin": "centre', b'"origin": "other'),
        (b'"centre"', b'"strange": 1, "centre"'),
        (b"quorum W0", b"quorum W7"),
        (b'"logs": [', b'"logs": {'),
        (b'"public_key": "', b'"public_key": "00'),
    ],
)
def test_an_index_in_another_spelling_or_with_a_strange_value_is_refused(old, new):
    data = index().format()
    assert old in data
    with pytest.raises((tlog.IndexMalformed, tlog.PolicyMalformed)):
        tlog.LogIndex.parse(data.replace(old, new, 1))
