-- Whom a member names for a function that the charter gives it. Class: projection, of function.filled. The last row of a
-- member and function counts; one that names nobody is a vacancy.
CREATE TABLE diwan.function_holding (
    member   text NOT NULL,
    record   uuid NOT NULL,
    function text NOT NULL,
    audience int NOT NULL,
    holder   text NOT NULL, -- by name or post, in the member's own words; '' for nobody
    deputy   text NOT NULL,
    since    timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX function_holding_by_function ON diwan.function_holding (function, since);
