-- Members that said no to a change of the charter, with their reason. Class: projection, of charter.change_refused. Whoever
-- signs afterwards has thought better of it.
CREATE TABLE diwan.charter_refusal (
    sha256     text NOT NULL,
    member     text NOT NULL,
    record     uuid NOT NULL,
    reason     text NOT NULL,
    refused_at timestamptz NOT NULL,
    PRIMARY KEY (sha256, member)
);
