-- An id means one record in the whole centre. The index says so, at the price of the entry that it makes anyway.
DROP INDEX diwan.record_by_id;
CREATE UNIQUE INDEX record_by_id ON diwan.record (id);

-- An envelope is base64: packing it takes longer than writing what packing saves.
ALTER TABLE diwan.record ALTER COLUMN envelope SET STORAGE EXTERNAL;

-- Each index of random ids costs a record one page somewhere; two of them said what this one says.
ALTER TABLE diwan.record DROP CONSTRAINT record_pkey;
ALTER TABLE diwan.record ADD CONSTRAINT record_pkey PRIMARY KEY USING INDEX record_by_id;
ALTER TABLE diwan.arrival DROP CONSTRAINT arrival_member_id_key;
