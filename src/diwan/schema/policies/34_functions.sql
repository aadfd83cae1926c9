ALTER TABLE diwan.function_holding ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.function_holding FORCE ROW LEVEL SECURITY;
CREATE POLICY function_holding_read ON diwan.function_holding FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
-- By the member that holds it, or its deputy, by the charter in force.
CREATE POLICY function_holding_file ON diwan.function_holding FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND EXISTS (
            SELECT FROM diwan.centre c, jsonb_array_elements(c.text -> 'functions') f
            WHERE f ->> 'id' = function_holding.function
            AND function_holding.member IN (f ->> 'holder', f ->> 'deputy')));
CREATE POLICY function_holding_worker ON diwan.function_holding FOR SELECT TO diwan_worker USING (true);
