"""What a web page says about its article: in JSON-LD, in ``og:`` and other meta elements, and in what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from index.cleaning.html import authors as page_authors
from index.cleaning.html import bare_names, json_ld
from index.cleaning.html import dates as page_dates
from index.cleaning.html import headline as page_headline
from index.cleaning.metadata import bylines, dates, outlets
from index.cleaning.metadata.origins import DECLARED, UNCERTAIN, Known
from index.model import DeclaredMetadata, Metadata, PartialDate
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Meta = Mapping[str, Sequence[str]]

_DECK = ("og:description", "description", "twitter:description")
_TAGS = ("news_keywords", "article:tag", "parsely-tags", "keywords")
_SECTION = ("article:section", "parsely-section", "sailthru.section", "cxenseparse:section", "section", "og:section")
_PLATFORMS = frozenset("blogger wordpress wordpress.com medium substack tumblr ghost squarespace wix.com".split())
_MOST_META = 2000
"""Meta elements of a page that are read."""
_LONGEST_META = 4000
"""Characters of one of them that are read."""
_LONGEST_OUTLET = 80
"""Characters of the name of an outlet."""
_SHORTEST_HOST = 4
"""Letters of the end of a page's title that is also in the name of its host."""
_MOST_CRUMBS = 12
"""Items of a breadcrumb trail that are read."""
_MOST_TAGS, _LONGEST_TAG = 32, 100
"""Tags of an article, and characters of each, that are kept."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The metadata of a page with its origins, and the body in its JSON-LD, if there is one."""

    metadata: Metadata
    article_body: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def read(tree: HtmlElement) -> PageFacts:
    """The metadata that the page declares about its article."""
    linked = json_ld.linked_data(tree)
    article = json_ld.article_of(linked, page_headline.shown(tree))
    meta = _meta(tree)
    url, url_from = _url(tree, meta)
    outlet, outlet_from = _outlet(tree, article, linked, meta, url)
    headline, headline_from = page_headline.headline(tree, article, meta, outlet, url)
    below = page_authors.BelowHeadline(tree, headline)
    authors, authors_from = page_authors.authors(tree, below, article, linked, meta, outlet)
    section, section_from = _section(article, linked, meta, headline, outlet)
    if not authors and (authors := bare_names.of_byline(tree, below, outlet, (headline, section))):
        authors_from = "byline"
    deck, deck_from = _either(json_ld.text(article.get("description")), _first(meta, _DECK))
    language, language_from = _language(tree, meta, article)
    when = page_dates.read(tree, below, article, linked, meta, url)
    origins = {
        "headline": headline_from,
        "deck": deck_from,
        "byline": authors_from,
        "outlet": outlet_from,
        "section": section_from,
        "language": language_from,
        "url": url_from,
        **when.origins,
    }
    metadata = Metadata(
        headline=headline,
        deck=deck,
        authors=authors,
        outlet=outlet,
        published=when.published,
        url=url,
        language=language,
        tags=_tags(article, meta),
        updated=when.updated,
        section=section,
    )
    return PageFacts(metadata, json_ld.text(article.get("articleBody"), lines=True), origins, when.flags)


def known(facts: PageFacts, declared: DeclaredMetadata) -> Known:
    """What the file declares, then what the page says; a name of the outlet goes before its domain."""
    found = facts.metadata
    outlet = declared.outlet or found.outlet
    if found.outlet and declared.outlet and outlets.is_domain(declared.outlet):
        outlet = found.outlet
    published = _date(declared.published, found.published)
    updated = _date(declared.updated, found.updated)
    metadata = Metadata(
        headline=declared.headline or found.headline,
        deck=declared.deck or found.deck,
        authors=bylines.people(declared.authors, outlet) or found.authors,
        outlet=outlet,
        published=published,
        url=declared.url or found.url,
        language=declared.language or found.language,
        tags=declared.tags or found.tags,
        updated=updated if updated and (not published or published.is_before(updated, same_clock=True)) else None,
        section=declared.section or found.section,
    )
    flags = facts.flags if published == found.published else tuple(f for f in facts.flags if f != UNCERTAIN)
    return Known(metadata, {**_all_declared(metadata, found), **_kept(metadata, facts)}, flags)


def _date(declared: str | None, found: PartialDate | None) -> PartialDate | None:
    """The declared date; where it is a month or a year, the one found in the page if it is in it."""
    if not declared:
        return found
    if full := dates.read(declared):
        return full
    partial = dates.read_month_or_year(declared)
    return partial if partial and not (found and partial.covers(found)) else found


_NAMES = {"authors": "byline"}
_FIELDS = ("headline", "deck", "authors", "outlet", "published", "updated", "section", "language", "url")


def _all_declared(metadata: Metadata, found: Metadata) -> dict[str, str]:
    return {_NAMES.get(n, n): DECLARED for n in _FIELDS if getattr(metadata, n) != getattr(found, n)}


def _kept(metadata: Metadata, facts: PageFacts) -> dict[str, str]:
    same = [n for n in _FIELDS if getattr(metadata, n) == getattr(facts.metadata, n)]
    return {name: facts.origins[name] for n in same if (name := _NAMES.get(n, n)) in facts.origins}


