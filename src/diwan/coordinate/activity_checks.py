"""What an announcement must hold before it is said. Pure."""

from enum import StrEnum

from diwan.coordinate.activity_words import Announcement, Consent
from diwan.coordinate.space import NotAVolume
from diwan.coordinate.space.volume import MOST_VOLUMES
from diwan.core.errors import BadInput

LONGEST_NAME, LONGEST_TEXT, LONGEST_CLIENT = 200, 4000, 64


class ActivityFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_NAME = "Its name is missing: say in a few words what it is."
    NO_CONTACT = "Its contact is missing: say how to reach whoever can change it."
    NO_HOST = "Host and consent go together: name the host, or say that no consent is needed."
    NO_CONDITIONS = "The conditions of the consent are missing: write them down."
    STRANGER = "The host is no party of this centre; choose one that is."
    TOO_LONG = "A name, a contact and a client id have 200, 200 and 64 letters at most, other texts 4000."
    NO_TEXT = "A text holds a character that no text holds; take it out."


class ActivityIncomplete(BadInput):
    """This cannot be announced as it is written."""

    def __init__(self, flaw: ActivityFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


def check(said: Announcement) -> None:
    """Raises ActivityIncomplete, NotAVolume."""
    for text, longest in (
        (said.name, LONGEST_NAME),
        (said.contact, LONGEST_NAME),
        (said.details, LONGEST_TEXT),
        (said.conditions, LONGEST_TEXT),
    ):
        check_text(text, longest)
    flaws = {
        ActivityFlaw.NO_NAME: not said.name.strip(),
        ActivityFlaw.NO_CONTACT: not said.contact.strip(),
        ActivityFlaw.NO_HOST: (said.host is None) != (said.consent is Consent.NOT_NEEDED),
        ActivityFlaw.NO_CONDITIONS: said.consent is Consent.WITH_CONDITIONS and not said.conditions.strip(),
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise ActivityIncomplete(flaw)
    if not said.volumes:
        raise NotAVolume("volumes", "no_volume")
    if len(said.volumes) > MOST_VOLUMES:
        raise NotAVolume("volumes", "many_volumes", count=len(said.volumes), most=MOST_VOLUMES)


def check_text(text: str, longest: int) -> None:
    if "\0" in text:
        raise ActivityIncomplete(ActivityFlaw.NO_TEXT)
    if len(text) > longest:
        raise ActivityIncomplete(ActivityFlaw.TOO_LONG)
