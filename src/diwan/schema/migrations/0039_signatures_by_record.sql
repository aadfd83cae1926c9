-- Before a charter is in force a founder may sign one text after another; the last of its signatures counts.
ALTER TABLE diwan.charter_signature DROP CONSTRAINT charter_signature_pkey;
ALTER TABLE diwan.charter_signature ADD PRIMARY KEY (member, record);
