"""The day's work of a program: reading, filing, sources, judgements, tokens."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_walk import PREFIX, document, routes
from diwan.entry.web.api import allowance as allowances
from diwan.entry.worker import run_until_idle

FILES = {"/labelled-set": "application/zip", "/register/file": "application/geo+json; charset=utf-8"}
BULLETIN = "وزارت راه روز یکشنبه اعلام کرد که پل تازه کرکوک باز شد."


def send(program, method, path, body=None):
    return program.generic(
        method, f"{PREFIX}{path}", b"" if body is None else json.dumps(body), "application/json"
    )


def test_every_get_answers_an_officer(program_of):
    program = program_of("iran")
    cursor = program.get("/api/v1/situation").json()["cursor"]
    for route in routes():
        if not (route.is_changing or route.parameters or "/tokens" in route.path):
            asked = {"cursor": cursor} if route.path.endswith("/changes") else {}
            answer = program.get(route.path, asked)
            assert answer.status_code == 200, (route.name, answer.content)
            file = next((form for end, form in FILES.items() if route.path.endswith(end)), None)
            assert answer.headers["Content-Type"] == (file or "application/json; charset=utf-8")


def test_a_program_learns_whose_token_it_holds(program_of):
    assert program_of("russia").get("/api/v1/me").json()["scopes"] == [
        "read",
        "file",
        "judge",
        "ask",
        "decide",
        "sources",
    ]
    told = program_of("russia", may_write=False).get("/api/v1/me").json()
    assert (told["member"], told["scopes"]) == ("russia", ["read"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", told["director_until"])


def test_a_filed_report_is_read_by_its_audience_alone(program_of):
    iraq, iran, syria = (program_of(member) for member in ("iraq", "iran", "syria"))
    body = {"text": BULLETIN, "title": "پل", "outlet": "Road Office", "audience": {"members": ["iran"]}}
    answer = send(iraq, "POST", "/reports", body)
    assert answer.status_code == 202, answer.content
    assert answer.headers["Location"] == f"/api/v1/items/{answer.json()['item']}"
    run_until_idle()
    item = iraq.get(answer.headers["Location"]).json()
    assert item["state"] == "read"
    (report,) = item["reports"]
    told = iran.get(f"/api/v1/reports/{report}").json()
    assert told["text"] == BULLETIN
    assert told["row"]["outlet"] == "Road Office"
    assert [reader["id"] for reader in told["row"]["label"]["readers"]] == ["iraq", "iran"]
    assert syria.get(f"/api/v1/reports/{report}").status_code == 404
    assert iran.get("/api/v1/reports", {"text": "کرکوک"}).json()["count"] >= 1
    why = iran.get(f"/api/v1/records/{report}/explain").json()
    assert (why["author"], why["is_own"], why["readers"]) == ("iraq", False, ["iran", "iraq"])


def test_evidence_is_saved_and_never_shown(program_of):
    iraq = program_of("iraq")
    item = send(iraq, "POST", "/reports", {"text": "<script>alert(1)</script> said the port office."}).json()[
        "item"
    ]
    answer = iraq.get(f"/api/v1/items/{item}/evidence")
    assert b"<script>" in answer.content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_key_of_a_source_is_taken_once(program_of):
    iraq = program_of("iraq")
    source = send(iraq, "POST", "/sources", {"name": "Wire", "kind": "form"}).json()["id"]
    body = {"text": "The ferry runs again.", "source": source, "key": "wire-17"}
    first, second = (send(iraq, "POST", "/reports", body).json() for _ in range(2))
    assert first == second


def test_files_are_kept_each_by_itself(program_of, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    monkeypatch.setattr("diwan.process.filing_routes.LARGEST_RAW_BYTES", 40)
    files = [SimpleUploadedFile("small.txt", b"The ford is dry."), SimpleUploadedFile("large.txt", b"x" * 41)]
    iraq = program_of("iraq")
    answer = iraq.post("/api/v1/uploads", {"file": files, "members": ["iran", "syria"]})
    assert answer.status_code == 202, answer.content
    small, large = answer.json()
    assert small["problem"] == ""
    assert large["item"] is None
    assert "large.txt" in large["problem"]
    assert iraq.post("/api/v1/uploads", {"file": SimpleUploadedFile("l.txt", b"x" * 41)}).status_code == 413
    assert iraq.post("/api/v1/uploads", {"tlp": "TLP:RED"}).status_code == 422


def test_a_source_is_added_changed_paused_and_looked_at(program_of):
    iraq = program_of("iraq")
    body = {"name": "Gauge", "kind": "feed", "address": "https://gauge.example/feed", "reliability": "B"}
    added = send(iraq, "POST", "/sources", body)
    assert added.status_code == 201, added.content
    path = added.headers["Location"].removeprefix(PREFIX)
    changed = send(iraq, "PATCH", path, {"name": "River gauge", "audience": {"rooms": ["baghdad"]}}).json()
    assert (changed["name"], changed["reliability"], changed["address"]) == (
        "River gauge", "B", "https://gauge.example/feed",
    )  # fmt: skip
    assert changed["reach"]["rooms"] == ["baghdad"]
    assert send(iraq, "POST", f"{path}/pause", {}).json()["is_paused"] is True
    assert send(iraq, "POST", f"{path}/pause", {"is_paused": False}).json()["is_paused"] is False
    assert send(iraq, "POST", f"{path}/look").status_code == 202
    assert iraq.get(f"{PREFIX}{path}").json()["status"]["name"] == "River gauge"
    assert send(iraq, "PATCH", path, {"every_seconds": 1}).status_code == 422


def test_what_could_not_be_read_is_tried_again(program_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    iraq = program_of("iraq")
    kept = iraq.post(
        "/api/v1/uploads", {"file": SimpleUploadedFile("nothing.pdf", b"%PDF-1.4 broken")}
    ).json()
    run_until_idle()
    aside = {row["id"]: row for row in iraq.get("/api/v1/items/set-aside").json()["rows"]}
    assert aside[kept[0]["item"]]["failure"]["detail"]
    assert send(iraq, "POST", f"/items/{kept[0]['item']}/retry").status_code == 202
    assert iraq.get(f"/api/v1/items/{kept[0]['item']}").json()["state"] == "waiting"


def test_an_answer_to_the_machine_is_given_and_taken_back(program_of):
    iraq = program_of("iraq")
    rows = iraq.get("/api/v1/reports?limit=50").json()["reports"]["rows"]
    views = (iraq.get(f"/api/v1/reports/{row['id']}").json() for row in rows)
    report, span = next((v["row"]["id"], s) for v in views for s in v["spans"] if s["kind"] == "place")
    body = {"report": report, "span": span["id"], "answer": "rejected"}
    made = send(iraq, "POST", "/judgements", body)
    assert made.status_code == 201, made.content

    def judged():
        spans = iraq.get(f"/api/v1/reports/{report}").json()["spans"]
        return next(s["judgements"] for s in spans if s["id"] == span["id"])

    assert [each["id"] for each in judged()] == [made.json()["id"]]
    assert send(iraq, "DELETE", f"/judgements/{made.json()['id']}").status_code == 204
    assert judged() == []
    assert send(iraq, "POST", "/judgements", body | {"answer": "corrected"}).status_code == 422


def test_an_event_is_marked_as_done_for_this_officer(program_of):
    iraq, colleague = program_of("iraq", 0), program_of("iraq", 1)
    event = iraq.get("/api/v1/situation").json()["events"]["rows"][0]["id"]
    assert send(iraq, "POST", f"/events/{event}/done", {}).status_code == 204
    assert iraq.get(f"/api/v1/events/{event}").json()["card"]["is_done"] is True
    assert colleague.get(f"/api/v1/events/{event}").json()["card"]["is_done"] is False
    assert send(iraq, "POST", f"/events/{event}/done", {"done": False}).status_code == 204


@pytest.mark.parametrize("path", ["/situation", "/reports", "/items", "/log", "/history"])
def test_pages_of_one_row_are_the_whole_list(program_of, path):
    program = program_of("iraq")

    def rows(answer):
        told = answer.json()
        page = told if "rows" in told else told.get("events") or told["reports"]
        return page["rows"], page["next"]

    whole, _ = rows(program.get(f"{PREFIX}{path}?limit=12"))
    address, walked = f"{PREFIX}{path}?limit=5", []
    while address and len(walked) < len(whole):
        answer = program.get(address)
        some, following = rows(answer)
        walked += some
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        assert bool(link) == (following is not None)
        address = link[1] if link else None
    assert walked[: len(whole)] == whole
    assert program.get(f"{PREFIX}{path}?limit=201").status_code == 422


def test_the_own_log_is_whole(program_of):
    told = program_of("iraq").get("/api/v1/log/check").json()
    assert told["is_whole"] is True
    assert told["length"] > 0


def test_terms_follow_one_another(program_of):
    found = program_of("iraq").get("/api/v1/terms?count=5").json()
    assert found[0]["is_current"]
    assert all(one["end"] == following["start"] for one, following in pairwise(found))
    assert [term["member"] for term in found][:4] != [found[0]["member"]] * 4


# --- sessions and tokens ------------------------------------------------------------------------------------


def test_a_session_reads_and_does_not_write(client_of):
    browser = client_of("iran")
    assert browser.get("/api/v1/me").json()["member"] == "iran"
    assert send(browser, "POST", "/reports", {"text": "A note."}).status_code == 401


def test_tokens_are_made_listed_and_revoked_by_who_is_signed_in(client_of, nobody):
    browser = client_of("iran")
    made = send(browser, "POST", "/tokens", {"name": "export", "scopes": ["file", "read"], "days": 1})
    assert made.status_code == 201, made.content
    headers = {"Authorization": f"Bearer {made.json()['token']}"}
    assert nobody.get("/api/v1/me", headers=headers).json()["scopes"] == ["read", "file"]
    row = browser.get("/api/v1/tokens").json()[0]
    assert (row["name"], row["scopes"], row["revoked_at"]) == ("export", ["read", "file"], None)
    assert row["last_used_at"] is not None
    assert "token" not in row
    assert send(client_of("iraq"), "DELETE", f"/tokens/{row['id']}").status_code == 404
    assert send(browser, "DELETE", f"/tokens/{row['id']}").status_code == 204
    assert nobody.get("/api/v1/me", headers=headers).status_code == 401
    assert send(browser, "POST", "/tokens", {"name": "long", "days": 366}).status_code == 422
    for scopes in ([], ["write"], ["read", "everything"]):
        assert send(browser, "POST", "/tokens", {"name": "vague", "scopes": scopes}).status_code == 422


def test_a_token_makes_no_token(program_of):
    program = program_of("iran")
    assert send(program, "POST", "/tokens", {"name": "more"}).status_code == 403
    assert program.get("/api/v1/tokens").status_code == 403


def test_a_token_is_not_made_without_the_pages_own_csrf_token(client_of):
    browser = client_of("iran")
    browser.handler.enforce_csrf_checks = True
    assert send(browser, "POST", "/tokens", {"name": "x"}).status_code == 403
    browser.get("/keys")
    secret = browser.cookies["diwan_csrf"].value
    answer = browser.post(
        "/api/v1/tokens", '{"name": "x"}', "application/json", headers={"X-CSRFToken": secret}
    )
    assert answer.status_code == 201, answer.content


# --- what goes wrong ----------------------------------------------------------------------------------------


def assert_problem(answer, status):
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


def test_each_kind_of_trouble_is_a_problem_document(program_of):
    iraq = program_of("iraq")
    assert_problem(iraq.get("/api/v1/nothing"), 404)
    assert_problem(iraq.get("/api/v1/reports/not-an-id"), 404)
    assert_problem(iraq.get("/api/v1/"), 404)
    assert_problem(iraq.get("/api/v2/reports"), 404)
    answer = iraq.put("/api/v1/reports")
    assert_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]
    assert_problem(iraq.post("/api/v1/reports", "text=x", "text/plain"), 415)
    assert_problem(iraq.post("/api/v1/uploads", "{}", "application/json"), 415)
    assert_problem(iraq.post("/api/v1/reports", "{", "application/json"), 422)
    assert_problem(iraq.post("/api/v1/reports", b"\xff", "application/json"), 422)
    assert_problem(
        iraq.post("/api/v1/reports", '{"text": "' + "x" * 17_000_000 + '"}', "application/json"), 413
    )
    told = assert_problem(send(iraq, "POST", "/reports", {"text": "x", "colour": 1}), 422)
    assert told["errors"][0]["where"].endswith("colour")
    assert_problem(iraq.get("/api/v1/situation?since=yesterday"), 422)
    assert_problem(iraq.get("/api/v1/situation?as_of=9999-01-01T00:00:00Z"), 422)
    assert_problem(iraq.get("/api/v1/situation?text=%00"), 422)
    assert_problem(iraq.get("/api/v1/situation?cursor=WyJ4IiwgInkiXQ"), 422)
    assert_problem(iraq.get("/api/v1/items?cursor=x~y"), 422)


@pytest.mark.parametrize(
    "body",
    ["[" * 100_000, '{"text": ' + "[" * 40 + "]" * 40 + "}", '{"text": NaN}', '{"text": "\\ud800"}',
     '{"text": "\\u0000"}', '{"text": "a", "text": "b"}', "null", '"text"', "[]", "1e999"],
)  # fmt: skip
def test_json_that_is_none_of_ours_is_refused(program_of, body):
    assert_problem(program_of("iraq").post("/api/v1/reports", body, "application/json"), 422)


def test_a_request_larger_than_the_limit_is_refused_unread(program_of):
    answer = program_of("iraq").generic("POST", "/api/v1/uploads", b"", CONTENT_LENGTH=str(300 * 1024**2))
    assert_problem(answer, 413)


def test_a_mistake_of_ours_tells_nothing(program_of, monkeypatch, caplog):
    def breaks(*_args, **_more):
        raise RuntimeError("the secret words of a report")

    monkeypatch.setattr("diwan.gather.sources", breaks, raising=False)
    answer = program_of("iraq").get("/api/v1/sources")
    assert_problem(answer, 500)
    assert b"secret" not in answer.content
    assert b"RuntimeError" not in answer.content


def test_a_token_that_asks_too_often_is_told_when_to_come_back(program_of, monkeypatch):
    monkeypatch.setattr(
        "diwan.entry.web.api.authentication.allowance", allowances.Allowance(2, 60, now=lambda: 0.0)
    )
    iraq, iran = program_of("iraq"), program_of("iran")
    assert [iraq.get("/api/v1/me").status_code for _ in range(3)] == [200, 200, 429]
    answer = iraq.get("/api/v1/me")
    assert_problem(answer, 429)
    assert answer.headers["Retry-After"] == "30"
    assert iran.get("/api/v1/me").status_code == 200


def test_an_allowance_comes_back_with_time_and_forgets_the_idle():
    now = [0.0]
    bucket = allowances.Allowance(2, 10, now=lambda: now[0])
    assert [bucket.take(b"a") for _ in range(3)] == [0, 0, 5]
    now[0] = 5
    assert [bucket.take(b"a") for _ in range(2)] == [0, 5]
    now[0] = 100
    for number in range(allowances.MOST_KEPT + 1):
        bucket.take(str(number).encode())
    assert b"a" not in bucket._left


# --- the document -------------------------------------------------------------------------------------------


def test_the_documentation_needs_no_script_and_no_other_server(nobody):
    page = nobody.get("/api/v1/docs")
    assert page.status_code == 200
    assert b"<script" not in page.content
    assert set(re.findall(rb'(?:src|href)="(?:https?:)?//', page.content)) == set()
    assert nobody.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")


def test_a_name_means_one_schema_throughout_the_document(web):
    from ninja.openapi.schema import OpenAPISchema

    kept: dict[str, object] = {}
    original = OpenAPISchema.add_schema_definitions

    def watched(self, definitions):
        for name, schema in definitions.items():
            bare = json.dumps(schema, sort_keys=True)
            assert kept.setdefault(name, bare) == bare, name
        original(self, definitions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenAPISchema, "add_schema_definitions", watched)
        document()
    assert len(kept) > 30


ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_nothing_that_is_sent_breaks_a_route(fuzzed, data):
    told, program = fuzzed
    path, method = data.draw(st.sampled_from([(p, m) for p, ms in told["paths"].items() for m in ms]))
    operation = told["paths"][path][method]
    asked = {p["name"]: data.draw(ANY_TEXT) for p in operation["parameters"] if p["in"] == "query"}
    some = {
        name: asked[name]
        for name in data.draw(st.sets(st.sampled_from(sorted(asked))) if asked else st.just(()))
    }
    example = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    if isinstance(example, dict):
        example = example | {data.draw(st.sampled_from(sorted(example))): data.draw(ANY_VALUE)}
    filled = re.sub(r"\{\w+\}", "3f2b8c1e-7d54-4a06-9e1b-5c0d2a7f9e64", path)
    answer = program.generic(
        method.upper(), filled, json.dumps(example), "application/json", query_params=some
    )
    assert answer.status_code < 500, (method, path, some, example, answer.content)


@pytest.fixture
def fuzzed(program_of):
    return document(), program_of("russia")


# --- the page of tokens -------------------------------------------------------------------------------------


def test_an_officer_makes_and_ends_a_token_on_the_page(client_of, nobody):
    browser = client_of("russia")
    page = browser.post(
        "/tokens", {"name": "<b>export</b>", "scopes": ["read", "file"], "days": "7"}
    ).content.decode()
    token = re.search(r"diwan_api_[0-9a-f]{64}", page)[0]
    headers = {"Authorization": f"Bearer {token}"}
    assert nobody.get("/api/v1/me", headers=headers).json()["scopes"] == ["read", "file"]
    again = browser.get("/tokens").content.decode()
    assert token not in again
    assert "<b>export" not in again
    row = browser.get("/api/v1/tokens").json()[0]
    assert client_of("iran").post(f"/tokens/{row['id']}/revoke").status_code == 404
    assert browser.post(f"/tokens/{row['id']}/revoke").status_code == 302
    assert nobody.get("/api/v1/me", headers=headers).status_code == 401
    for wrong in (
        {"name": "", "scopes": "read", "days": "7"},
        {"name": "x", "scopes": "read", "days": "4000"},
        {"name": "x", "days": "7"},
        {"name": "x", "scopes": "everything", "days": "7"},
    ):
        assert browser.post("/tokens", wrong).status_code == 422
    assert 'value="read" checked' in browser.get("/tokens").content.decode()
