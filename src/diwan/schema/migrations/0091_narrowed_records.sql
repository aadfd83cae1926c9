-- For the list of what was taken back, which outlives the database: it is asked for every few seconds.
CREATE INDEX record_narrowed ON diwan.record (member, id) WHERE kind = 'label.narrowed';
