"""The four languages, their scripts and directions."""

from enum import StrEnum


class Language(StrEnum):
    AR = "ar"
    FA = "fa"
    RU = "ru"
    EN = "en"
    UNDETERMINED = "und"  # ISO 639-2

    @property
    def is_right_to_left(self) -> bool:
        return self in (Language.AR, Language.FA)


FOUR = (Language.AR, Language.FA, Language.RU, Language.EN)
