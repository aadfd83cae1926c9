-- A token may be for recommending and asking others, and for answering them.
ALTER TABLE diwan.api_token DROP CONSTRAINT api_token_scopes_check;
ALTER TABLE diwan.api_token ADD CONSTRAINT api_token_scopes_check
    CHECK (scopes <@ ARRAY['read', 'file', 'judge', 'ask', 'decide', 'sources'] AND scopes <> '{}');
