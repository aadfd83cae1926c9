"""How an officer likes things written: language, calendar, numerals, zone, theme. Never what may be read."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum

from django.http import HttpRequest

LANGUAGES = ("ar", "fa", "ru", "en")


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    JALALI = "jalali"
    HIJRI = "hijri"


class Numerals(StrEnum):
    SCRIPT = "script"  # those of the language: ٠١٢ in Arabic, ۰۱۲ in Persian
    LATIN = "latin"


@dataclass(frozen=True, slots=True)
class Preferences:
    language: str = "en"
    calendar: Calendar = Calendar.GREGORIAN
    numerals: Numerals = Numerals.SCRIPT
    zone_name: str = "UTC"
    theme: str = ""  # "" follows the machine
    keys: bool = True

    @property
    def is_right_to_left(self) -> bool:
        return self.language in ("ar", "fa")

    @property
    def direction(self) -> str:
        return "rtl" if self.is_right_to_left else "ltr"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone_name)

    @property
    def locale(self) -> str:
        """The CLDR locale. Iraq's Arabic names the months as Iraq and Syria do: تشرين الثاني."""
        return {"ar": "ar_IQ", "fa": "fa_IR", "ru": "ru_RU"}.get(self.language, "en_GB")

    @property
    def number_system(self) -> str:
        if self.numerals is Numerals.LATIN:
            return "latn"
        return {"ar": "arab", "fa": "arabext"}.get(self.language, "latn")

    def with_zone(self, zone_name: str) -> "Preferences":
        return replace(self, zone_name=zone_name)


def chosen(value: str, allowed: type[StrEnum], otherwise: StrEnum) -> StrEnum:
    return allowed(value) if value in list(allowed) else otherwise


def of_request(request: HttpRequest) -> Preferences:
    """The account's choice, else the cookie's, else what the browser asks for."""
    account = request.user if request.user.is_authenticated else None
    cookies = request.COOKIES

    def value(name: str) -> str:
        return str(getattr(account, name, "") or cookies.get(f"diwan_{name}", ""))

    language = value("language")
    if language not in LANGUAGES:
        language = asked_by_browser(request.headers.get("Accept-Language", ""))
    calendar = chosen(value("calendar"), Calendar, default_calendar(language))
    numerals = chosen(value("numerals"), Numerals, Numerals.SCRIPT)
    theme = cookies.get("diwan_theme", "")
    return Preferences(
        language=language,
        calendar=Calendar(calendar),
        numerals=Numerals(numerals),
        theme=theme if theme in ("light", "dark") else "",
        keys=cookies.get("diwan_keys") != "off",
    )


def default_calendar(language: str) -> Calendar:
    return Calendar.JALALI if language == "fa" else Calendar.GREGORIAN


def asked_by_browser(header: str) -> str:
    for part in header.split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGUAGES:
            return tag
    return "en"


_entered: ContextVar[Preferences] = ContextVar("diwan_preferences", default=Preferences())  # noqa: B039 - frozen


@contextmanager
def entered(preferences: Preferences) -> Iterator[None]:
    """The preferences of this request, for template tags deep inside; one thread, one request."""
    token = _entered.set(preferences)
    try:
        yield
    finally:
        _entered.reset(token)


def current() -> Preferences:
    return _entered.get()


def set_zone(zone_name: str) -> None:
    """The centre's zone is known only once the viewer is."""
    _entered.set(_entered.get().with_zone(zone_name))
