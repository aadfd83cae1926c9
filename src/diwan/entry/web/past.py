"""Which pages can show a past moment. On every other the band says that the page shows what is now."""

SHOWS_THE_PAST = frozenset(
    {
        *("situation", "situation-feed", "event", "reports", "search", "report", "why"),
        *("history", "history-export", "record", "requests", "centre", "agreements", "agreement"),
        *("terms", "handover", "meetings"),
        *("briefs", "brief", "brief-export"),
        *("recommendations", "recommendation", "tasks", "task"),
        *("activities", "activity", "activities-map", "notices", "notice"),
        *("calls", "call", "duty", "watch"),
        *("incidents", "incident", "incidents-count"),
        *("register", "register-export", "object"),
    }
)
