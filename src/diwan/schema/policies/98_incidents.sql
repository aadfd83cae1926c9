-- Read under its label; each row stands on a record of its author with the same time and the same readers.
ALTER TABLE diwan.incident_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.incident_entry FORCE ROW LEVEL SECURITY;
-- for the functions that refuse what is not for a member to say (functions/98_incidents.sql)
CREATE POLICY incident_entry_owner ON diwan.incident_entry FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY incident_entry_read ON diwan.incident_entry FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY incident_entry_worker ON diwan.incident_entry FOR SELECT TO diwan_worker USING (true);
CREATE POLICY incident_entry_file ON diwan.incident_entry FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND (act = 'reported') = (incident = record)
        AND (act IN ('reported', 'told')) = (happened_at IS NOT NULL)
        AND (incident = record OR diwan.is_within_incident(audience, incident))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = incident_entry.member AND r.id = incident_entry.record
            AND r.audience = incident_entry.audience AND r.kind = 'incident.' || act AND r.at = incident_entry.said_at));
