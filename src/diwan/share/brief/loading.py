"""What to read in order to load all that reading needs: lists, models, and the modules behind them."""

import re
from collections.abc import Iterable

from diwan.core.reading import Report

# One sentence a script with a person, a body, a place, a day, a number and somebody who says something.
_SENTENCES = (
    ("[A-Za-z]{3}", "The minister Ivan Petrov said in Cairo on Monday that 12 lorries had arrived, Reuters reported."),
    ("[\u0400-\u04ff]", "Министр Иван Петров заявил в Каире в понедельник, что прибыли 12 грузовиков, сообщает Рейтер."),
    ("[\u0600-\u06ff]|\\\\u06", "قال الوزير إيفان بتروف في القاهرة يوم الاثنين إن 12 شاحنة وصلت، وفق وكالة رويترز."),
    ("[\u0600-\u06ff]|\\\\u06", "وزیر ایوان پتروف روز دوشنبه در قاهره گفت که ۱۲ کامیون رسیده است، به گزارش رویترز."),
)  # fmt: skip


def sentences_to_load_for(samples: Iterable[str]) -> tuple[Report, ...]:
    """Reports to read once, whatever becomes of them, before texts in the scripts of the samples are read."""
    text = "\n".join(samples)
    return tuple(Report(id="", text=sentence) for script, sentence in _SENTENCES if re.search(script, text))
