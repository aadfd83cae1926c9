-- What members advise others, and what these answer. Class: projection, of the kinds recommendation.…. How it stands at a
-- moment follows from these rows and the clock: diwan.coordinate.recommendation_words.
CREATE TABLE diwan.recommendation (
    member     text NOT NULL, -- who made it
    record     uuid NOT NULL,
    audience   int NOT NULL,
    addressees text[] NOT NULL, -- members that are to answer, sorted
    client     text NOT NULL, -- chosen by the member's own program or page, so that what is sent twice is said once
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX recommendation_by_record ON diwan.recommendation (record);

-- The first has the record of the recommendation itself. The latest holds.
CREATE TABLE diwan.recommendation_version (
    member         text NOT NULL,
    record         uuid NOT NULL,
    recommendation uuid NOT NULL,
    audience       int NOT NULL,
    number         int NOT NULL,
    title          text NOT NULL,
    text           text NOT NULL,
    reasons        text NOT NULL,
    answer_by      timestamptz NOT NULL,
    zone           text NOT NULL, -- in which the deadline was set
    links          uuid[] NOT NULL,
    at             timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, recommendation, number)
);
CREATE INDEX recommendation_version_by_recommendation ON diwan.recommendation_version (recommendation);

-- All that was said of one: joined, answered, asked, clarified, followed, withdrawn.
CREATE TABLE diwan.recommendation_step (
    member         text NOT NULL,
    record         uuid NOT NULL,
    recommendation uuid NOT NULL,
    version        uuid NOT NULL, -- which it speaks of
    audience       int NOT NULL,
    step           text NOT NULL CHECK (step IN ('joined', 'answered', 'clarified', 'followed', 'withdrawn')),
    answer         text NOT NULL CHECK (answer IN ('', 'accepts', 'reserves', 'declines', 'asks')),
    text           text NOT NULL,
    links          uuid[] NOT NULL,
    question       uuid, -- that a clarification answers
    at             timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX recommendation_step_by_recommendation ON diwan.recommendation_step (recommendation);
