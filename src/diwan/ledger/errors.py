"""What can be wrong with a signed record. Each says what it found; who raises it names the record."""

from diwan.core.errors import BadInput, DiwanError


class NotARecord(BadInput):
    """This is not a signed record."""


class NotUtf8(NotARecord):
    """A record holds bytes that are not UTF-8."""


class NotJson(NotARecord):
    """A record is not JSON."""


class NotText(NotARecord):
    """A record holds a character that no text may hold: U+0000, or half of a pair."""


class DuplicateKey(NotARecord):
    """A record says one thing twice: a key stands two times in one JSON object."""


class NumberTooLarge(NotARecord):
    """A record holds a number that programs would read differently: integers end at 2^53, others at 10^308."""


class NotAsWritten(NotARecord):
    """An envelope does not have the exact form of docs/reference/record.md."""


class WrongPayloadType(NotARecord):
    """An envelope is signed as something else than a record."""


class WrongSignatureCount(NotARecord):
    """An envelope has exactly one signature."""


class FieldWrong(NotARecord):
    """A field of the payload is missing, unknown, or not what it must be."""


class PayloadTooLarge(NotARecord):
    """A payload is larger than 64 KiB; its body belongs beside it, committed to by its hash."""


class BodyWrong(NotARecord):
    """The body is not the one that the record commits to."""


class UnknownKey(NotARecord):
    """A record is signed with a key that is not its author's at that place of the log."""


class DoubtfulKey(NotARecord):
    """A record is signed with a key that was in other hands by then."""


class WrongSignature(NotARecord):
    """The signature is not that key's over this payload."""


class WrongCommitment(NotARecord):
    """Envelope and salt are not what the leaf commits to."""


class WrongPlace(NotARecord):
    """A record does not follow the end of its author's log: one is missing, or stands twice."""


class RepeatedId(NotARecord):
    """This id is taken by another record."""


class ClockAhead(NotARecord):
    """The time of a record lies ahead of the clock; see to the clock of the machine that signed it."""


class ClockBehind(NotARecord):
    """The time of a record lies before the one of its author's last record; see to that machine's clock."""


class LogClosed(DiwanError):
    """This member's log takes no record: its key has ended and no other was announced."""


class OtherKeyHeld(DiwanError):
    """The key store holds another key than the one in use; put back the file of that key."""


class NotReleasedYet(DiwanError):
    """A label lets nobody else read before its own date: until then the record is its author's alone."""
