-- Where each published log stands. Class: local state of this node; the truth is the signed files under DIWAN_HOME/logs.

-- One row a log. `size` and `root` are the head last signed: the log refuses to sign a head that does not contain it.
CREATE TABLE diwan.log_state (
    member           text PRIMARY KEY,
    origin           text NOT NULL,
    size             bigint NOT NULL,
    root             bytea NOT NULL,
    published_at     timestamptz NOT NULL,
    witnessed_size   bigint NOT NULL DEFAULT 0, -- the largest head for which the charter's policy is met
    witnessed_at     timestamptz,
    cosigned_by      text[] NOT NULL DEFAULT '{}', -- the policy's names of the witnesses on that head
    held_by_operator boolean NOT NULL DEFAULT true -- no witness outside the operator is on that head
);

-- What the charter's witnesses answered last. No row tells more than a log's sizes do.
CREATE TABLE diwan.log_witness (
    name             text PRIMARY KEY, -- as in the policy
    vkey             text NOT NULL,
    is_operators     boolean NOT NULL,
    is_demonstration boolean NOT NULL,
    answered_at      timestamptz, -- with a cosignature
    fault            text NOT NULL DEFAULT '', -- '' while it answers as it should
    fault_since      timestamptz
);

-- Shown to every member on every page until it ends. A proven fork never ends.
CREATE TABLE diwan.log_alarm (
    member   text NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('fork', 'fewer_records', 'other_records', 'newer_head')),
    digest   bytea NOT NULL, -- SHA-256 of what was told: the same is kept once
    told_by  text NOT NULL, -- a witness's name; '' is this node itself
    told_at  timestamptz NOT NULL,
    proof    jsonb NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (member, kind, digest)
);
