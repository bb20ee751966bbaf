"""How XML from strangers is parsed: nothing is fetched, no entity expanded, and no tree larger than lxml allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

UNTRUSTED: Final[Mapping[str, bool]] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}
"""Arguments of every XMLParser and iterparse."""
