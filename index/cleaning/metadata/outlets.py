"""The names of outlets and of their parts: what is a name, and what an address, a company's form or a tagline."""

from __future__ import annotations

import re

_LEGAL = re.compile(r",? (?:Inc|LLC|Ltd|Limited|GmbH|PLC|Corp|S\.A|AG|Co)\.?$", re.IGNORECASE)
_TAGLINE = re.compile(r"(?:\s+[-–—|•·]\s+|:\s+)")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,8}/?", re.IGNORECASE)
_FRONT = frozenset(
    "home homepage start startseite inicio accueil início strona főoldal главная الرئيسية 首页 首頁 ホーム anasayfa"
    " uncategorized article articles".split()
)
_LONGEST = 40
"""Characters of the longest name of a section."""
_MOST_WORDS = 5
"""Words of the longest name of a section."""


def is_domain(name: str) -> bool:
    """Whether ``name`` is an address and no name."""
    return _DOMAIN.fullmatch(name.strip()) is not None


def bare(name: str) -> str:
    """A name without its company's form, and without a tagline of several words behind it."""
    name = _LEGAL.sub("", name)
    parts = _TAGLINE.split(name, maxsplit=1)
    return parts[0] if len(parts) == 2 and len(parts[0]) > 2 and len(parts[1].split()) >= 3 else name


def is_front(name: str) -> bool:
    """Whether ``name`` is what an outlet calls its first page."""
    return name.lower() in _FRONT


def is_section(name: str, headline: str | None, outlet: str | None) -> bool:
    """Whether ``name`` may be a part of an outlet, and is neither its front nor the article."""
    low = name.lower()
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or "://" in name:
        return False
    known = {(headline or "").lower(), (outlet or "").lower()}
    return any(c.isalpha() for c in name) and not is_front(name) and low not in known
