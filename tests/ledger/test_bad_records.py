"""Each thing that can be wrong with a record from elsewhere has its own error, and nothing wrong is believed."""

import base64
import datetime as dt
import json
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.core.ids import MemberId
from diwan.ledger import errors
from diwan.ledger.envelope import commitment, key_id, leaf_bytes, open_envelope, sign
from diwan.ledger.key_ring import KeyRing, KnownKey
from diwan.ledger.receive import Known, receive
from diwan.ledger.signers import LocalSigner
from diwan.ledger.strict_json import read_json

IRAQ = MemberId("iraq")
NOW = dt.datetime(2015, 10, 1, 8, tzinfo=dt.UTC)
KEY, STRANGER = (LocalSigner(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2))
SALT = b"s" * 32
HEAD = b"h" * 32
KNOWN = Known(IRAQ, 6, HEAD, NOW - dt.timedelta(hours=1), KeyRing((KnownKey(KEY.public_key, 1),)))
SAID = {
    "kind": "note.filed",
    "id": "00000000-0000-4000-8000-000000000007",
    "centre": None,
    "charter": "",
    "member": "iraq",
    "officer": None,
    "at": "2015-10-01T07:59:00.000000+00:00",
    "seq": 7,
    "prev": HEAD.hex(),
    "label": {
        "members": ["iraq"],
        "tlp": "TLP:AMBER",
        "rooms": [],
        "whole_centre": False,
        "release_at": None,
    },
    "refs": [],
    "evidence": None,
    "body": {"text": "мост — پل ٣"},
}


def payload(**changes):
    return json.dumps(SAID | changes, ensure_ascii=False).encode()


def arrive(envelope, *, known=KNOWN, **more):
    leaf = leaf_bytes(known.member, known.seq + 1, known.head, commitment(SALT, envelope))
    return receive(envelope, SALT, leaf, known=known, now=NOW, **more)


def test_a_record_as_its_author_wrote_it_is_believed():
    record = arrive(sign(payload(), KEY))
    assert (record.seq, record.member, record.body) == (7, IRAQ, SAID["body"])


def test_what_follows_is_known_by_the_leaf():
    envelope = sign(payload(), KEY)
    leaf = leaf_bytes(IRAQ, 7, HEAD, commitment(SALT, envelope))
    after = KNOWN.after(arrive(envelope), leaf)
    following = payload(seq=8, prev=after.head.hex(), id=str(uuid.UUID(int=8)))
    assert arrive(sign(following, KEY), known=after).seq == 8


def _respelled(envelope):
    """The last character before == has four bits that decoders ignore."""
    at = envelope.rindex(b"==")
    other = {b"A": b"B", b"Q": b"R", b"g": b"h", b"w": b"x"}[envelope[at - 1 : at]]
    return envelope[: at - 1] + other + envelope[at:]


