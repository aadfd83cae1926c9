"""The facts of one part, computed by the pure picture from the chosen reports alone.

So nothing of a report that was left out stands in it, not even as a number, and nobody's key, and no correction that was
said to fewer than those who will read it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from diwan import analyse, store
from diwan.analyse import queries as analyse_queries
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.analyse.overlay import edges_between
from diwan.core.ids import MemberId
from diwan.core.reading import Reading
from diwan.share.products import queries
from diwan.share.products.facts import PartFacts, facts_of
from diwan.share.read import readings
from diwan.share.views import ReportRow

_KEY = b"diwan published brief"  # its ids are not kept


def fix_part(tx: store.Tx, rows: Sequence[ReportRow], readers: Collection[MemberId]) -> PartFacts:
    ids = [row.id for row in rows]
    folded = {
        row["shorter"]: row["whole"]
        for row in tx.rows(analyse_queries.FOLDED, {"reports": ids})
        if row["shorter"] in ids  # both were chosen: they are one report
    }
    whole = [id_ for id_ in ids if id_ not in folded]
    read = _readings(tx, whole, readers)
    picture = analyse.picture(read.values(), edges_between(tx, whole, folded), _KEY)
    return facts_of(rows, read, picture)


def _readings(tx: store.Tx, ids: Sequence[UUID], readers: Collection[MemberId]) -> dict[str, Reading]:
    said: dict[str, list[Judgement]] = defaultdict(list)
    for row in tx.rows(queries.JUDGEMENTS_FOR, {"reports": list(ids), "readers": sorted(readers)}):
        kinds = {"value_kind": ValueKind(row["value_kind"]), "verdict": Verdict(row["verdict"])}
        said[str(row["report"])].append(Judgement(**{k: row[k] for k in _COLUMNS} | kinds))
    found = readings(tx, map(str, ids))
    return {id_: as_judged(reading, said[id_]) for id_, reading in found.items()}


_COLUMNS = ("judgement", "member", "report", "span_start", "span_end", "value", "at")
