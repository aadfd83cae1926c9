-- Readings of earlier versions keep the keys of every other run, and none of what is quoted, so they cannot be compared by
-- counts. They are made anew by the worker. The queue's own tables exist wherever there is a reading.
DO $$ BEGIN
    IF EXISTS (SELECT FROM diwan.annotation) THEN
        DELETE FROM diwan.annotation;
        INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'read_all_again', '{}');
    END IF;
END $$;
