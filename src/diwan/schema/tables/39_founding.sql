-- Before a charter is in force.

-- Whom the operator gave a place at the founding, so that the others see who can sign. Class: local.
CREATE TABLE diwan.founder_seat (
    member    text PRIMARY KEY,
    names     jsonb NOT NULL, -- until the charter gives it others
    seated_at timestamptz NOT NULL
);

-- The texts that founders laid before one another. Class: projection, of charter.drafted.
CREATE TABLE diwan.charter_draft (
    member   text NOT NULL,
    record   uuid NOT NULL,
    audience int NOT NULL,
    sha256   text NOT NULL,
    text     jsonb NOT NULL,
    note     text NOT NULL,
    laid_at  timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
