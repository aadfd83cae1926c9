"""What a brief says, in the officer's language: a small catalogue, with plurals, days and numbers by CLDR.

Not gettext: a brief is made without the web part, and its sentences are few and its own.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from diwan.core.languages import Language
from diwan.core.picture import Actor

_DIGITS = {
    Language.AR: str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    Language.FA: str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


class Words:
    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def say(self, key: str, **values: object) -> str:
        return str(self._catalogue[key]).format(**{k: self._shown(v) for k, v in values.items()})

    def one_of(self, table: str, key: str, **values: object) -> str:
        """An entry of a table: `kinds`, `stances`, `units`. A unit that is not there is shown as it is."""
        return str(self._catalogue[table].get(key, key)).format(**values)

    def reason(self, sentence: str, rule: str) -> str:
        """What was wrong with an input; "" where this language has no words of its own for it."""
        known: dict[str, str] = self._catalogue["reasons"]
        return known.get(sentence) or known.get(rule) or known.get(rule.partition(".")[0], "")

    def count(self, key: str, number: int) -> str:
        forms: dict[str, str] = self._catalogue[key]
        form = _locale(self.language).plural_form(number)
        return forms.get(form, forms["other"]).format(n=self.number(number))

    def number(self, value: float) -> str:
        from babel.numbers import format_decimal  # noqa: PLC0415  (a tenth of a second, not needed for --help)

        whole = int(value) if float(value).is_integer() else value
        written = str(
            format_decimal(whole, locale="en" if self.language in _DIGITS else _locale(self.language))
        )
        return written.translate(_DIGITS.get(self.language, {}))

    def day(self, value: str | None) -> str:
        from babel.dates import format_date  # noqa: PLC0415

        if not value:
            return self.say("undated")
        day = dt.date.fromisoformat(value)
        pattern = "d MMMM y"
        written = str(format_date(day, pattern, locale=_locale(self.language)))
        return written.translate(_DIGITS.get(self.language, {}))

    def join(self, parts: Iterable[str]) -> str:
        return str(self._catalogue["list"]).join(parts)

    def name_of(self, actor: Actor) -> str:
        """The actor in this language when a report names it so; else as another language writes it."""
        order = (self.language.value, "en", "ru", "ar", "fa")
        return next((actor.names[one][0] for one in order if actor.names.get(one)), actor.id)

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


@cache
def _catalogue(language: Language) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


@cache
def _locale(language: Language) -> Any:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(language.value)
