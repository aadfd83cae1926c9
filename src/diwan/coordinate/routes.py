"""For programs: what members advise, ask, plan and announce. One router for each kind of work."""

from ninja import Router

ROUTERS: tuple[Router, ...] = ()
