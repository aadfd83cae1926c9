"""Every address of the pages. Who may open one is decided by `middleware.viewer` and, for what it shows, by the gate."""

from django.urls import include, path

from diwan.access import pages as access
from diwan.charter import agreement_pages as agreements
from diwan.charter import change_pages as changes
from diwan.charter import meeting_pages as meetings
from diwan.charter import pages as charter
from diwan.charter import term_pages as terms
from diwan.coordinate import due_pages as due
from diwan.coordinate import recommendation_pages as advice
from diwan.coordinate import task_pages as tasks
from diwan.entry.web import founding_pages as founding
from diwan.entry.web import log_files, officer_pages, oidc_pages, second_factor_pages, session_pages
from diwan.entry.web.api import pages as tokens
from diwan.gather import pages as gather
from diwan.ledger import pages as ledger
from diwan.process import pages as process
from diwan.process import release_pages as releases
from diwan.share import brief_pages, judged_pages
from diwan.share import pages as share

handler403 = "diwan.entry.web.errors.refused"
handler404 = "diwan.entry.web.errors.not_here"
handler500 = "diwan.entry.web.errors.failed"

urlpatterns = [
    path("api/v1/", include("diwan.entry.web.api.urls")),
    path("", share.situation, name="situation"),
    path("feed", share.situation_feed, name="situation-feed"),
    path("live", share.live, name="live"),
    path("events/<uuid:event_id>", share.event, name="event"),
    path("events/<uuid:event_id>/done", share.event_done, name="event-done"),
    path("reports", share.reports, name="reports"),
    path("search", share.search, name="search"),
    path("reports/<uuid:report_id>", share.report, name="report"),
    path("reports/<uuid:report_id>/why/<str:span_id>", share.why, name="why"),
    path("reports/<uuid:report_id>/judge", share.judge, name="judge"),
    path("reports/<uuid:report_id>/recall", share.recall, name="recall"),
    path("reports/<uuid:report_id>/acknowledge", share.recall_acknowledge, name="recall-acknowledge"),
    path("reports/<uuid:report_id>/readers", process.report_readers, name="report-readers"),
    path("reports/<uuid:report_id>/correct", process.report_correct, name="report-correct"),
    path("reports/<uuid:report_id>/shorten", process.report_shorten, name="report-shorten"),
    path("reports/<uuid:report_id>/ask", process.report_ask, name="report-ask"),
    path("briefs", brief_pages.briefs, name="briefs"),
    path("briefs/draft", brief_pages.brief_draft, name="brief-draft"),
    path("briefs/draft/add", brief_pages.brief_add, name="brief-add"),
    path("briefs/draft/look", brief_pages.brief_look, name="brief-look"),
    path("briefs/draft/publish", brief_pages.brief_publish, name="brief-publish"),
    path("briefs/draft/drop", brief_pages.brief_drop, name="brief-drop"),
    path("briefs/<uuid:brief_id>", brief_pages.brief, name="brief"),
    path("briefs/<uuid:brief_id>.<str:form>", brief_pages.brief_export, name="brief-export"),
    path("briefs/<uuid:brief_id>/revise", brief_pages.brief_revise, name="brief-revise"),
    path("briefs/<uuid:brief_id>/withdraw", brief_pages.brief_withdraw, name="brief-withdraw"),
    path("requests", process.requests, name="requests"),
    path("requests/<uuid:request_id>/refuse", process.request_refuse, name="request-refuse"),
    path("judgements", judged_pages.judged, name="judged"),
    path("judgements/labelled-set", judged_pages.judged_set, name="judged-set"),
    path("judgements/<uuid:judgement_id>/withdraw", share.judgement_withdraw, name="judgement-withdraw"),
    path("items/<uuid:item_id>/evidence", share.evidence, name="evidence"),
    path("items/<uuid:item_id>/retry", gather.item_retry, name="item-retry"),
    path("sources", gather.sources, name="sources"),
    path("sources/add", gather.source_add, name="source-add"),
    path("sources/<uuid:source_id>", gather.source, name="source"),
    path("sources/<uuid:source_id>/edit", gather.source_edit, name="source-edit"),
    path("sources/<uuid:source_id>/fetch", gather.source_fetch, name="source-fetch"),
    path("set-aside", gather.set_aside, name="set-aside"),
    path("file", process.file_report, name="file"),
    path("file/files", gather.file_files, name="file-files"),
    path("file/choice", gather.file_choice, name="file-choice"),
    path("file/sentence", gather.file_sentence, name="file-sentence"),
    path("held", gather.held, name="held"),
    path("held/<uuid:release_id>/date", releases.release_date, name="release-date"),
    path("held/<uuid:release_id>/now", releases.release_now, name="release-now"),
    path("held/<uuid:release_id>/stop", releases.release_stop, name="release-stop"),
    path("filed/<uuid:item_id>", share.filed, name="filed"),
    path("filed/<uuid:item_id>/undo", share.filed_undo, name="filed-undo"),
    path("file/upload", process.file_upload, name="file-upload"),
    path("founding", founding.founding, name="founding"),
    path("founding/draft", founding.founding_draft, name="founding-draft"),
    path("founding/file", founding.founding_file, name="founding-file"),
    path("founding/sign", founding.founding_sign, name="founding-sign"),
    path("centre", charter.centre, name="centre"),
    path("centre/charter", changes.charter_page, name="charter"),
    path("centre/charter/sign", changes.charter_sign, name="charter-sign"),
    path("centre/charter/refuse", changes.charter_refuse, name="charter-refuse"),
    path("centre/charter/propose", changes.charter_propose, name="charter-propose"),
    path("centre/charter/amend", changes.charter_amend, name="charter-amend"),
    path("centre/agreements", agreements.agreements_page, name="agreements"),
    path("centre/agreements/new", agreements.agreement_new, name="agreement-new"),
    path("centre/agreements/<uuid:agreement_id>", agreements.agreement_page, name="agreement"),
    path("centre/agreements/<uuid:agreement_id>/sign", agreements.agreement_sign, name="agreement-sign"),
    path("centre/agreements/<uuid:agreement_id>/step", agreements.agreement_step, name="agreement-step"),
    path("centre/functions/fill", terms.function_fill, name="function-fill"),
    path("centre/terms", terms.terms_page, name="terms"),
    path("centre/terms/director", terms.director_name, name="director-name"),
    path("centre/handovers/<str:key>", terms.handover_page, name="handover"),
    path("centre/handovers/<str:key>/write", terms.handover_write, name="handover-write"),
    path("centre/handovers/<str:key>/sign", terms.handover_sign, name="handover-sign"),
    path("centre/meetings", meetings.meetings_page, name="meetings"),
    path("centre/meetings/convene", meetings.meeting_convene, name="meeting-convene"),
    path("centre/meetings/<uuid:meeting_id>/order", meetings.meeting_order, name="meeting-order"),
    path("centre/meetings/<uuid:meeting_id>/call-off", meetings.meeting_call_off, name="meeting-call-off"),
    path("due", due.due_page, name="due"),
    path("tasks", tasks.tasks_page, name="tasks"),
    path("tasks/new", tasks.task_new, name="task-new"),
    path("tasks/<uuid:task_id>", tasks.task_page, name="task"),
    path("tasks/<uuid:task_id>/answer", tasks.task_answer, name="task-answer"),
    path("tasks/<uuid:task_id>/close", tasks.task_close, name="task-close"),
    path("recommendations", advice.recommendations_page, name="recommendations"),
    path("recommendations/new", advice.recommendation_new, name="recommendation-new"),
    path("recommendations/<uuid:recommendation_id>", advice.recommendation_page, name="recommendation"),
    path(
        "recommendations/<uuid:recommendation_id>/amend",
        advice.recommendation_amend,
        name="recommendation-amend",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/answer",
        advice.recommendation_answer,
        name="recommendation-answer",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/join",
        advice.recommendation_join,
        name="recommendation-join",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/withdraw",
        advice.recommendation_withdraw,
        name="recommendation-withdraw",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/clarify",
        advice.recommendation_clarify,
        name="recommendation-clarify",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/follow",
        advice.recommendation_follow,
        name="recommendation-follow",
    ),
    path("centre/officers", officer_pages.officers, name="officers"),
    path("centre/officers/appoint", officer_pages.officer_appoint, name="officer-appoint"),
    path("centre/officers/rule", officer_pages.officers_rule, name="officers-rule"),
    path("centre/officers/<uuid:officer_id>/change", officer_pages.officer_change, name="officer-change"),
    path("centre/officers/<uuid:officer_id>/invite", officer_pages.officer_invite, name="officer-invite"),
    path("centre/officers/<uuid:officer_id>/dismiss", officer_pages.officer_dismiss, name="officer-dismiss"),
    path("invitation/<str:secret>", officer_pages.invitation, name="invitation"),
    path("centre/officers/<uuid:officer_id>/identity", oidc_pages.officer_identity, name="officer-identity"),
    path("second-factor", second_factor_pages.second_factor_page, name="second-factor"),
    path("step-up", second_factor_pages.step_up, name="step-up"),
    path("sessions", session_pages.sessions, name="sessions"),
    path("sessions/<uuid:session_id>/end", session_pages.session_end, name="session-end"),
    path("log", ledger.log, name="log"),
    path("log/", log_files.index, name="log-index"),
    path("log/index.json", log_files.index, name="log-index-file"),
    path("log/alarms", log_files.alarms, name="log-alarms"),
    path("log/<str:member>/<path:file>", log_files.log_file, name="log-file"),
    path("history", ledger.history, name="history"),
    path("history.<str:form>", ledger.history_export, name="history-export"),
    path("records/<uuid:record_id>", ledger.record, name="record"),
    path("records/<uuid:record_id>/why", access.record_why, name="record-why"),
    path("records/<uuid:record_id>/receipt", ledger.record_receipt, name="record-receipt"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/revoke", tokens.token_revoke, name="token-revoke"),
    path("keys", session_pages.keys, name="keys"),
    path("preferences", session_pages.keep_preferences, name="preferences"),
    path("sign-in", session_pages.sign_in, name="account_login"),
    path("sign-in/code", second_factor_pages.sign_in_code, name="mfa_authenticate"),
    path("sign-in/as", session_pages.sign_in_as, name="sign-in-as"),
    path("sign-in/provider", oidc_pages.provider_begin, name="provider-begin"),
    path("sign-in/provider/back", oidc_pages.provider_back, name="provider-back"),
    path("sign-out", session_pages.sign_out, name="sign-out"),
    # allauth asks for these addresses by name; there is nothing behind them.
    path("sign-up", session_pages.nothing, name="account_signup"),
    path("password/reset", session_pages.nothing, name="account_reset_password"),
    path("password/change", session_pages.nothing, name="account_change_password"),
    path("email", session_pages.nothing, name="account_email"),
    path("reauthenticate", session_pages.nothing, name="account_reauthenticate"),
    path("inactive", session_pages.nothing, name="account_inactive"),
]
