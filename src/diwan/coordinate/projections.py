"""Records of this room -> tables. Each kind of work keeps its own in a file of its own; here they come together."""

from collections.abc import Callable

from diwan.coordinate.activity_records import ACTIVITY_PROJECTIONS, ACTIVITY_TABLES
from diwan.coordinate.call_records import CALL_PROJECTIONS, CALL_TABLES
from diwan.coordinate.duty_records import DUTY_PROJECTIONS, DUTY_TABLES
from diwan.coordinate.incident_records import INCIDENT_PROJECTIONS, INCIDENT_TABLES
from diwan.coordinate.notice_records import NOTICE_PROJECTIONS, NOTICE_TABLES
from diwan.coordinate.recommendation_records import RECOMMENDATION_PROJECTIONS, RECOMMENDATION_TABLES
from diwan.coordinate.register_records import REGISTER_PROJECTIONS, REGISTER_TABLES
from diwan.coordinate.task_records import TASK_PROJECTIONS, TASK_TABLES
from diwan.ledger import Record
from diwan.store import Transaction

PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    **RECOMMENDATION_PROJECTIONS,
    **TASK_PROJECTIONS,
    **ACTIVITY_PROJECTIONS,
    **NOTICE_PROJECTIONS,
    **CALL_PROJECTIONS,
    **DUTY_PROJECTIONS,
    **REGISTER_PROJECTIONS,
    **INCIDENT_PROJECTIONS,
}

TABLES: tuple[str, ...] = (
    *RECOMMENDATION_TABLES,
    *TASK_TABLES,
    *ACTIVITY_TABLES,
    *NOTICE_TABLES,
    *CALL_TABLES,
    *DUTY_TABLES,
    *REGISTER_TABLES,
    *INCIDENT_TABLES,
)
