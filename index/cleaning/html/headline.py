"""The headline of a page: the heading that it prints, where what it declares is a form of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.cleaning.html import json_ld
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SITE = re.compile(r"\s+(?:\||[-–—]|::|»|•)\s+")
META = tuple("og:title twitter:title parsely-title sailthru.title dc.title title".split())
_WORD = re.compile(r"\w+")
_AKIN = 0.25
"""Share of words that a printed heading has at least in common with a declared headline."""
_LONGEST = 300
"""Characters from which a printed heading is no headline."""


def headline(
    tree: HtmlElement, article: json_ld.Object, meta: Mapping[str, Sequence[str]], outlet: str | None
) -> tuple[str | None, str]:
    """The headline, and where it came from."""
    title = normalise(" ".join(tree.xpath("//title[1]/text()")[:1])[:1000])
    found = [(text, "JSON-LD") for name in ("headline", "name") if (text := json_ld.text(article.get(name)))]
    found += [(meta[name][0], name if ":" in name else f"meta {name}") for name in META if name in meta]
    declared = [(cut, origin) for text, origin in found if len(cut := without_site(text, outlet)) > 3]
    headings = [
        text for h in tree.xpath("//h1")[:6] if 3 < len(text := normalise("".join(h.itertext())[:600])) < _LONGEST
    ]
    known = [text for text, _ in declared] + [without_site(title, outlet)] * bool(title)
    if printed := _printed(headings, known, outlet):
        return _without_kicker(printed, declared)
    if declared:
        return declared[0]
    good = [h for h in headings if len(h) > 8 and (not outlet or h.lower() != outlet.lower())]
    if not title and good:
        return good[0], "top heading"
    return (without_site(title, outlet), "page title") if title else (None, "")


def _printed(headings: Sequence[str], known: Sequence[str], outlet: str | None) -> str | None:
    """The top heading that has most in common with what is declared; a page prints its name as a heading, too."""
    best, most = None, _AKIN
    for heading in headings:
        words = set(_WORD.findall(heading.lower()))
        if len(words) < 2 or (outlet and heading.lower() == outlet.lower()):
            continue
        akin = max((_likeness(words, set(_WORD.findall(text.lower()))) for text in known), default=0.0)
        if akin >= most and (best is None or akin > most):
            best, most = heading, akin
    return best


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _without_kicker(printed: str, declared: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The declared form where the heading has a kicker before it, or is in capitals."""
    for text, origin in declared:
        if len(text) > 20 and printed != text and printed.endswith(text):
            return text, origin
        if printed.isupper() and text.upper() == printed:
            return text, origin
    return printed, "top heading"


def without_site(title: str, outlet: str | None) -> str:
    """``title`` without the outlet's name or section behind (or before) it."""
    parts = SITE.split(title)
    if len(parts) < 2:
        return title
    if outlet:
        name = re.sub(r"\W+", "", outlet.lower())
        for part, rest in ((parts[-1], title[: title.rfind(parts[-1])]), (parts[0], title[len(parts[0]) :])):
            form = re.sub(r"\W+", "", part.lower())
            if form and (form in name or name in form) and len(part) < 45:
                return without_site(re.sub(r"^[\s|:»•–—-]+|[\s|:»•–—-]+$", "", rest), outlet)
    if " | " in title and len(parts[-1].split()) <= 4 < len(title.split()) - len(parts[-1].split()):
        return title[: title.rfind(parts[-1])].rstrip(" |:»•–—-")
    return title
