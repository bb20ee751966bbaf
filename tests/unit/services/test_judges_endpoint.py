"""How much of an endpoint's response is read."""

from __future__ import annotations

import json

import pytest

from index.services.differences import endpoint
from tests.unit.services.test_judges import raw, served


@pytest.mark.parametrize(("longer", "read"), [(0, True), (1, False)])
def test_one_mebibyte_of_a_response_is_read(longer: int, read: bool) -> None:
    answer = json.dumps({"choices": [{"message": {"content": "same"}}]}).encode()
    with served(raw(answer.rjust(1024 * 1024 + longer))) as (address, _):
        request = {"url": address, "model": "", "instruction": "", "question": ""}
        found = json.loads(endpoint.asked(json.dumps(request).encode()))
    assert found == ({"content": "same"} if read else {"failed": "its answer is no chat completion"})
