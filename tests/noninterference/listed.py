"""What the proof leaves out, each with its reason. A route is walked or stands here; the test fails otherwise."""

# Byte for byte, but for these. Time, ids and the forms' tokens come from seeded springs, so nothing needs to be here.
FIELDS_OF_TIME: tuple[bytes, ...] = ()
HEADERS_OF_TIME: frozenset[str] = frozenset({"Expires"})  # the second in which the answer was made

# By design the logs tell that something was said; so do receipts, which prove a place in one.
_STATIC_LOG = "the static log: tells by design that something was said, and where"
_DOOR = "of the door: answers before anybody has signed in"
NOT_COMPARED = {
    "log-index": _STATIC_LOG,
    "log-index-file": _STATIC_LOG,
    "log-file": _STATIC_LOG,
    "log-alarms": _STATIC_LOG,
    "record-receipt": "a receipt: proves a record's place in its log, and is made from the static log",
    "sign-in-as": "of a sample centre alone",
    "account_signup": "nothing is behind it",
    "account_reset_password": "nothing is behind it",
    "account_change_password": "nothing is behind it",
    "account_email": "nothing is behind it",
    "account_reauthenticate": "nothing is behind it",
    "account_inactive": "nothing is behind it",
    "account_login": _DOOR,
    "mfa_authenticate": _DOOR,
    "invitation": _DOOR,
    "second-factor": "shows a fresh secret of the officer's own authenticator each time",
    # What takes no id changes only what is the own member's and shows what the pages beside it show.
    "sign-out": "ends the session that the proof reads with",
}

# Pages that take a POST alone. With ids of others they must answer as with ids that are nobody's.
CHANGING: frozenset[str] = frozenset(
    {
        "event-done",
        "judge",
        "recall",
        "recall-acknowledge",
        "judgement-withdraw",
        "place-withdraw",
        "brief-revise",
        "brief-withdraw",
        "handover-write",
        "handover-sign",
        "meeting-order",
        "meeting-call-off",
        "task-answer",
        "activity-state",
        "activity-envelope",
        "notice-receipt",
        "notice-observe",
        "notice-withdraw",
        "task-close",
        "call-correct",
        "watch-take",
        "site-confirm",
        "site-decline",
        "object-change",
        "object-withdraw",
        "object-state",
        "recommendation-answer",
        "recommendation-join",
        "recommendation-withdraw",
        "recommendation-clarify",
        "recommendation-follow",
        "agreement-sign",
        "agreement-step",
        "request-refuse",
        "item-retry",
        "source-fetch",
        "filed-undo",
        "release-date",
        "release-now",
        "release-stop",
        "officer-change",
        "officer-invite",
        "officer-dismiss",
        "session-end",
        "token-revoke",
    }
)

BODIES = {
    ("POST", "release-date"): "release_at=2030-01-01T00:00",
    ("POST", "/releases/{release_id}/date"): '{"release_at": "2030-01-01T00:00:00Z"}',
    ("POST", "activity-state"): "state=active",
    ("POST", "activity-envelope"): "envelope=centre",
    ("POST", "judge"): "span=place-0-3&answer=confirmed",
    ("POST", "event-done"): "done=yes",
    ("POST", "/events/{event_id}/done"): '{"done": true}',
    ("POST", "/sources/{source_id}/pause"): '{"paused": true}',
}

# Schemas of the OpenAPI document that tell a place in the own member's own log, which nobody else's records move.
OF_THE_OWN_LOG = frozenset({"Checked", "FaultTold", "LogEntry", "LogTold"})
