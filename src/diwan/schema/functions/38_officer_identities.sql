-- For the door, after the provider has answered: whether this account is this officer's, who must be in office.
CREATE OR REPLACE FUNCTION diwan.identity_fits(officer uuid, issuer text, subject text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM diwan.officer_identity i WHERE i.officer = identity_fits.officer AND i.issuer = identity_fits.issuer
          AND i.subject = identity_fits.subject AND diwan.is_in_office(i.member, i.officer)
    )
$$;
GRANT EXECUTE ON FUNCTION diwan.identity_fits(uuid, text, text) TO diwan_door;
