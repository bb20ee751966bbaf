"""How articles get their ids: from the canonical address where there is one, else from the record's bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from index.text.web_archives import original_address

SHOWN: Final = 8
"""Characters of an id that are shown; more only where two articles share them."""

_LENGTH: Final = 26
"""Characters of an id: 130 bits of its digest, so that no two articles get the same one."""
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|cmp|ocid|icid|ncid|smid|sr_share|ref|ref_src|referrer"
    r"|at_(?:medium|campaign|custom\d|link\w*)|ns_\w+|__twitter_impression|partner|taid|soc_\w+|s_cid",
    re.IGNORECASE,
)
_AMP: Final = re.compile(r"(?<=[^/])(?:/amp|\.amp|/amp\.html)\Z", re.IGNORECASE)
"""The end of the path of a page for mobile readers that is made of another one."""
_MOBILE: Final = re.compile(r"\A(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_PORTS: Final = {"http": 80, "https": 443}


def canonical_url(url: str | None) -> str | None:
    """The address without what does not tell pages apart: scheme, ``www.``, fragment, tracking parameters.

    The address of a capture in a web archive, of a page for mobile readers or of an AMP page is that of its page.
    None for what does not address one page of the web, such as a site's front page.
    """
    if not url:
        return None
    try:
        parts = urlsplit(original_address(url.strip()))
        port = parts.port
    except ValueError:
        return None
    host = _MOBILE.sub("", parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in _PORTS or "." not in host or not all(host.split(".")):
        return None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    path = _AMP.sub("", re.sub(r"/{2,}", "/", parts.path).rstrip("/"))
    if not query and path.lower() in ("", "/index.html", "/index.htm", "/index.php", "/home"):
        return None
    if port is not None and port != _PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    return f"{host}{path}{'?' if query else ''}{query}"


def article_id(url: str | None, sha256: str) -> str:
    """The id of an article with the canonical address ``url``, or of a record with that SHA-256 (in hexadecimal)."""
    digest = hashlib.sha256(f"url:{url}".encode("utf-8", "surrogatepass")).digest() if url else bytes.fromhex(sha256)
    return encoded(digest)


def story_id(*parts: str) -> str:
    """An id for a story, from what is particular to it."""
    return encoded(hashlib.sha256("\0".join(("story", *parts)).encode()).digest())


def encoded(digest: bytes) -> str:
    """``digest`` as ids are written: base 32 without padding, lower case."""
    return base64.b32encode(digest).decode("ascii").lower()[:_LENGTH]
