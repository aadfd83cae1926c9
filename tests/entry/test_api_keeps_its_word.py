"""Whatever is asked, well formed or not, by two members by turns, of what is there and of what is not: no answer that the
document does not tell, and none that is a fault of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def document(web):
    from django.core.wsgi import get_wsgi_application

    return schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", get_wsgi_application(), headers={"Host": "localhost"}
    )


@pytest.mark.parametrize(
    "examples", [3, pytest.param(100, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]
)
def test_no_answer_is_a_fault_or_another_than_the_document_tells(document, program_of, examples):
    programs = [program_of(member) for member in ("iraq", "syria")]
    ids = ids_of_what_is_there(programs[0])
    operations = [found.ok() for found in document.get_all_operations()]
    assert len(operations) > 40
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            ask(operation, mode, programs, ids, examples)


def ids_of_what_is_there(program):
    """Of Iraq's, by the name of the parameter that asks for it; Syria may read some of them."""

    def told(path):
        return program.get(f"/api/v1{path}").json()

    return {
        "report_id": told("/reports")["reports"]["rows"][0]["id"],
        "record_id": told("/reports")["reports"]["rows"][0]["id"],
        "event_id": told("/situation")["events"]["rows"][0]["id"],
        "source_id": told("/sources")[0]["id"],
        "item_id": told("/items")["rows"][0]["id"],
    }


def ask(operation, mode, programs, ids, examples):
    headers = [{"Host": "localhost", "Authorization": f"Bearer {program.token}"} for program in programs]

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case):
        for header in headers:
            case.call_and_validate(headers=header, checks=CHECKS)
        there = {name: ids[name] for name in case.path_parameters or {} if name in ids}
        if there:
            case.path_parameters = {**case.path_parameters, **there}
            for header in headers:
                case.call_and_validate(headers=header, checks=CHECKS)

    asked()
