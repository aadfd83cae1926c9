-- How many bytes each member's records, bodies and evidence take, and how many they may. Class: local. Told to the own
-- member alone: its officers see what it takes, and no other member learns of it.
CREATE TABLE diwan.disk_use (
    member      text PRIMARY KEY,
    used_bytes  bigint NOT NULL DEFAULT 0,
    quota_bytes bigint -- set by the operator; NULL: as much as there is room for
);
INSERT INTO diwan.disk_use (member, used_bytes)
SELECT member, sum(bytes) FROM (
    SELECT r.member, coalesce(octet_length(r.envelope), 0)::bigint AS bytes FROM diwan.record r
    UNION ALL SELECT e.member, octet_length(e.data) FROM diwan.evidence e
    UNION ALL SELECT b.member, octet_length(b.data) FROM diwan.record_body b
) every GROUP BY member;
