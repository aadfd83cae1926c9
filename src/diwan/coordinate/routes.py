"""For programs: what members advise, ask, plan and announce. One router for each kind of work."""

from ninja import Router

from diwan.coordinate.activity_routes import router as activities
from diwan.coordinate.call_routes import router as calls
from diwan.coordinate.duty_routes import router as duty
from diwan.coordinate.incident_routes import router as incidents
from diwan.coordinate.notice_routes import router as notices
from diwan.coordinate.recommendation_routes import router as recommendations
from diwan.coordinate.register_routes import router as register
from diwan.coordinate.task_routes import router as tasks

ROUTERS: tuple[Router, ...] = (
    recommendations,
    tasks,
    activities,
    notices,
    calls,
    duty,
    register,
    incidents,
)