WRONG_ENVELOPES = {
    "another payload type": (lambda e: e.replace(b"record+json", b"report+json"), errors.WrongPayloadType),
    "two signatures": (lambda e: e[:-2] + b',{"keyid":"x","sig":"x"}]}', errors.WrongSignatureCount),
    "no signature": (lambda e: e[: e.index(b"[")] + b"[]}", errors.WrongSignatureCount),
    "a key twice": (lambda e: e[:-1] + b',"payload":""}', errors.DuplicateKey),
    "a huge number": (lambda e: e[:-1] + b',"n":' + b"9" * 5000 + b"}", errors.NumberTooLarge),
    "no UTF-8": (lambda e: e[:20] + b"\xff" + e[21:], errors.NotUtf8),
    "half an envelope": (lambda e: e[: len(e) // 2], errors.NotJson),
    "nothing": (lambda _: b"", errors.NotJson),
    "a list": (lambda e: b"[" + e + b"]", errors.NotAsWritten),
    "another key": (lambda e: e[:-1] + b',"more":1}', errors.NotAsWritten),
    "spaces": (lambda e: json.dumps(json.loads(e)).encode(), errors.NotAsWritten),
    "a line end": (lambda e: e + b"\n", errors.NotAsWritten),
    "loose base64": (lambda e: e.replace(b'=="}]}', b'="}]}'), errors.NotAsWritten),
    "another spelling of the same base64": (_respelled, errors.NotAsWritten),
    "deep nesting": (lambda _: b"[" * 100_000, errors.NotJson),
}


def _with_key_id(envelope, change):
    key = open_envelope(envelope).key_id
    return envelope.replace(key.encode(), change(key).encode())


@pytest.mark.parametrize("name", WRONG_ENVELOPES)
def test_an_envelope_of_another_form_is_refused_by_name(name):
    change, error = WRONG_ENVELOPES[name]
    with pytest.raises(error):
        receive(change(sign(payload(), KEY)), SALT, b"", known=KNOWN, now=NOW)


WRONG_PAYLOADS = {
    "no JSON": (b"no", errors.NotJson),
    "no UTF-8": (payload()[:-5] + b"\xff" + payload()[-5:], errors.NotUtf8),
    "a list": (b"[]", errors.FieldWrong),
    "a key twice": (payload()[:-1] + b',"seq":7}', errors.DuplicateKey),
    "a key twice deep inside": (
        payload(body={}).replace(b"{}", b'{"a":[{"b":1,"b":2}]}'),
        errors.DuplicateKey,
    ),
    "a huge integer": (payload(body={"n": 2**53}), errors.NumberTooLarge),
    "thousands of digits": (
        payload(body={}).replace(b"{}", b'{"n":' + b"7" * 10_000 + b"}"),
        errors.NumberTooLarge,
    ),
    "a huge fraction": (payload(body={}).replace(b"{}", b'{"n":1e999}'), errors.NumberTooLarge),
    "not a number": (payload(body={"n": float("nan")}), errors.NotJson),
    "half a pair": (payload(body={}).replace(b"{}", b'{"t":"\\ud800"}'), errors.NotText),
    "a zero character": (payload(body={}).replace(b"{}", b'{"t":"\\u0000"}'), errors.NotText),
    "an unknown field": (payload(more=1), errors.FieldWrong),
    "a missing field": (payload().replace(b'"refs": [], ', b""), errors.FieldWrong),
    "no kind": (payload(kind="filed"), errors.FieldWrong),
    "no id": (payload(id="seven"), errors.FieldWrong),
    "a place that is no number": (payload(seq="7"), errors.FieldWrong),
    "a place that is true": (payload(seq=True), errors.FieldWrong),
    "a fraction of a place": (payload(seq=7.0), errors.FieldWrong),
    "a time without a zone": (payload(at="2015-10-01T07:59:00"), errors.FieldWrong),
    "a time in another zone": (payload(at="2015-10-01T07:59:00+03:00"), errors.FieldWrong),
    "a day that is none": (payload(at="2015-02-30T07:59:00+00:00"), errors.FieldWrong),
    "a previous head that is none": (payload(prev="00"), errors.FieldWrong),
    "a member with a line end": (payload(member="iraq\n7"), errors.FieldWrong),
    "a label without members": (payload(label={"tlp": "TLP:RED"}), errors.FieldWrong),
    "a body that is a list": (payload(body=[]), errors.FieldWrong),
    "a reference to no id": (payload(refs=["x"]), errors.FieldWrong),
    "evidence that is none": (payload(evidence={"sha256": 1}), errors.FieldWrong),
    "another member's": (payload(member="iran"), errors.FieldWrong),
    "more than 64 KiB": (payload(body={"text": "x" * 65_536}), errors.PayloadTooLarge),
    "a body beside it that is not there": (
        payload(body={}, body_evidence={"sha256": "00" * 32, "size_bytes": 70_000}),
        errors.BodyWrong,
    ),
    "a gap": (payload(seq=8), errors.WrongPlace),
    "the same place again": (payload(seq=6), errors.WrongPlace),
    "another record before it": (payload(prev="11" * 32), errors.WrongPlace),
    "ten years ahead": (payload(at="2025-10-01T08:00:00+00:00"), errors.ClockAhead),
    "ten years behind": (payload(at="2005-10-01T08:00:00+00:00"), errors.ClockBehind),
}


@pytest.mark.parametrize("name", WRONG_PAYLOADS)
def test_a_payload_that_says_something_impossible_is_refused_by_name(name):
    data, error = WRONG_PAYLOADS[name]
    envelope = sign(data, KEY)
    with pytest.raises(error):
        receive(envelope, SALT, leaf_bytes(IRAQ, 7, HEAD, commitment(SALT, envelope)), known=KNOWN, now=NOW)


def test_another_key_is_unknown_and_a_borrowed_name_does_not_help():
    theirs = sign(payload(), STRANGER)
    with pytest.raises(errors.UnknownKey):
        arrive(theirs)
    with pytest.raises(errors.WrongSignature):
        arrive(_with_key_id(theirs, lambda _: open_envelope(sign(payload(), KEY)).key_id))


def test_a_keys_name_in_capitals_is_no_name():
    with pytest.raises(errors.UnknownKey):
        arrive(_with_key_id(sign(payload(), KEY), str.upper))


def test_a_changed_payload_is_not_signed():
    envelope = sign(payload(), KEY)
    changed = base64.b64encode(payload(body={"text": "мост"}))
    with pytest.raises(errors.WrongSignature):
        arrive(envelope.replace(json.loads(envelope)["payload"].encode(), changed))


def test_another_salt_or_leaf_is_not_what_was_committed_to():
    envelope = sign(payload(), KEY)
    leaf = leaf_bytes(IRAQ, 7, HEAD, commitment(SALT, envelope))
    for salt, given_leaf in ((b"t" * 32, leaf), (SALT[:31], leaf), (SALT, leaf[:-1]), (SALT, b"")):
        with pytest.raises(errors.WrongCommitment):
            receive(envelope, salt, given_leaf, known=KNOWN, now=NOW)


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(errors.RepeatedId, match="000000000007"):
        arrive(sign(payload(), KEY), is_taken=lambda _: True)


def test_a_key_counts_at_its_places_alone():
    for ended, error in (("rotated", errors.UnknownKey), ("compromised", errors.DoubtfulKey)):
        ring = KeyRing((KnownKey(KEY.public_key, 1, 6, ended),))
        with pytest.raises(error, match="to 6"):
            arrive(sign(payload(), KEY), known=Known(IRAQ, 6, HEAD, None, ring))
    ring = KeyRing((KnownKey(KEY.public_key, 8),))
    with pytest.raises(errors.UnknownKey, match="from place 8"):
        arrive(sign(payload(), KEY), known=Known(IRAQ, 6, HEAD, None, ring))


@pytest.mark.parametrize("weak", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_key_under_which_one_signature_fits_every_text_verifies_nothing(weak):
    envelope = sign(payload(), KEY)
    ring = KeyRing((KnownKey(weak, 1),))
    named = _with_key_id(envelope, lambda _: key_id(weak))
    signature = base64.b64encode(b"\x01" + bytes(63))
    forged = named.replace(json.loads(named)["signatures"][0]["sig"].encode(), signature)
    with pytest.raises(errors.WrongSignature):
        arrive(forged, known=Known(IRAQ, 6, HEAD, None, ring))


@settings(deadline=None)
@given(st.data())
def test_no_changed_byte_is_believed(data):
    envelope = sign(payload(), KEY)
    leaf = leaf_bytes(IRAQ, 7, HEAD, commitment(SALT, envelope))
    at = data.draw(st.integers(0, len(envelope) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    changed = envelope[:at] + bytes([envelope[at] ^ bit]) + envelope[at + 1 :]
    with pytest.raises(errors.NotARecord):
        receive(changed, SALT, leaf, known=KNOWN, now=NOW)


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_at_all_make_it_stumble(data):
    with pytest.raises(errors.NotARecord):
        receive(data, SALT, data, known=KNOWN, now=NOW)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), inner),
)  # fmt: skip


@settings(deadline=None)
@given(_VALUES)
def test_what_all_programs_read_alike_is_read(value):
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value
    assert read_json(json.dumps(value).encode()) == value
