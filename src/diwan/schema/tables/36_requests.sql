-- A reader asks the originator of a report to let others read it, or to let it be passed on further; the originator
-- answers. Class: projection, of release.asked and release.answered. Each row is for these two members alone; keys hold
-- the member that said it, so that nobody's answer stands in the way of another's.

CREATE TABLE diwan.release_request (
    request    uuid NOT NULL, -- release.asked
    member     text NOT NULL, -- who asks
    audience   int  NOT NULL,
    report     uuid NOT NULL,
    originator text NOT NULL,
    members    text[] NOT NULL, -- who else is to read it
    tlp        text NOT NULL,   -- how far it is to be passed on; '' as far as now
    reason     text NOT NULL,
    asked_at   timestamptz NOT NULL,
    PRIMARY KEY (member, request)
);
CREATE INDEX release_request_report ON diwan.release_request (report);

CREATE TABLE diwan.release_answer (
    answer      uuid NOT NULL, -- release.answered
    member      text NOT NULL, -- who answers
    audience    int  NOT NULL,
    request     uuid NOT NULL,
    given       text NOT NULL CHECK (given IN ('granted', 'partly', 'refused')),
    reason      text NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (member, answer)
);
CREATE INDEX release_answer_request ON diwan.release_answer (request);
