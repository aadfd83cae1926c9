-- Places that officers added to the centre's gazetteer: camps, bridges, crossings and the like. Class: projection, of
-- place.added and place.withdrawn. Each under its own label, which is not that of any report that names it.
CREATE TABLE diwan.own_place (
    place        uuid NOT NULL,  -- the record of its addition
    member       text NOT NULL,
    audience     int  NOT NULL,
    tlp          text NOT NULL,
    names        jsonb NOT NULL, -- language -> the name to show
    aliases      text[] NOT NULL,
    kind         text NOT NULL,
    country      text NOT NULL,  -- ISO 3166-1 alpha-2
    lat          double precision NOT NULL,
    lon          double precision NOT NULL,
    note         text NOT NULL,
    added_at     timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid,           -- the record that took it back
    PRIMARY KEY (member, place)
);
CREATE INDEX own_place_by_place ON diwan.own_place (place);
