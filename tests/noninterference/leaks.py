"""Leaks that are put into the product on purpose, each as somebody could build it in good faith: the proof has to find it.

What they read past the gate is a function of the superuser in the template of that one proof.
"""

from dataclasses import dataclass, field
from unittest.mock import patch

from noninterference.history import Command, History

PROBE = "syria"
ADDRESSES = frozenset({"situation", "/situation", "situation-feed", "reports", "/reports", "search", "report", "/reports/{report_id}"})  # fmt: skip


@dataclass(frozen=True)
class Leak:
    """`sql`: laid into both worlds. `patches`: what is put in the place of something in Python."""

    sql: str = ""
    patches: dict[str, object] = field(default_factory=dict)


def history(*commands, left_out=()):
    return History(PROBE, commands, frozenset(left_out), frozenset(c.name for c in commands), "en", False)


# Seen by the probe: a flood, the same told by another outlet, and a convoy. Hidden from it: the convoy three times more, twice
# before anything that it sees.
FLOOD, AGAIN, CONVOY = 0, 1, 6
SEEN = (
    Command("03-file", "file", "iraq", (PROBE,), choice=FLOOD),
    Command("04-file", "file", "iran", (PROBE,), choice=AGAIN),
    Command("05-file", "file", "iraq", (PROBE,), choice=CONVOY),
)
HIDDEN = tuple(
    Command(f"{n:02}-file", "file", by, (), choice=CONVOY)
    for n, by in ((1, "iran"), (2, "iraq"), (6, "iran"))
)
THE_HISTORY = history(
    *sorted((*SEEN, *HIDDEN), key=lambda command: command.name), left_out={command.name for command in HIDDEN}
)


def function(head, body, *, language="sql"):
    return (
        f"CREATE FUNCTION diwan.{head} LANGUAGE {language} VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$ {body} $f$;"
        f"GRANT EXECUTE ON FUNCTION diwan.{head.partition(' RETURNS')[0]} TO diwan_app;"
    )


def on_every_report(body):
    """Done to a report before it is kept."""
    return (
        function("planted() RETURNS trigger", f"BEGIN {body} RETURN NEW; END", language="plpgsql")
        + "CREATE TRIGGER planted BEFORE INSERT ON diwan.report FOR EACH ROW EXECUTE FUNCTION diwan.planted();"
    )


COUNT = function("planted_count() RETURNS bigint", "SELECT count(*) FROM diwan.record")


def leaks():
    from diwan.share import queries

    rare = """SELECT avg(1.0 / s.ndoc) FROM diwan.search_entry e, unnest(tsvector_to_array(e.document)) word
        JOIN ts_stat('SELECT document FROM diwan.search_entry') s USING (word) WHERE e.report = wanted"""
    nearest = """SELECT array_agg(n.report) FROM (
        SELECT e.report FROM diwan.search_entry e JOIN diwan.report r USING (report)
        WHERE wanted IS NULL OR e.document @@ wanted ORDER BY r.filed_at DESC LIMIT 2) n"""
    by_rarity = "ORDER BY diwan.planted_rarity(r.report) DESC, "
    of_two = "r.report = ANY (diwan.planted_nearest(%(query)s::tsquery)) AND r.recalled_at IS NULL AND"
    return {
        "a global counter": Leak(
            COUNT, {"diwan.share.queries.PICTURE_VERSION": "SELECT diwan.planted_count()"}
        ),
        "a sequence id": Leak(
            "CREATE SEQUENCE diwan.planted_ids;"
            + on_every_report("NEW.title := NEW.title || ' ' || nextval('diwan.planted_ids');")
        ),
        "a document frequency": Leak(
            function("planted_rarity(wanted uuid) RETURNS numeric", rare),
            {"diwan.share.queries.REPORTS": queries.REPORTS.replace("ORDER BY ", by_rarity)},
        ),
        "a shared representative": Leak(
            on_every_report(
                "NEW.published := coalesce((SELECT min(r.published) FROM diwan.report r"
                " WHERE r.text_sha256 = NEW.text_sha256), NEW.published);"
            )
        ),
        "an approximate index": Leak(
            function("planted_nearest(wanted tsquery) RETURNS uuid[]", nearest),
            {
                f"diwan.share.queries.{name}": getattr(queries, name).replace(
                    "r.recalled_at IS NULL AND", of_two
                )
                for name in ("REPORTS", "REPORTS_BY_WORDS")
            },
        ),
    }


def put_in(leak, stack):
    for name, value in leak.patches.items():
        stack.enter_context(patch(name, value))
