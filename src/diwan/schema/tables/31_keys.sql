-- Which key signs the heads of a member's log. Class: projection, of charter.signed and log.opened.
CREATE TABLE diwan.member_log (
    member     text NOT NULL,
    origin     text NOT NULL, -- first line of its checkpoints
    vkey       text NOT NULL, -- C2SP signed-note verifier key
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (member, vkey)
);

-- The key that may end the others and announce the next; kept away from this node.
CREATE TABLE diwan.member_recovery_key (
    member     text NOT NULL,
    public_key bytea NOT NULL,
    from_seq   bigint NOT NULL,
    PRIMARY KEY (member, from_seq)
);
