"""Lists of requests and recommendations come a page at a time: each row once, nothing of others, the latest first."""

import datetime as dt
import re
import uuid

import pytest

PAGE = 40  # rows


def asked(title, **more):
    until = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=3):%Y-%m-%dT%H:%M}"
    return {
        "title": title,
        "text": "Read the gauge.",
        "due_at": until,
        "answer_by": until,
        "to": ["iran"],
    } | more


def made_and_over(browser, of: str, title: str) -> None:
    address = browser.post(f"/{of}/new", asked(title)).headers["Location"]
    over = "close" if of == "tasks" else "withdraw"
    assert browser.post(f"{address}/{over}").status_code == 302


@pytest.mark.parametrize("of", ["tasks", "recommendations"])
def test_a_program_walks_the_list_and_meets_each_row_once(client_of, program_of, of):
    for _ in range(3):
        made_and_over(client_of("iraq"), of, f"Gauge {uuid.uuid4()}")
    program, met, more = program_of("iran"), [], ""
    whole = [row["id"] for row in program.get(f"/api/v1/{of}?limit=200").json()["rows"]]
    while True:
        page = program.get(f"/api/v1/{of}?limit=1{more}").json()
        met += [row["id"] for row in page["rows"]]
        if page["next"] is None:
            break
        more = f"&cursor={page['next']}"
    assert len(met) >= 3
    assert met == whole
    damaged = program.get(f"/api/v1/{of}?cursor=xyz")
    assert damaged.status_code == 422
    assert "start from the first page" in damaged.content.decode()


@pytest.mark.parametrize("of", ["tasks", "recommendations"])
def test_what_is_over_goes_on_another_page_what_waits_never(client_of, of):
    browser, mark = client_of("iraq"), uuid.uuid4().hex[:8]
    assert browser.post(f"/{of}/new", asked(f"Waits {mark}")).status_code == 302
    for number in range(PAGE + 1):
        made_and_over(browser, of, f"Over {mark} {number}")
    first = client_of("iran").get(f"/{of}").content.decode()
    assert first.count(f"Over {mark}") <= PAGE
    assert f"Waits {mark}" in first
    older = re.search(r'href="(\?cursor=[^"]+)"', first)[1]
    second = client_of("iran").get(f"/{of}{older}").content.decode()
    assert first.count(f"Over {mark}") + second.count(f"Over {mark}") == PAGE + 1
    assert f"Waits {mark}" not in second
    stranger = client_of("syria").get(f"/{of}{older}").content.decode()
    assert mark not in stranger


@pytest.mark.parametrize("of", ["tasks", "recommendations"])
def test_the_same_form_for_other_readers_is_another_and_sent_twice_is_one(client_of, of):
    browser = client_of("iraq")
    form = asked(f"Gauge {uuid.uuid4()}")
    first = browser.post(f"/{of}/new", form).headers["Location"]
    assert browser.post(f"/{of}/new", form).headers["Location"] == first
    wider = browser.post(f"/{of}/new", form | {"audience": "centre"}).headers["Location"]
    assert wider != first
    assert client_of("syria").get(wider).status_code == 200
    assert client_of("syria").get(first).status_code == 404
