"""Requests made from the description of the public face meet what it says. `make soak` sends more of them."""

from __future__ import annotations

import os
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.channels.telegram_stand_in import HEADER, SECRET
from tests.security.front import Front
from tests.security.test_openapi import TOLD

EACH = int(os.environ.get("SOAK_BODIES", "2000")) // 100
pytestmark = [pytest.mark.server, pytest.mark.timeout(120 + EACH)]
API = schemathesis.openapi.from_dict(TOLD)
OPERATIONS = [found.ok() for found in API.get_all_operations()]
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
MAY_BE_503 = ("/health/ready", "/health/open")
JSON = [one for one in OPERATIONS if any(body.media_type == "application/json" for body in one.body)]
# What does not keep to it can be made up of JSON alone: a form holds nothing but text, and any text is taken.
WAYS = [(one, GenerationMode.POSITIVE) for one in OPERATIONS] + [(one, GenerationMode.NEGATIVE) for one in JSON]


@pytest.mark.parametrize(("operation", "mode"), WAYS, ids=[f"{one.label} {mode.value}" for one, mode in WAYS])
def test_requests_made_from_it_meet_what_it_says(front: Front, operation: Any, mode: GenerationMode) -> None:
    front.wait_for_keys()
    proofs = {"/webhooks/telegram/webhook": {HEADER: SECRET},
              "/api/messages": {"Authorization": f"Bearer {front.far.token()}"}}
    with requests.Session() as session:

        @seed(20261128)
        @settings(max_examples=EACH, deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def one(case: schemathesis.Case) -> None:
            response = case.call(
                f"http://127.0.0.1:{front.port}", session, proofs.get(operation.path), allow_redirects=False,
            )
            assert response.status_code < 500 or operation.path in MAY_BE_503 or response.status_code == 501
            case.validate_response(response, checks=CHECKS)

        one()
    assert front.lines.errors() == []
