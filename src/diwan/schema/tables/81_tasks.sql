-- Requests for information and tasks: who asks whom, what, by when, and what came of it. Class: projection, of the kinds
-- task.…. What is overdue follows from these rows and the clock: diwan.coordinate.task_words.
CREATE TABLE diwan.task (
    member     text NOT NULL, -- who asks
    record     uuid NOT NULL,
    audience   int NOT NULL,
    form       text NOT NULL CHECK (form IN ('information', 'task')),
    is_centres boolean NOT NULL, -- asked of all by the director's member, while its term lasts
    title      text NOT NULL,
    text       text NOT NULL,
    reasons    text NOT NULL,
    due_at     timestamptz NOT NULL,
    zone       text NOT NULL, -- in which that was set
    asked      text[] NOT NULL, -- members, sorted
    links      uuid[] NOT NULL,
    client     text NOT NULL,
    opened_at  timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX task_by_record ON diwan.task (record);

CREATE TABLE diwan.task_step (
    member   text NOT NULL,
    record   uuid NOT NULL,
    task     uuid NOT NULL,
    audience int NOT NULL,
    step     text NOT NULL CHECK (step IN ('accepted', 'handed_on', 'done', 'dropped', 'declined', 'closed')),
    holder   text NOT NULL, -- the person or function that answers for it, in the member's own words
    passed_to text NOT NULL, -- the member that is asked from here on; '' for none
    text     text NOT NULL,
    links    uuid[] NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX task_step_by_task ON diwan.task_step (task);
