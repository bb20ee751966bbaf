"""Records as lines of JSON that a terminal and a strict decoder can take."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from index.model import as_json

Json = dict[str, object]

# What valid JSON may hold but a terminal or a strict decoder should not get: C1 controls, bidirectional
# overrides, line separators, surrogates, noncharacters, tags.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def dumped(value: Mapping[str, object], *, unicode: bool) -> str:
    """A record as one line of JSON; where it is not ``unicode``, in ASCII."""
    text = json.dumps(value, ensure_ascii=not unicode, default=as_json)
    return _UNSAFE.sub(_escaped, text) if unicode else text


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
