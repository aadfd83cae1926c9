"""What a program's token may be for, and what each address of the API asks for."""

from enum import StrEnum

from django.db import connection

from diwan.core.errors import NotAllowed

PREFIX = "/api/v1/"
READING = frozenset({"GET", "HEAD"})


class Scope(StrEnum):
    READ = "read"
    FILE = "file"  # reports, files and briefs, for its own member or for others as its officer may
    JUDGE = "judge"  # answer the machine, mark events as done
    ASK = "ask"  # ask originators, and answer who asks
    DECIDE = "decide"  # recommend, ask, answer both and announce, in the name of the member
    SOURCES = "sources"  # add, change, ask for a look


# Of every address that changes something, by its first part. One that is not named here is refused to every token
# with scopes, so a route that nobody thought of opens to none of them.
CHANGING = {
    "reports": Scope.FILE,
    "uploads": Scope.FILE,
    "items": Scope.FILE,
    "releases": Scope.FILE,
    "briefs": Scope.FILE,
    "calls": Scope.FILE,
    "incidents": Scope.FILE,
    "duty": Scope.FILE,
    "register": Scope.FILE,
    "sites": Scope.DECIDE,
    "watches": Scope.DECIDE,
    "judgements": Scope.JUDGE,
    "events": Scope.JUDGE,
    "requests": Scope.ASK,
    "recommendations": Scope.DECIDE,
    "tasks": Scope.DECIDE,
    "activities": Scope.DECIDE,
    "notices": Scope.DECIDE,
    "sources": Scope.SOURCES,
    "places": Scope.FILE,
}
OPEN_TO_ALL = frozenset({"me"})  # whose token this is, and what it may


class ScopeMissing(NotAllowed):
    """This token was not made for that."""

    def __init__(self, scope: Scope | None) -> None:
        super().__init__()
        self.scope = scope

    @property
    def told(self) -> str:
        if self.scope is None:
            return "No token with scopes does this. Nothing changed."
        return (
            f"This token lacks the scope `{self.scope.value}`. Its officer makes one that has it, on the page API"
            " tokens. Nothing changed."
        )


def needed(method: str, path: str) -> Scope | None:
    """Raises ScopeMissing for an address that changes something and has no scope. None: any token will do."""
    parts = path.removeprefix(PREFIX).split("/")
    if method in READING:
        return None if parts[0] in OPEN_TO_ALL else Scope.READ
    named = "requests" if "requests" in parts else parts[0]  # a request is made below its report
    if named not in CHANGING:
        raise ScopeMissing(None)
    return CHANGING[named]


def check(token: str, method: str, path: str) -> None:
    """Raises ScopeMissing. A token without chosen scopes does what the database lets it do."""
    scopes = used(token)
    if scopes is not None and (scope := needed(method, path)) is not None and scope not in scopes:
        raise ScopeMissing(scope)


def used(token: str) -> frozenset[Scope] | None:
    """The token's scopes; that it was used just now is noted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT diwan.use_api_token(%s)", [token])
        row = cursor.fetchone()
    return None if row is None or row[0] is None else frozenset(Scope(each) for each in row[0])
