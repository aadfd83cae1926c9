"""One report, different releases: to whoever reads both versions they are one, and the whole one stands for it."""


def is_folded(report: str) -> str:
    """SQL that asks, through the viewer's gate: is the report with this id a shorter version of one that the viewer reads?"""
    return (
        "EXISTS (SELECT FROM diwan.tearline folded JOIN diwan.report fuller ON fuller.report = folded.whole"
        f" WHERE folded.shorter = {report} AND fuller.recalled_at IS NULL)"
    )
