-- Published briefs: products that are records. Class: projection, of brief.published, joint_brief.published and
-- brief.withdrawn. What they show lies in the records brief.part_fixed, one a part, and nowhere else, so that the recall of
-- one report takes the words of that part alone (diwan.follow_briefs).
CREATE TABLE diwan.brief (
    member       text NOT NULL,
    brief        uuid NOT NULL, -- its record
    audience     int  NOT NULL,
    tlp          text NOT NULL,
    is_joint     boolean NOT NULL, -- the centre's, said by the director's member
    title        text NOT NULL, -- '' once withdrawn
    since        date,
    until        date, -- the last day that it covers
    parts        int  NOT NULL,
    revises      uuid, -- the brief in whose place it came
    published_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    reason       text NOT NULL DEFAULT '',
    PRIMARY KEY (member, brief)
);
CREATE INDEX brief_by_time ON diwan.brief (audience, published_at DESC, brief);
CREATE INDEX brief_by_id ON diwan.brief (brief);
CREATE INDEX brief_revises ON diwan.brief (revises);

CREATE TABLE diwan.brief_part (
    member   text NOT NULL,
    brief    uuid NOT NULL,
    position int  NOT NULL,
    audience int  NOT NULL, -- of the brief; who still reads the part is said by the record of the part
    part     uuid NOT NULL, -- its record brief.part_fixed
    reports  uuid[] NOT NULL, -- that it stands on
    PRIMARY KEY (member, brief, position)
);
CREATE INDEX brief_part_by_brief ON diwan.brief_part (brief);

-- Local state of one officer: the brief that is being made. Nobody else sees it, not even officers of the same member.
CREATE TABLE diwan.brief_draft (
    viewer  text NOT NULL,
    officer uuid NOT NULL,
    draft   jsonb NOT NULL,
    PRIMARY KEY (officer)
);
