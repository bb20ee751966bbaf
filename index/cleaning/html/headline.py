"""The headline of a page: the heading that it shows, where that is much like the headline that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.cleaning.html import json_ld
from index.cleaning.lines import words_of
from index.cleaning.metadata import outlets
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SITE = re.compile(r"\s+(?:\||[-–—]|::|»|•)\s+")
META = tuple("og:title twitter:title parsely-title sailthru.title dc.title title".split())
_AKIN = 0.25
"""The least share of words that a shown heading and a declared headline have in common."""
_SHOWING = tuple("b big caption center dd div em font h2 h3 h4 h5 h6 i p span strong td th u".split())
"""Elements that may show a headline where no heading does."""
_LONGEST = 300
"""Characters of a heading: fewer than this."""
_SHORTEST = 4
"""Characters of a headline."""
_SHORTEST_UNDECLARED = 9
"""Characters of a heading on a page that declares no headline."""
_MOST_HEADINGS = 6
"""Top headings of a page that are looked at."""
_LEAST_BELOW_KICKER = 21
"""Characters of a declared headline that is taken without the kicker before it."""
LONGEST_SITE = 44
"""Characters of the part of a title that is the outlet's name."""
_SUBJECT = re.compile(
    r"^(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|тема|件名|主题|주제)\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)
"""The label of a mail's subject, in the title of a mail that was saved as a page."""
_AROUND_SITE = " |:»•·–—-"
"""Marks between a headline and the name of its site."""
_SHORTEST_SITE = 4
"""Letters of a site's name that is in its host."""
_ABOVE_ENDING = re.compile(r"(?::|\s(?:\||[-–—]|::|»|•|>))\s+$")
"""What is between the name of a site and the headline behind it."""
_LEAST_ENDING = 3
"""Words of a heading with which a title ends."""
_MOST_OF_SITE = 4
"""Words of the part behind a bar that is the site's name where the outlet is not known."""


def shown(tree: HtmlElement) -> list[str]:
    """The page's title and its top headings."""
    return [title for title in (_title(tree),) if title] + _headings(tree, "//h1")


def headline(
    tree: HtmlElement,
    article: json_ld.Object,
    meta: Mapping[str, Sequence[str]],
    outlet: str | None,
    url: str | None = None,
) -> tuple[str | None, str]:
    """The headline and its origin; None and no words where the page has none."""
    title = _title(tree)
    headings = _headings(tree, "//h1")
    if below := _below_logo(tree, title, headings):
        return below, "heading"
    outlet = outlet or _site_of(tree, title, url)
    found = [(text, "JSON-LD") for name in ("headline", "name") if (text := json_ld.text(article.get(name)))]
    found += [(meta[name][0], name if ":" in name else f"meta {name}") for name in META if name in meta]
    declared = [(cut, origin) for text, origin in found if len(cut := without_site(text, outlet)) >= _SHORTEST]
    known = [text for text, _ in declared] + [without_site(title, outlet)] * bool(title)
    if printed := _printed(headings, known, outlet):
        return _without_kicker(printed, declared)
    if below := _lower_heading(tree, title, known, outlet):
        return _without_kicker(below, declared)
    if not headings and not declared and (part := _shown_part(tree, title)):
        return part, "page title"
    if declared:
        return declared[0]
    good = [h for h in headings if len(h) >= _SHORTEST_UNDECLARED and (not outlet or h.lower() != outlet.lower())]
    if not title and good:
        return good[0], "top heading"
    return (without_site(title, outlet), "page title") if title else (None, "")


def _title(tree: HtmlElement) -> str:
    return _SUBJECT.sub("", normalise(" ".join(tree.xpath("//title[1]/text()")[:1])[:1000]))


def _headings(tree: HtmlElement, path: str) -> list[str]:
    return [
        text
        for heading in tree.xpath(path)[:_MOST_HEADINGS]
        if _SHORTEST <= len(text := normalise("".join(heading.itertext())[: 2 * _LONGEST])) < _LONGEST
    ]


def _below_logo(tree: HtmlElement, title: str, headings: Sequence[str]) -> str | None:
    """The heading that the title has beside the name of the site, where that name is the page's top heading."""
    for logo in headings:
        rest = title.removeprefix(logo) if title.startswith(logo) else title.removesuffix(logo)
        bare = rest.strip(_AROUND_SITE)
        if rest != title and bare and not (rest[:1].isalnum() or (rest[-1:].isalnum() and title.endswith(logo))):
            for heading in _headings(tree, "//h1 | //h2 | //h3"):
                if heading.casefold() == bare.casefold() and len(bare.split()) > len(logo.split()):
                    return heading
    return None


def _site_of(tree: HtmlElement, title: str, url: str | None) -> str | None:
    """The end or beginning of a title that is the site's name, for a page that declares none.

    What shows this: the last word of a newspaper's name, the name in the page's host, or in its line of copyright.
    """
    parts = SITE.split(title)
    if len(parts) < 2:
        return None
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url or "")
    site = re.sub(r"\W+", "", host.group(1).rsplit(".", 1)[0].lower()) if host else ""
    owner = " ".join(
        str(text).lower()
        for text in tree.xpath("//footer//text()[contains(., '©')] | //*[contains(@class, 'copyright')]//text()")
    )[:_LONGEST]
    for part in (parts[-1], parts[0]):
        words = part.split()
        if (
            len(words) > _MOST_OF_SITE
            or len(part) > LONGEST_SITE
            or any(w[0].islower() and len(w) >= _SHORTEST_SITE for w in words)
        ):
            continue
        form = re.sub(r"\W+", "", part.lower())
        if outlets.is_paper(part) or (len(form) >= _SHORTEST_SITE and (form in site or part.lower() in owner)):
            return part
    return None


