-- What a member has settled for its officers. Class: projection, of member.rule_set. The own member's alone.
CREATE TABLE diwan.member_rule (
    member            text PRIMARY KEY,
    analysts_release  boolean NOT NULL, -- analysts file wider than the own member, as releasers do
    record            uuid NOT NULL,
    since             timestamptz NOT NULL
);

-- Who gave whom a way in, and until when. Class: projection, of officer.invited. The own member's alone.
CREATE TABLE diwan.officer_invitation (
    member      text NOT NULL,
    record      uuid NOT NULL,
    officer     uuid NOT NULL,
    invited_by  uuid,             -- NULL: the operator's command
    is_recovery boolean NOT NULL, -- for an officer who had a way in before
    invited_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);

-- The links themselves, by their SHA-256. Class: local; the owner's functions alone.
CREATE TABLE diwan.invitation_link (
    sha256     bytea PRIMARY KEY,
    member     text NOT NULL,
    officer    uuid NOT NULL,
    record     uuid NOT NULL,
    issued_by  uuid,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
