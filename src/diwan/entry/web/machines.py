"""What a browser says of itself, in two words that a person recognises."""

# The first that fits: nearly every browser also names those that it is descended from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def machine(told: str) -> str:
    """`Firefox · Windows`; what names neither is shown as it was told."""
    names = [next((name for mark, name in known if mark in told), None) for known in (_BROWSERS, _SYSTEMS)]
    return " · ".join(name for name in names if name) or told
