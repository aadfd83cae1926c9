"""For programs: the centre's own gazetteer, through the same functions as the page."""

import uuid
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict, StringConstraints

from diwan.analyse.keep_own_places import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_ALIASES,
    NewPlace,
    PlaceKind,
    add_place,
    withdraw_place,
)
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.share.place_views import OwnPlacesView, own_places_view

router = Router(tags=["Gazetteer"])

Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class PlaceNames(Schema):
    """At least one of them."""

    model_config = ConfigDict(extra="forbid")

    en: Name = ""
    ar: Name = ""
    fa: Name = ""
    ru: Name = ""


class AddedPlace(Schema):
    """A place that reports name and the shipped gazetteer lacks."""

    model_config = ConfigDict(extra="forbid")

    names: PlaceNames
    kind: PlaceKind
    country: Country
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    aliases: list[Name] = Field([], max_length=MOST_ALIASES, description="Other spellings.")
    note: str = Field("", max_length=LONGEST_NOTE)
    members: list[str] = Field(
        [], max_length=100, description="Further members that read it and read with it."
    )
    whole_centre: bool = False


class PlaceId(Schema):
    id: uuid.UUID


@router.get("/places", response=OwnPlacesView, summary="List the centre's own places")
def places(request: OfficerRequest) -> OwnPlacesView:
    """Those that the member may read, the latest first."""
    return own_places_view(request.viewer)


@router.post("/places", response={201: PlaceId}, summary="Add a place")
def place_add(request: OfficerRequest, told: AddedPlace) -> Status[PlaceId]:
    """Reports that name it are read with it from then on, those that came before as well."""
    place = NewPlace(
        names=told.names.dict(),
        aliases=tuple(told.aliases),
        kind=told.kind,
        country=told.country,
        lat=told.lat,
        lon=told.lon,
        note=told.note,
        members=tuple(map(MemberId, told.members)),
        whole_centre=told.whole_centre,
    )
    return Status(201, PlaceId(id=add_place(request.viewer, place)))


@router.post("/places/{uuid:place_id}/withdraw", response={204: None}, summary="Withdraw a place")
def place_withdraw(request: OfficerRequest, place_id: uuid.UUID) -> Status[None]:
    """Of the own member."""
    withdraw_place(request.viewer, place_id)
    return Status(204, None)
