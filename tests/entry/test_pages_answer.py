def test_the_first_page_asks_nobody_to_sign_in(nobody):
    answer = nobody.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in"


def test_an_officer_of_the_sample_signs_in_from_the_list(client_of):
    answer = client_of("iraq").get("/")
    assert answer.status_code == 200
    assert "Iraq" in answer.content.decode()
