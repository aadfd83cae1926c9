"""The sample's sources: name, kind, reliability. Outlets are invented; nothing is fetched from them."""

SOURCES: dict[str, tuple[str, str, str]] = {
    "northgate": ("Northgate Wire", "upload", "A"),
    "harbour": ("Harbour Lantern", "upload", "C"),
    "ledger": ("Levant Ledger", "upload", "B"),
    "pearl": ("Pearl Coast Daily", "upload", "C"),
    "sanabil": ("وكالة سنابل", "upload", "B"),
    "jusur": ("صحيفة جسور", "upload", "C"),
    "qasioun": ("بوابة قاسيون نت", "upload", "D"),
    "avand": ("خبرگزاری آوند", "upload", "B"),
    "karaneh": ("روزنامهٔ کرانه", "upload", "C"),
    "polus": ("Полюс-инфо", "upload", "B"),
    "hronika": ("Восточная хроника", "upload", "C"),
    "desk": ("Duty desk", "form", "A"),
}
