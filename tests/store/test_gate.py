"""The viewer is entered, not set: what SQL of a request can and cannot do."""




def test_an_officer_is_seen_as_the_own_member(database, as_member):
    with as_member("iraq") as tx:
        assert tx.value("SELECT diwan.my_member()") == "iraq"
