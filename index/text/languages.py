"""Names of languages, for who does not know their codes."""

from __future__ import annotations

from typing import Final

from index.text.stemming import ALGORITHMS

_OTHERS: Final = {
    "bg": "bulgarian", "he": "hebrew", "hr": "croatian", "is": "icelandic", "ja": "japanese", "ko": "korean",
    "lv": "latvian", "sk": "slovak", "sl": "slovenian", "th": "thai", "uk": "ukrainian", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip

NAMES: Final = {**ALGORITHMS, **_OTHERS}
"""English names of languages in small letters, by their ISO 639 codes."""

_CODES: Final = {name: code for code, name in NAMES.items()}

_SHORTEST = 3
"""Letters from which on the beginning of a name is one; two are a code."""


def code_of(text: str, *, begun: bool = False) -> str:
    """The code of the language that ``text`` names, or with ``begun`` the only one it may become; else ``text``."""
    name = text.strip().casefold()
    if name in _CODES or not begun or len(name) < _SHORTEST:
        return _CODES.get(name, text)
    found = [code for known, code in _CODES.items() if known.startswith(name)]
    return found[0] if len(found) == 1 else text
