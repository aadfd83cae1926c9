-- How much of a source the readers of what it brings see, unless an officer chooses otherwise: {} is all of it.
ALTER TABLE diwan.source ADD COLUMN protection jsonb NOT NULL DEFAULT '{}';
