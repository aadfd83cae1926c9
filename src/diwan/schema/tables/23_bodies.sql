-- Bodies that are too large for the signed payload, which says their SHA-256. Class: record. As evidence: by record,
-- never by hash alone, because a shared hash would tell who else holds it.
CREATE TABLE diwan.record_body (
    member   text NOT NULL,
    record   uuid NOT NULL,
    audience int NOT NULL,
    sha256   bytea NOT NULL,
    data     bytea NOT NULL,
    PRIMARY KEY (member, record)
);
