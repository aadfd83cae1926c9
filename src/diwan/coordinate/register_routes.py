"""For programs: the register, the state of what is in it, protected sites, files out and in."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import protected_sites as sites
from diwan.coordinate import register as entered
from diwan.coordinate.register_files import FORMS, MOST_BYTES, written
from diwan.coordinate.register_import import import_file
from diwan.coordinate.register_texts import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT, MOST_POINTS
from diwan.coordinate.register_words import (
    Object,
    ObjectForm,
    ObjectState,
    ObjectText,
    Proposal,
    ProtectedAs,
    SiteAct,
)
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.gather.schemas import Audience, Told
from diwan.share.schemas import Asked, AsOf

router = Router(tags=["Register"])
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
FileForm = Literal["geojson", "csv", "kml"]


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class RegisterQuestion(Asked):
    form: str = Field("", max_length=40, description="A form, a category of protection, or `protected`.")
    text: str = Field("", max_length=200, description="In name or address.")


class FileQuestion(AsOf):
    form: str = Field("", max_length=40)
    text: str = Field("", max_length=200)
    file: FileForm = "geojson"


class ObjectBody(Told):
    form: ObjectForm = ObjectForm.PLACE
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    points: list[tuple[Latitude, Longitude]] = Field(
        [], max_length=MOST_POINTS, description="Latitude first, in degrees.", examples=[[[33.34, 44.4]]]
    )
    address: str = Field("", max_length=LONGEST_ADDRESS, examples=["Beside the bridge"])
    details: str = Field("", max_length=LONGEST_TEXT)
    category: ProtectedAs = Field(
        ProtectedAs.NONE,
        description="What protects it: then this is a proposal, which a second officer confirms.",
    )
    expires_at: AwareDatetime | None = Field(
        None, description="Of a protected one: until when it is confirmed, within a year.", examples=[None]
    )
    links: list[uuid.UUID] = Field([], max_length=50, examples=[[]])
    is_sure: bool = Field(False, description="Its point lies in the sea, and is right.")

    def as_text(self) -> ObjectText:
        return ObjectText(
            form=self.form,
            name=self.name,
            points=tuple(self.points),
            address=self.address,
            details=self.details,
            category=self.category,
            expires_at=self.expires_at,
            links=tuple(map(RecordId, self.links)),
        )


class NewObject(ObjectBody):
    audience: Audience | None = Field(None, description="Left out: the own member alone.")
    client: str = Field(
        "", max_length=LONGEST_CLIENT, description="Chosen by the program: sent twice, it is entered once."
    )


class ObjectChange(ObjectBody):
    reason: str = Field("", max_length=LONGEST_TEXT)


class ReasonGiven(Told):
    reason: str = Field("", max_length=LONGEST_TEXT, examples=["It was moved."])


class StateBody(Told):
    state: ObjectState
    since: AwareDatetime
    held_by: str = Field("", max_length=LONGEST_NAME, description="Needed for `held`, and only then.")
    according_to: str = Field("", max_length=LONGEST_NAME, description="Empty: the own member.")
    text: str = Field("", max_length=LONGEST_TEXT)
    links: list[uuid.UUID] = Field([], max_length=50, examples=[[]])


class Confirmation(Told):
    seen_on_map: bool = Field(
        description="That the point was seen on the map, where the address says.", examples=[True]
    )


class FileBody(Told):
    file: FileForm
    text: str = Field(max_length=MOST_BYTES, description="The whole file.")
    audience: Audience | None = Field(None, description="Left out: the own member alone.")
    is_sure: bool = Field(False, description="Points in the sea are right.")


class ObjectMade(Schema):
    id: uuid.UUID
    is_proposal: bool = Field(description="It waits for a second officer; the id is the proposal's.")


class ConfirmedTold(Schema):
    id: uuid.UUID = Field(description="Of what stands in the register.")


class FileTaken(Schema):
    entered: int
    proposed: int
    known: int


class ObjectStateTold(Schema):
    record: uuid.UUID
    member: str
    state: ObjectState
    held_by: str
    according_to: str
    since: dt.datetime
    text: str
    links: Sequence[uuid.UUID]
    said_at: dt.datetime


class TextTold(Schema):
    form: ObjectForm
    name: str
    points: Sequence[tuple[float, float]]
    address: str
    details: str
    category: ProtectedAs
    expires_at: dt.datetime | None
    links: Sequence[uuid.UUID]


class ObjectTold(Schema):
    id: uuid.UUID
    member: str
    is_withdrawn: bool
    is_overdue: bool = Field(description="To be confirmed again; protected all the same.")
    now: TextTold
    states: list[ObjectStateTold] = Field(description="All that was said of its state, oldest first.")


class ObjectsTold(Schema):
    rows: list[ObjectTold]
    next: str | None


class ProposalTold(Schema):
    id: uuid.UUID
    officer: uuid.UUID
    act: SiteAct
    object: uuid.UUID | None
    site: TextTold
    proposed_at: dt.datetime
    is_confirmed: bool | None = Field(description="null: it waits.")


@router.get("/register", response=ObjectsTold, summary="List the register")
def objects(request: OfficerRequest, asked: Query[RegisterQuestion]) -> ObjectsTold:
    """What the member may read, by name. A missing entry takes away no protection."""
    question = entered.Question(asked.form, asked.text, asked.as_of)
    found = entered.objects(request.viewer, question, cursor=asked.cursor, limit=asked.limit)
    return ObjectsTold(rows=[_told(each) for each in found.rows], next=found.next)


@router.get(
    "/register/file",
    summary="Read the register as a file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file.",
                "content": {
                    form: {"schema": {"type": "object" if name == "geojson" else "string"}}
                    for name, form in FORMS.items()
                },
            }
        }
    },
)
def register_file(request: OfficerRequest, asked: Query[FileQuestion]) -> HttpResponse:
    """GeoJSON, CSV or KML of the first 10,000; each says that a missing entry takes away no protection."""
    question = entered.Question(asked.form, asked.text, asked.as_of)
    found = entered.objects(request.viewer, question, limit=entered.MOST_EXPORTED)
    return HttpResponse(written(asked.file, found.rows), content_type=f"{FORMS[asked.file]}; charset=utf-8")


@router.get("/register/{uuid:object_id}", response=ObjectTold, summary="Read an object of the register")
def one_object(request: OfficerRequest, object_id: uuid.UUID, asked: Query[AsOf]) -> ObjectTold:
    """With all that its readers said of its state."""
    with store.acting_as(request.viewer) as tx:
        return _told(entered.one(tx, RecordId(object_id), asked.as_of))


@router.post("/register", response={201: ObjectMade}, summary="Enter something in the register")
def enter(request: OfficerRequest, told: NewObject) -> Status[ObjectMade]:
    """What is protected is proposed, and stands there once a second officer has confirmed it."""
    text, reach = told.as_text(), told.audience.as_reach() if told.audience else Reach()
    if text.category:
        made = sites.propose_site(request.viewer, text, reach, client=told.client, is_sure=told.is_sure)
    else:
        made = entered.register(request.viewer, text, reach, client=told.client)
    return Status(201, ObjectMade(id=made, is_proposal=bool(text.category)))


@router.post("/register/file", response=FileTaken, summary="Take a file into the register")
def take_file(request: OfficerRequest, told: FileBody) -> FileTaken:
    """All of its entries or none. What it names as protected waits for a second officer."""
    reach = told.audience.as_reach() if told.audience else Reach()
    taken = import_file(request.viewer, told.file, told.text.encode(), reach, is_sure=told.is_sure)
    return FileTaken(entered=taken.entered, proposed=taken.proposed, known=taken.known)


@router.post("/register/{uuid:object_id}/versions", response={201: ObjectMade}, summary="Change an object")
def change(request: OfficerRequest, object_id: uuid.UUID, told: ObjectChange) -> Status[ObjectMade]:
    """By the member that entered it, the whole of it anew. Of a protected site this is a proposal."""
    which, text = RecordId(object_id), told.as_text()
    with store.acting_as(request.viewer) as tx:
        is_protected = entered.one(tx, which).is_protected
    if is_protected:
        made = sites.propose_change(request.viewer, which, text, is_sure=told.is_sure)
    else:
        entered.change(request.viewer, which, text, told.reason)
        made = which
    return Status(201, ObjectMade(id=made, is_proposal=is_protected))


@router.post(
    "/register/{uuid:object_id}/withdrawal", response={201: ObjectMade}, summary="Take an object out"
)
def withdraw(request: OfficerRequest, object_id: uuid.UUID, told: ReasonGiven) -> Status[ObjectMade]:
    """By the member that entered it. Of a protected site this is a proposal."""
    which = RecordId(object_id)
    with store.acting_as(request.viewer) as tx:
        is_protected = entered.one(tx, which).is_protected
    if is_protected:
        made = sites.propose_withdrawal(request.viewer, which, told.reason)
    else:
        entered.withdraw(request.viewer, which, told.reason)
        made = which
    return Status(201, ObjectMade(id=made, is_proposal=is_protected))


@router.post("/register/{uuid:object_id}/states", response={204: None}, summary="Say what state it is in")
def tell_state(request: OfficerRequest, object_id: uuid.UUID, told: StateBody) -> Status[None]:
    """By any of its readers, to its readers; the last of each member holds."""
    links = tuple(map(RecordId, told.links))
    new = entered.NewState(told.state, told.since, told.held_by, told.according_to, told.text, links)
    entered.tell_state(request.viewer, RecordId(object_id), new)
    return Status(204, None)


@router.get("/sites", response=list[ProposalTold], summary="List what waits for a second officer")
def proposals(request: OfficerRequest) -> list[ProposalTold]:
    """Of the own member alone."""
    with store.acting_as(request.viewer) as tx:
        return [_proposal(each) for each in sites.proposals(tx)]


@router.get("/sites/{uuid:site_id}", response=ProposalTold, summary="Read a proposal")
def one_proposal(request: OfficerRequest, site_id: uuid.UUID) -> ProposalTold:
    """To enter, change or take out a protected site."""
    with store.acting_as(request.viewer) as tx:
        return _proposal(sites.proposal(tx, RecordId(site_id)))


@router.post(
    "/sites/{uuid:site_id}/confirmation", response={201: ConfirmedTold}, summary="Confirm a proposal"
)
def confirm(request: OfficerRequest, site_id: uuid.UUID, told: Confirmation) -> Status[ConfirmedTold]:
    """By another officer of the same member than proposed it."""
    stands = sites.confirm_site(request.viewer, RecordId(site_id), seen_on_map=told.seen_on_map)
    return Status(201, ConfirmedTold(id=stands))


@router.post("/sites/{uuid:site_id}/declining", response={204: None}, summary="Decline a proposal")
def decline(request: OfficerRequest, site_id: uuid.UUID, told: ReasonGiven) -> Status[None]:
    """Nothing changes in the register."""
    sites.decline_site(request.viewer, RecordId(site_id), told.reason)
    return Status(204, None)


def _text(text: ObjectText) -> TextTold:
    return TextTold(**{name: getattr(text, name) for name in TextTold.model_fields})


def _told(found: Object) -> ObjectTold:
    states = [
        ObjectStateTold(**{n: getattr(each, n) for n in ObjectStateTold.model_fields})
        for each in found.states
    ]
    plain = {name: getattr(found, name) for name in ("id", "member", "is_withdrawn", "is_overdue")}
    return ObjectTold(**plain, now=_text(found.now), states=states)


def _proposal(found: Proposal) -> ProposalTold:
    plain = ("id", "officer", "act", "object", "proposed_at", "is_confirmed")
    return ProposalTold(**{name: getattr(found, name) for name in plain}, site=_text(found.site))
