"""Errors name the state; the docstring is the sentence that a person reads."""


class DiwanError(Exception):
    """Something went wrong in Diwan."""

    def __init__(self, detail: str = "") -> None:
        sentence = (type(self).__doc__ or "").strip().splitlines()[0]
        super().__init__(f"{sentence} {detail}".strip() if detail else sentence)
        self.detail = detail


class NotVisible(DiwanError):
    """There is nothing here that you may read."""


class NotAllowed(DiwanError):
    """Your role does not allow this."""


class BadInput(DiwanError):
    """This cannot be read as it is."""


class Unreadable(BadInput):
    """No text could be read from this."""


class TooLarge(BadInput):
    """This is larger than the limit."""


class QuotaReached(BadInput):
    """Your member has used up its share of the disk; nothing was kept. Recall what is not needed, or ask the operator for more."""


class Refused(BadInput):
    """This address may not be fetched."""


class FetchFailed(DiwanError):
    """The source did not answer as it should."""


class StoreMissing(DiwanError):
    """The database is not there or not prepared."""


class DiskFull(DiwanError):
    """There is no room left on the disk; nothing was accepted, nothing was lost."""
