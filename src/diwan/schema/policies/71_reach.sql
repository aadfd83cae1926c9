-- Laid for others only by whom the record itself would let: the words of a report, of an answer, the bytes beside them.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['judgement', 'evidence', 'record_body', 'release_answer', 'tearline'] LOOP
        EXECUTE format('CREATE POLICY %I ON diwan.%I AS RESTRICTIVE FOR INSERT TO diwan_app'
            ' WITH CHECK ((SELECT diwan.i_may(''release'')) OR audience = (SELECT diwan.my_own_audience()))', name || '_release', name);
    END LOOP;
END $$;
-- Asking is said to the originator, and takes the right to file alone: as diwan.right_for says of the record.
CREATE POLICY release_request_right ON diwan.release_request AS RESTRICTIVE FOR INSERT TO diwan_app
    WITH CHECK ((SELECT diwan.i_may('file')));
-- The stone of a recalled report holds no words, and whoever may file may take back.
CREATE POLICY report_release ON diwan.report AS RESTRICTIVE FOR INSERT TO diwan_app
    WITH CHECK ((SELECT diwan.i_may('release')) OR audience = (SELECT diwan.my_own_audience()) OR (title = '' AND text = ''));
