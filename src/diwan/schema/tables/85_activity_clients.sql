-- What a program or a form called what it said of activities, so that sent twice it is said once. Class: projection, of
-- activity.announced, activity.changed and activity.state_set. What was said stands in the record.
CREATE TABLE diwan.activity_client (
    member   text NOT NULL,
    client   text NOT NULL, -- chosen by whoever sent it
    record   uuid NOT NULL,
    PRIMARY KEY (member, client)
);
