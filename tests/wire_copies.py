"""Invented articles: one text at eight outlets, an edited copy of it, and a report of its own."""

from __future__ import annotations

import json
from pathlib import Path

WIRE = (
    "The ferry Kestrel ran aground off Port Ansel on Monday night with forty people aboard.\n\n"
    "Two fishing boats brought all of them ashore before midnight, the coastguard said. None was \"hurt\".\n\n"
    "The harbour master, Ines Dahl, said the ferry had left its usual channel to avoid a drifting barge."
)  # fmt: skip
OWN = (
    "Our reporter stood on the mole when the lights of the Kestrel went out.\n\n"
    "The ferry lay on the sand like a whale, a deckhand told us, and nobody spoke until the boats came ashore."
)
OUTLETS = (
    "The Harbour Light", "Quay Herald", "Vale Farmer", "Evening Lamp", "The Bell", "Northern Tide", "Island Gazette",
    "Coast Wire",
)  # fmt: skip


def records() -> list[dict[str, str]]:
    """One record for each article, as they are imported from JSON Lines."""
    styled = WIRE.replace('"hurt"', "\u201churt\u201d")
    found = [
        {
            "title": "Ferry aground" if outlet != "Evening Lamp" else "Forty brought ashore",
            "outlet": outlet,
            "date": f"2019-03-{12 + number:02}",
            "text": styled if number % 2 else WIRE,
            "url": f"https://{number}.example/ferry",
        }
        for number, outlet in enumerate(OUTLETS)
    ]
    edited = WIRE.replace("None was", "One man was")
    found.append({"title": "Ferry aground", "outlet": "Quay Herald", "date": "2019-03-21", "text": edited})
    found.append({"title": "A night on the mole", "outlet": "The Bell", "date": "2019-03-13", "text": OWN})
    return found


def write(folder: Path) -> Path:
    """A file of them in ``folder``."""
    path = folder / "wire.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records()), encoding="utf-8")
    return path
