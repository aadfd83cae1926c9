-- The gate's own things. The application has no grant on any of them.

-- Keys of this node: record class "keys", backed up, never rebuilt. One row.
CREATE TABLE diwan.gate_secret (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    inner_key      bytea NOT NULL,
    outer_key      bytea NOT NULL,
    derivation_key bytea NOT NULL
);

-- Who holds which token. Only its SHA-256 is kept, so a stolen table opens nothing.
CREATE TABLE diwan.viewer_token (
    sha256     bytea PRIMARY KEY,
    id         uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    kind       text NOT NULL CHECK (kind IN ('session', 'service', 'api')),
    member     text NOT NULL,
    officer    uuid,
    name       text NOT NULL DEFAULT '',
    may_write  boolean NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX viewer_token_by_officer ON diwan.viewer_token (member, officer);
