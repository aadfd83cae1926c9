-- Centres founded by earlier versions have their charter in one place alone.
INSERT INTO diwan.charter_version (sha256, record, text, follows, matter, concerns, reason, proposed_by, proposed_at, number, in_force_at)
SELECT c.charter, c.id, c.text, '', 'founding', '', '', c.text -> 'founders' -> 0 ->> 'id', c.founded_at, 1, c.founded_at FROM diwan.centre c;
INSERT INTO diwan.charter_consent (sha256, member, record, signed_at)
SELECT s.charter, s.member, s.record, s.signed_at FROM diwan.charter_signature s;
