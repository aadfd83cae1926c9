-- The moment that had been chosen for the report's last release; NULL: none was. `diwan rebuild` fills it for what was
-- released before this column was here.
ALTER TABLE diwan.report ADD COLUMN release_at timestamptz;
