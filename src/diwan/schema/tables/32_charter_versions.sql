-- The charter's versions and who signed them. Class: projection, of charter.signed, centre.founded,
-- charter.change_proposed and charter.change_signed.

-- A version in force has its number; one without is proposed, or has lapsed because another that follows the same
-- version came first.
CREATE TABLE diwan.charter_version (
    sha256      text PRIMARY KEY,
    record      uuid NOT NULL,
    text        jsonb NOT NULL,
    follows     text NOT NULL, -- SHA-256 of the version that it changes; '' for the first
    matter      text NOT NULL CHECK (matter IN ('founding', 'amendment', 'admission', 'suspension', 'resumption', 'withdrawal', 'swap')),
    concerns    text NOT NULL, -- the member that is admitted, suspended or leaves; '' where none
    reason      text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    number      int UNIQUE,
    in_force_at timestamptz
);

CREATE TABLE diwan.charter_consent (
    sha256    text NOT NULL,
    member    text NOT NULL,
    record    uuid NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (sha256, member)
);

CREATE TABLE diwan.member_suspension (
    member     text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (member, valid_from)
);