# --- Meta elements ---------------------------------------------------------------------------------------------------


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]")[:_MOST_META]:
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = normalise(unescape(element.get("content", "")[:_LONGEST_META]))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: Meta, names: Iterable[str]) -> tuple[str | None, str]:
    return next(((meta[n][0], n if ":" in n else f"meta {n}") for n in names if n in meta), (None, ""))


def _either(text: str | None, other: tuple[str | None, str]) -> tuple[str | None, str]:
    return (text, "JSON-LD") if text else other


# --- Fields ----------------------------------------------------------------------------------------------------------


def _outlet(
    tree: HtmlElement,
    article: json_ld.Object,
    linked: Sequence[json_ld.Object],
    meta: Meta,
    url: str | None,
) -> tuple[str | None, str]:
    """The outlet's name; its domain only where it has no name."""
    found: list[tuple[str | None, str]] = [
        (json_ld.text(json_ld.resolved(article.get("publisher"), linked)), "JSON-LD"),
        _first(meta, ("og:site_name", "application-name", "al:ios:app_name", "twitter:app:name:iphone")),
    ]
    found += [
        (json_ld.text(value.get("name")), "JSON-LD")
        for value in linked
        if re.search(r"NewsMediaOrganization|WebSite", json_ld.types(value))
    ]
    found.append((_named_in_title(tree, url), "page title"))
    names = [(outlets.bare(name), origin) for name, origin in found if name and not name.startswith("http")]
    good = [pair for pair in names if 1 < len(pair[0]) <= _LONGEST_OUTLET and pair[0].lower() not in _PLATFORMS]
    named = [pair for pair in good if not outlets.is_domain(pair[0])]
    return next(iter(named or good), (None, ""))


def _named_in_title(tree: HtmlElement, url: str | None) -> str | None:
    """The end of the page's title, where it is also the name of its host."""
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url or "")
    if host is None:
        return None
    form = re.sub(r"\W+", "", host.group(1).rsplit(".", 1)[0].lower())
    for title in tree.xpath("//title[1]/text()")[:1]:
        for part in reversed(page_headline.SITE.split(normalise(str(title))[:500])[1:]):
            own = re.sub(r"\W+", "", part.lower().removeprefix("the "))
            if len(own) >= _SHORTEST_HOST and (own in form or form in own):
                return str(part)
    return None


def _section(
    article: json_ld.Object,
    linked: Iterable[json_ld.Object],
    meta: Meta,
    headline: str | None,
    outlet: str | None,
) -> tuple[str | None, str]:
    declared = _either(json_ld.text(article.get("articleSection")), _first(meta, _SECTION))
    section = (declared[0] or "").split(",")[0].strip() if declared[0] else ""
    if outlets.is_section(section, headline, outlet):
        return section, declared[1]
    for value in linked:
        items = value.get("itemListElement")
        if "BreadcrumbList" not in json_ld.types(value) or not isinstance(items, list):
            continue
        names = [_crumb(item) for item in items[:_MOST_CRUMBS] if isinstance(item, dict)]
        good = [name for name in names if outlets.is_section(name, headline, outlet)]
        if good:
            return good[-1], "breadcrumbs"
    return None, ""


def _crumb(item: json_ld.Object) -> str:
    return json_ld.text(item.get("name")) or json_ld.text(item.get("item")) or ""


def _url(tree: HtmlElement, meta: Meta) -> tuple[str | None, str]:
    links = [(link, "canonical link") for link in tree.xpath("//link[@rel='canonical']/@href")[:1]]
    links += [(link, "og:url") for link in meta.get("og:url", [])[:1]]
    whole = [(str(link).strip(), origin) for link, origin in links]
    return next((pair for pair in whole if pair[0].startswith(("http://", "https://"))), (None, ""))


def _language(tree: HtmlElement, meta: Meta, article: json_ld.Object) -> tuple[str | None, str]:
    named = [(str(tree.xpath("string(/html/@lang)")), "lang attribute")]
    named.append((json_ld.text(article.get("inLanguage")) or "", "JSON-LD"))
    named.append(next(((text, origin) for text, origin in [_first(meta, ("og:locale", "language"))] if text), ("", "")))
    for text, origin in named:
        if found := re.match(r"[a-zA-Z]{2,3}\b", text.replace("_", "-")):
            return found.group().lower(), origin
    return None, ""


def _tags(article: json_ld.Object, meta: Meta) -> tuple[str, ...]:
    value = article.get("keywords")
    values = (
        [v for v in value if isinstance(v, str)]
        if isinstance(value, list)
        else [value]
        if isinstance(value, str)
        else []
    )
    if not values:
        values = next((list(meta[name]) for name in _TAGS if name in meta), [])
    parts = [p for v in values[: 2 * _MOST_TAGS] for p in (v.split(",") if len(values) == 1 else [v])]
    return tuple(dict.fromkeys(n for p in parts if (n := normalise(unescape(p[:_LONGEST_TAG])))))[:_MOST_TAGS]
