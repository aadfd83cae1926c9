-- What an officer has filed for others and what has not left yet, or was undone. Class: projection, of release.held,
-- release.left, release.undone and release.stopped. The own member's alone: until it leaves, nobody else learns of it.
CREATE TABLE diwan.held_release (
    viewer    text NOT NULL,
    record    uuid NOT NULL, -- release.held
    item      uuid NOT NULL,
    officer   uuid,
    reach     jsonb NOT NULL, -- members, rooms, whole_centre, tlp
    held_at   timestamptz NOT NULL,
    leaves_at timestamptz NOT NULL,
    state     text NOT NULL CHECK (state IN ('held', 'left', 'undone', 'stopped')),
    ended_at  timestamptz,
    PRIMARY KEY (viewer, record)
);
CREATE INDEX held_release_by_item ON diwan.held_release (viewer, item);
