"""What the register of agreements speaks of, and what state an agreement is in. Pure."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from diwan.charter.words import Names
from diwan.core.codec import to_json
from diwan.core.ids import MemberId, RecordId


class AgreementState(StrEnum):
    PROPOSED = "proposed"  # a member's signature is still missing
    AGREED = "agreed"  # signed by all, its first day lies ahead
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"  # taken back before every member had signed


class Step(StrEnum):
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """What the parties tell one another: how long before, what, and through which channel."""

    lead_hours: int | None = None
    contents: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class AgreementText:
    """What every signer signs, word for word. `ends_at` is the moment from which on it no longer holds."""

    titles: Names
    subject: str
    signers: tuple[MemberId, ...]
    outside: tuple[MemberId, ...]
    begins_at: dt.datetime
    ends_at: dt.datetime | None = None
    text: str = ""
    reference: str = ""
    notice: NoticeRules = field(default_factory=NoticeRules)

    @property
    def parties(self) -> tuple[MemberId, ...]:
        return (*self.signers, *self.outside)

    def as_json(self) -> dict[str, Any]:
        return dict(to_json(self))


@dataclass(frozen=True, slots=True)
class StepTaken:
    member: MemberId
    party: MemberId  # the member itself, or an outside party for which it speaks
    step: Step
    reason: str
    at: dt.datetime
    record: RecordId


@dataclass(frozen=True, slots=True)
class Agreement:
    """As it stood at a moment: signatures and steps until then. `id` is that of the record that proposed it."""

    id: RecordId
    member: MemberId
    audience: int
    sha256: str
    text: AgreementText
    proposed_at: dt.datetime
    signed: dict[MemberId, dt.datetime]
    steps: tuple[StepTaken, ...]
    state: AgreementState

    @property
    def in_force_since(self) -> dt.datetime | None:
        if not set(self.text.signers) <= self.signed.keys():
            return None
        return max(self.text.begins_at, *self.signed.values())

    @property
    def suspended_by(self) -> tuple[MemberId, ...]:
        return suspending(self.steps)


def state_at(
    at: dt.datetime, text: AgreementText, signed: dict[MemberId, dt.datetime], steps: tuple[StepTaken, ...]
) -> AgreementState:
    """`signed` and `steps` hold nothing later than `at`."""
    is_signed = set(text.signers) <= signed.keys()
    if any(step.step == Step.ENDED for step in steps):
        return AgreementState.ENDED if is_signed else AgreementState.WITHDRAWN
    if text.ends_at is not None and text.ends_at <= at:
        return AgreementState.ENDED
    if not is_signed:
        return AgreementState.PROPOSED
    if suspending(steps):
        return AgreementState.SUSPENDED
    return AgreementState.AGREED if at < text.begins_at else AgreementState.IN_FORCE


def suspending(steps: tuple[StepTaken, ...]) -> tuple[MemberId, ...]:
    """The parties whose suspension stands: whoever suspended it resumes it, nobody in its place."""
    held = dict[MemberId, None]()
    for step in steps:
        if step.step == Step.SUSPENDED:
            held[step.party] = None
        elif step.step == Step.RESUMED:
            held.pop(step.party, None)
    return tuple(held)


def steps_open_to(agreement: Agreement, member: MemberId) -> list[tuple[Step, MemberId]]:
    """What a member may do with it now, each in the name of a party: its own, or of an outside one."""
    if member not in agreement.text.signers or agreement.state in (
        AgreementState.ENDED,
        AgreementState.WITHDRAWN,
    ):
        return []
    names = (member, *agreement.text.outside)
    if agreement.state == AgreementState.PROPOSED:
        return [(Step.ENDED, member)]
    held = agreement.suspended_by
    return (
        [(Step.RESUMED, party) for party in names if party in held]
        + [(Step.SUSPENDED, party) for party in names if party not in held]
        + [(Step.ENDED, party) for party in names]
    )
