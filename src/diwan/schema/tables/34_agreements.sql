-- The register of agreements. Class: projection, of agreement.proposed, agreement.signed, agreement.suspended,
-- agreement.resumed and agreement.ended. Its state at a moment follows from these rows: diwan.charter.agreement_words.
CREATE TABLE diwan.agreement (
    member      text NOT NULL, -- who laid it before the others, and signed with it
    record      uuid NOT NULL,
    audience    int NOT NULL,
    sha256      text NOT NULL, -- of the text that every signer signs
    text        jsonb NOT NULL,
    signers     text[] NOT NULL, -- members that sign, sorted
    outside     text[] NOT NULL, -- outside parties: named in it, they sign nothing here
    begins_at   timestamptz NOT NULL,
    ends_at     timestamptz,
    proposed_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX agreement_by_record ON diwan.agreement (record);

CREATE TABLE diwan.agreement_consent (
    member    text NOT NULL,
    agreement uuid NOT NULL,
    record    uuid NOT NULL,
    audience  int NOT NULL,
    sha256    text NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (member, agreement)
);

CREATE TABLE diwan.agreement_step (
    member    text NOT NULL,
    record    uuid NOT NULL,
    agreement uuid NOT NULL,
    audience  int NOT NULL,
    step      text NOT NULL CHECK (step IN ('suspended', 'resumed', 'ended')),
    party     text NOT NULL, -- who does it: the member itself, or an outside party that it speaks for
    reason    text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX agreement_step_by_agreement ON diwan.agreement_step (agreement);
