-- What a program's token is for, and when it was last used. Class: local state, like the tokens themselves. The
-- application has no grant on it. A token without a row may do whatever its officer may, or read alone.
CREATE TABLE diwan.api_token (
    token        uuid PRIMARY KEY, -- viewer_token.id
    scopes       text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'file', 'judge', 'ask', 'sources'] AND scopes <> '{}'),
    last_used_at timestamptz
);
