-- Which account at the centre's sign-in provider is an officer's: issuer and subject, never a mail address. Class:
-- projection, of officer.identity_bound and officer.identity_released. The own member's alone; two members may name
-- one account, so nothing is unique beyond the officer.
CREATE TABLE diwan.officer_identity (
    member   text NOT NULL,
    officer  uuid NOT NULL,
    issuer   text NOT NULL,
    subject  text NOT NULL,
    record   uuid NOT NULL,
    bound_at timestamptz NOT NULL,
    PRIMARY KEY (member, officer)
);