def _printed(headings: Sequence[str], known: Sequence[str], outlet: str | None) -> str | None:
    """The top heading that is most like what is declared; the site's name may be a heading, too."""
    best, most = None, _AKIN
    for heading in headings:
        words = set(words_of(heading.lower()))
        if len(words) < 2 or (outlet and heading.lower() == outlet.lower()):
            continue
        akin = max((_likeness(words, set(words_of(text.lower()))) for text in known), default=0.0)
        # A title in a script with long words may be one of them.
        if any(not text.isascii() and text in heading for text in known):
            akin = max(akin, _AKIN)
        if akin >= most and (best is None or akin > most):
            best, most = heading, akin
    return best


def _lower_heading(tree: HtmlElement, title: str, known: Sequence[str], outlet: str | None) -> str | None:
    """A lower heading, where no top one is the headline: with it the title ends, or it heads the page's article."""
    lower = _headings(tree, "//h2 | //h3")
    for heading in lower:
        if len(heading.split()) >= _LEAST_ENDING and _is_ending(title, heading):
            return heading
    return _printed(_headings(tree, "//article/header//h2 | //main/header//h2"), known, outlet)


def _is_ending(title: str, heading: str) -> bool:
    """Whether ``title`` is ``heading`` below the names of the site and its section."""
    if len(title) <= len(heading) or not title.casefold().endswith(heading.casefold()):
        return False
    return _ABOVE_ENDING.search(title[: -len(heading)]) is not None


def _shown_part(tree: HtmlElement, title: str) -> str | None:
    """The longest part of a title that an element of a page without a heading shows: the rest is of the site."""
    parts = [part.strip() for part in SITE.split(title)]
    if len(parts) < 2:
        return None
    part = max(parts, key=len)
    return part if next(showing(tree, part), None) is not None else None


def showing(tree: HtmlElement, headline: str) -> Iterator[HtmlElement]:
    """The elements of a page that have ``headline`` as their text, and nothing else."""
    form = headline.casefold()
    body = tree.find("body")
    for element in body.iter(*_SHOWING) if body is not None else ():
        text = element.text
        if text and len(text) >= len(form) and normalise(text[: 2 * _LONGEST]).casefold() == form:
            yield element


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _without_kicker(printed: str, declared: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The declared form where the heading begins with a kicker, or is in capitals."""
    for text, origin in declared:
        if len(text) >= _LEAST_BELOW_KICKER and printed != text and printed.endswith(text):
            return text, origin
        if printed.isupper() and text.upper() == printed:
            return text, origin
    return printed, "top heading"


def without_site(title: str, outlet: str | None) -> str:
    """``title`` without the outlet's name or section at its end or beginning."""
    parts = SITE.split(title)
    if len(parts) < 2:
        return title
    if outlet:
        name = re.sub(r"\W+", "", outlet.lower())
        for part, rest in ((parts[-1], title[: title.rfind(parts[-1])]), (parts[0], title[len(parts[0]) :])):
            form = re.sub(r"\W+", "", part.lower())
            if form and (form in name or name in form) and len(part) <= LONGEST_SITE:
                return without_site(re.sub(r"^[\s|:»•–—-]+|[\s|:»•–—-]+$", "", rest), outlet)
    last = len(parts[-1].split())
    words = max(len(title.split()), len(words_of(title.lower())))
    if " | " in title and last <= _MOST_OF_SITE < words - last:
        return title[: title.rfind(parts[-1])].rstrip(" |:»•–—-")
    return title
