"""One question to an OpenAI-compatible endpoint: the only module that speaks HTTP.

It runs in a worker process, which is ended where an answer takes too long, however slowly its bytes come.
"""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

_LONGEST: Final = 1024 * 1024
"""Bytes of a response that are read; a longer one is cut, and then no answer."""
_OK: Final = 200


def asked(data: bytes) -> bytes:
    """The answer to a question: JSON with ``content``, what the model said, or with ``failed``, why there is nothing.

    ``data`` is JSON with ``url``, ``model``, ``instruction`` and ``question``. No redirection is followed and no proxy
    used, so that nothing is sent to another host.
    """
    try:
        answer = {"content": _content(json.loads(data))}
    except HTTPException:
        answer = {"failed": "it does not answer by HTTP"}
    except OSError as error:
        answer = {"failed": (error.strerror or type(error).__name__).lower()}
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        answer = {"failed": str(error) if isinstance(error, _Refused) else "its answer is no chat completion"}
    return json.dumps(answer).encode()


class _Refused(ValueError):
    """The endpoint answered with an error."""


def _content(request: dict[str, str]) -> str:
    address = urlsplit(request["url"])
    messages = [
        {"role": "system", "content": request["instruction"]},
        {"role": "user", "content": request["question"]},
    ]
    body: dict[str, Any] = {"messages": messages, "temperature": 0, "stream": False}
    if request["model"]:
        body["model"] = request["model"]
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port)
    try:
        path = f"{address.path.rstrip('/')}/chat/completions"
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != _OK:
            raise _Refused(f"it answers with status {response.status}")
        content = json.loads(response.read(_LONGEST))["choices"][0]["message"]["content"]
    finally:
        connection.close()
    if not isinstance(content, str):
        raise TypeError(content)
    return content
