-- What waits to leave may wait for a chosen moment, be moved to another, or be a report that some read already.
ALTER TABLE diwan.held_release ADD COLUMN report uuid; -- to be widened; NULL: whatever is read out of the item
ALTER TABLE diwan.held_release ADD COLUMN release_at timestamptz; -- as it was chosen; NULL: after the usual while
ALTER TABLE diwan.held_release ADD COLUMN told text[]; -- the others that its officer was shown; NULL: said before there were dates
ALTER TABLE diwan.held_release ADD COLUMN request uuid; -- a reader's, which is answered when it leaves
ALTER TABLE diwan.held_release ADD COLUMN reason text NOT NULL DEFAULT ''; -- told with that answer
ALTER TABLE diwan.held_release ADD COLUMN stopped_by uuid; -- the officer; NULL: nobody's choice
ALTER TABLE diwan.held_release DROP CONSTRAINT held_release_state_check;
ALTER TABLE diwan.held_release ADD CONSTRAINT held_release_state_check
    CHECK (state IN ('held', 'left', 'undone', 'stopped', 'replaced')); -- replaced: a later release.held stands instead
CREATE INDEX held_release_by_report ON diwan.held_release (viewer, report) WHERE report IS NOT NULL;
