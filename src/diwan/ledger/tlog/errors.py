"""Each way in which a file of a log can be wrong has its own name."""

from diwan.core.errors import BadInput


class LogFault(BadInput):
    """Something in this log is not as it must be."""


class NoteMalformed(LogFault):
    """This is not a signed note."""


class NoteTooLarge(NoteMalformed):
    """This signed note is larger than any that a log or a witness makes."""


class SignatureWrong(LogFault):
    """A signature by a key that we know does not fit the text under it."""


class NotSigned(LogFault):
    """None of the keys that we know has signed this."""


class KeyMalformed(LogFault):
    """This is not a verifier key."""


class KeyWeak(KeyMalformed):
    """This public key would let anybody sign in its owner's name."""


class CheckpointMalformed(LogFault):
    """This is not a checkpoint: origin, size and root hash, a line each."""


class OriginWrong(LogFault):
    """This checkpoint is of another log."""


class ProofWrong(LogFault):
    """The proof does not lead to the root hash."""


class TileMalformed(LogFault):
    """A tile has not the length that its place asks for."""


class TileMissing(LogFault):
    """A tile that the checkpoint promises is not there."""


class EntriesMalformed(LogFault):
    """A bundle of entries is not a row of entries, each with its length before it."""


class EntryTooLarge(LogFault):
    """An entry of a log has at most 65,535 bytes."""


class PolicyMalformed(LogFault):
    """This is not a witness policy."""


class RequestMalformed(LogFault):
    """This is not a request to cosign a checkpoint."""


class ReceiptMalformed(LogFault):
    """This is not a proof of logging."""


class IndexMalformed(LogFault):
    """This is not the index of a centre's logs."""
