"""What is taken out of the gate, one thing at a time: a policy's condition, a part of it, a check of an owner's function.

All of it is SQL that a transaction applies and rolls back. Conditions that let everybody in already, as the worker's
and the owner's, are no mutants: there is nothing to take out.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    name: str
    statement: str
    table: str = ""  # whose outcomes can change; "" for all


def policies(admin):
    """Each condition of each policy of the application's role, whole and part by part."""
    rows = admin.execute(
        "SELECT tablename, policyname, permissive, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'diwan' AND 'diwan_app' = ANY (roles) ORDER BY 1, 2"
    ).fetchall()
    found = []
    for table, policy, _permissive, using, check in rows:
        for word, condition in (("USING", using), ("WITH CHECK", check)):
            if condition in (None, "true"):
                continue
            parts = conjuncts(condition)
            for number, part in enumerate([condition, *(parts if len(parts) > 1 else ())]):
                left = "true" if number == 0 else " AND ".join(p for p in parts if p != part)
                found.append(
                    Mutant(
                        f"policy {policy} {word}" + (f" without {plain(part)}" if number else ""),
                        f"ALTER POLICY {policy} ON diwan.{table} {word} ({left})",
                        table,
                    )
                )
    return found


def plain(condition):
    return re.sub(r"\s+", " ", re.sub(r"\( SELECT (diwan\.\w+\([^)]*\)) AS \w+\)", r"\1", condition)).strip()


def conjuncts(condition):
    """The parts of `(a AND b AND c)` as pg_policies prints it."""
    inside = (
        condition[1:-1]
        if condition.startswith("(") and _closes_at(condition, 0) == len(condition) - 1
        else condition
    )
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(inside):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and inside.startswith(" AND ", at):
            parts.append(inside[start:at])
            start = at + 5
    parts.append(inside[start:])
    return [part.strip() for part in parts]


def _closes_at(text, opened):
    depth = 0
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return -1


# Who the viewer is, as the owner's functions compare it with a row or an argument.
VIEWER = r"(?:diwan\.my_member\(\)|diwan\.my_officer\(\)|\bme\b)"
IF = r"(?<!END )\bIF\b(?P<condition>(?:(?!\bTHEN\s+IF\b)[^;])+?)"  # of one within another, the inner one
CHECKS = (
    ("a refusal", re.compile(rf"{IF}\bTHEN\s+RAISE EXCEPTION"), "condition"),
    ("a silent refusal", re.compile(rf"{IF}\bTHEN\s+RETURN;"), "condition"),
    ("the viewer", re.compile(rf"(?P<condition>[\w.]+ = {VIEWER})(?!\s*\|\|)"), "true"),
    ("the viewer", re.compile(rf"(?P<condition>{VIEWER} = ANY \([^()]*(?:\([^()]*\))?[^()]*\))"), "true"),
    (
        "who is out",
        re.compile(r"(?P<condition>(?:\w ->> '\w+'|\b\w+) <> ALL \((?:diwan\.)?shut_out(?:\(\))?\))"),
        "true",
    ),
    ("a right", re.compile(r"(?P<condition>diwan\.i_may\('\w+'\))"), "true"),
    ("an office", re.compile(r"(?P<condition>diwan\.is_in_office\([^()]*(?:\(\)[^()]*)*\))"), "true"),
    ("an end", re.compile(r"(?P<condition>[\w.]+ (?:>|<=) diwan\.now\(\))"), "true"),
    ("an end", re.compile(r"(?P<condition>\w+\.\w+ IS NULL)(?= AND| OR|\n)"), "true"),
    ("an end", re.compile(r"(?P<condition>diwan\.now\(\) < [\w.]+)"), "true"),
    ("an end", re.compile(r"(?P<condition>(?<!AS )\bNOT r\.is_withdrawn)"), "true"),
    (
        "whom it asks",
        re.compile(r"(?P<condition>\bwho (?:=|<>) (?:(?:ANY|ALL) \([^()]*\)|[\w.]+\b(?!\()))"),
        "true",
    ),
    (
        "whom it asks",
        re.compile(r"(?P<condition>\w+\.(?:member|passed_to) = (?:who|author)\b(?!\.))"),
        "true",
    ),
    (
        "whom it asks",
        re.compile(r"(?P<condition>diwan\.(?:is_director|is_asked|makes_recommendation)\([^()]*\))"),
        "true",
    ),
    ("what stands", re.compile(r"(?P<condition>refs\[\d\] = \w+\.\w+|\w+\.record = refs\[\d\])"), "true"),
    ("what stands", re.compile(r"(?P<condition>\b\w+\.(?:kind|step|answer) = '\w+')"), "true"),
    ("what stands", re.compile(r"(?P<condition>r\.envelope IS NOT NULL)"), "true"),
    ("who reads", re.compile(r"(?P<condition>\w+\.members (?:@>|<@) [\w.]+|wanted <@ a\.members)"), "true"),
    (
        "who reads",
        re.compile(r"(?P<condition>diwan\.tlp_rank\([^()]*\) >= diwan\.tlp_rank\([^()]*\))"),
        "true",
    ),
)


def functions(admin):
    """Each check inside each function that runs as the owner, or that one of those which refuse asks."""
    rows = admin.execute(
        "SELECT p.proname, pg_get_functiondef(p.oid), p.prosrc FROM pg_proc p WHERE p.pronamespace = 'diwan'::regnamespace"
        " AND (p.prosecdef OR EXISTS (SELECT FROM pg_proc r WHERE r.proname LIKE 'refuse_%'"
        "      AND strpos(r.prosrc, 'diwan.' || p.proname || '(') > 0)) ORDER BY 1"
    ).fetchall()
    found = {}
    for name, whole, body in rows:
        if name == "now":
            continue
        for what, pattern, put in CHECKS:
            for met in pattern.finditer(body):
                start, end = met.span("condition")
                put_in = " false " if put == "condition" else put
                changed = whole.replace(body, body[:start] + put_in + body[end:])
                short = re.sub(r"\s+", " ", met["condition"]).strip()[:110]
                mutant = Mutant(f"function {name}: {what} [{short}]", changed)
                count = sum(each.startswith(mutant.name) for each in found)
                found[mutant.name + (f" ({count + 1})" if count else "")] = mutant
    return [Mutant(name, mutant.statement) for name, mutant in found.items()]
