"""What is written is read back as it was meant, whatever it says: it is signed without being read as a whole."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.labels import Label, Tlp
from diwan.ledger import errors
from diwan.ledger.payload import LARGEST_PAYLOAD_BYTES, previous_head, read_payload
from diwan.ledger.record import EvidenceNote, Record
from diwan.ledger.write_payload import as_read, write_payload

CENTRE = uuid.UUID(int=7)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
MEMBERS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
MOMENTS = st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda held: st.lists(held, max_size=3) | st.dictionaries(WORDS, held, max_size=3),
    max_leaves=10,
)
LABELS = st.builds(
    Label,
    members=st.frozensets(MEMBERS, max_size=4),
    tlp=st.sampled_from(Tlp),
    rooms=st.lists(WORDS, max_size=2).map(tuple),
    whole_centre=st.booleans(),
    release_at=st.none() | MOMENTS,
)
RECORDS = st.builds(
    Record,
    id=st.uuids(),
    kind=st.just("report.filed"),
    member=MEMBERS,
    officer=st.none() | st.uuids(),
    at=MOMENTS,
    seq=st.integers(1, 2**53 - 1),
    label=LABELS,
    audience=st.just(0),
    refs=st.lists(st.uuids(), max_size=3).map(tuple),
    body=st.dictionaries(WORDS, BODIES, max_size=4),
    charter=st.sampled_from(["", "a" * 64]),
    evidence=st.none()
    | st.builds(
        EvidenceNote, sha256=st.just("b" * 64), size_bytes=st.integers(0, 99), media_type=WORDS, name=WORDS
    ),
    body_note=st.none(),
)


def a_record(**changed):
    record = Record(
        uuid.UUID(int=1), "report.filed", "iraq", None, dt.datetime(2016, 1, 1, tzinfo=dt.UTC), 1,
        Label(frozenset({"iraq"})), 0, (), {"title": "Flood"}, "",
    )  # fmt: skip
    return replace(record, **changed)


@given(RECORDS, st.binary(min_size=32, max_size=32))
def test_every_record_is_read_back_as_it_was_written(record, prev):
    payload, beside = write_payload(record, prev=prev, centre=CENTRE)
    assert beside is None
    assert read_payload(payload, 0) == record
    assert previous_head(payload) == prev


@given(RECORDS)
def test_a_body_written_before_gives_the_same_bytes(record):
    text, body = as_read(record.body)
    assert body == record.body
    assert write_payload(record, prev=bytes(32), centre=None, body=text) == write_payload(
        record, prev=bytes(32), centre=None
    )


def test_a_large_body_lies_beside_the_payload_and_is_read_from_there():
    record = a_record(body={"text": "سيل " * LARGEST_PAYLOAD_BYTES})
    payload, beside = write_payload(record, prev=bytes(32), centre=CENTRE)
    assert len(payload) < 1000
    read = read_payload(payload, 0, beside)
    assert read.body == record.body
    assert read.body_note.size_bytes == len(beside)


def test_times_and_ids_in_a_body_are_read_as_text():
    moment, item = dt.datetime(2016, 1, 2, 3, 4, tzinfo=dt.UTC), uuid.UUID(int=5)
    _, body = as_read({"at": moment, "item": item})
    assert body == {"at": moment.isoformat(), "item": str(item)}


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"kind": "Report filed"}, errors.FieldWrong),
        ({"member": "Iraq"}, errors.FieldWrong),
        ({"member": 'iraq","seq":9'}, errors.FieldWrong),
        ({"charter": "no hash"}, errors.FieldWrong),
        ({"seq": 0}, errors.FieldWrong),
        ({"id": 'x","kind":"a.b'}, errors.FieldWrong),
        ({"officer": "somebody"}, errors.FieldWrong),
        ({"refs": ("R-7be1",)}, errors.FieldWrong),
        ({"at": dt.datetime(2016, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=3)))}, errors.FieldWrong),
        ({"label": Label(frozenset({"Iraq"}))}, errors.FieldWrong),
        ({"label": Label(frozenset({"iraq"}), rooms=("\0",))}, errors.NotText),
        ({"evidence": EvidenceNote("b" * 64, 1, "text/plain", "\ud800")}, errors.NotText),
        ({"evidence": EvidenceNote("b" * 64, 1, "text/plain", "\0")}, errors.NotText),
        ({"body": {"n": 2**53}}, errors.NumberTooLarge),
        ({"body": {1: "one", "1": "another"}}, errors.DuplicateKey),
        ({"body": {"text": "\0"}}, errors.NotText),
        ({"body": ["no object"]}, errors.FieldWrong),
    ],
)
def test_what_would_be_refused_of_others_is_not_written(changed, error):
    with pytest.raises(error):
        write_payload(a_record(**changed), prev=bytes(32), centre=CENTRE)
