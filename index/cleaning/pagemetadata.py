"""What a web page says about its article: JSON-LD, then ``og:`` and other meta elements, then its visible parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from index.cleaning import bylines, dates
from index.model import Metadata
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"Article|BlogPosting|Posting|Report|Review|Recipe|LiveBlog")
_MOST_JSON = 2 << 20
_MOST_NODES = 2000
_SITE = re.compile(r"\s+(?:\||[-–—]|::|»|•)\s+")
_META_TITLE = tuple("og:title twitter:title parsely-title sailthru.title dc.title title".split())
_META_DATE = tuple(
    "article:published_time og:published_time article:published og:article:published_time parsely-pub-date "
    "sailthru.date datepublished publishdate publish-date published_time published-date pubdate "
    "cxenseparse:recs:publishtime dc.date.issued dc.date dcterms.created dcterms.date article.published "
    "rnews:datepublished iso-8601-publish-date ptime date".split()
)
_META_AUTHOR = tuple(
    "author article:author byl parsely-author sailthru.author dc.creator dcterms.creator article:author_name authors "
    "cxenseparse:author citation_author og:article:author".split()
)
_NAMED = ("//a[@rel='author']", "//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']")
_CLASSED = "//*[{}]".format(
    " or ".join(f"contains(@{name}, '{part}')" for name in ("class", "data-testid") for part in ("uthor", "yline"))
)
_LINKED = "//a[contains(@href, '/author/') or contains(@href, '/authors/')]"
_AUTHOR_CLASS = re.compile(
    r"(?<![a-z])(?:authors?|byline)(?![a-z])(?![-_]*(?:bio|box|image|photo|avatar|card|list|related))"
)
_META_DECK = ("og:description", "description", "twitter:description")
_META_TAGS = ("news_keywords", "article:tag", "parsely-tags", "keywords")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The metadata of a page, and the body that its JSON-LD carries, if any."""

    metadata: Metadata
    article_body: str | None = None


def read(tree: HtmlElement) -> PageFacts:
    """Everything that the page declares about its article; fields that it does not are None."""
    linked = _linked_data(tree)
    article = _article_of(linked)
    meta = _meta(tree)
    outlet = _outlet(article, linked, meta)
    headline = _headline(tree, article, meta, outlet)
    return PageFacts(
        Metadata(
            headline=headline,
            deck=_text(article.get("description")) or _first(meta, _META_DECK),
            authors=_authors(article, meta, outlet) or _visible_authors(tree, outlet) or _agency(article, meta, outlet),
            outlet=outlet,
            published=_published(article, meta),
            url=_url(tree, meta),
            language=_language(tree, meta, article),
            tags=_tags(article, meta),
        ),
        _text(article.get("articleBody"), lines=True),
    )


# --- JSON-LD ---------------------------------------------------------------------------------------------------------


def _linked_data(tree: HtmlElement) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:40]:
        source = script.text or ""
        if len(source) <= _MOST_JSON:
            found.extend(_objects(_lenient(source)))
    return found[:_MOST_NODES]


def _lenient(source: str) -> object:
    source = re.sub(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$", "", source).strip().rstrip(";")
    for attempt in (source, re.sub(r",\s*([}\]])", r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(name), dict | list):
                yield from _objects(value[name], depth + 1)


def _types(value: Mapping[str, Any]) -> str:
    kind = value.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _article_of(linked: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The object that is the article: of an article's type and with the most of what an article has."""
    wanted = ("headline", "datePublished", "author", "articleBody", "description", "publisher")
    best: Mapping[str, Any] = {}
    for value in linked:
        if _ARTICLES.search(_types(value)) and sum(k in value for k in wanted) > sum(k in best for k in wanted):
            best = value
    return best


def _text(value: object, *, lines: bool = False) -> str | None:
    """A string value as clean text; None for anything else or nothing."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    value = unescape(unescape(value)) if "&" in value else value
    if lines:
        return value.strip() or None
    return normalise(re.sub(r"<[^<>]{1,200}>", " ", value[:4000])) or None


# --- Meta elements ---------------------------------------------------------------------------------------------------


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]")[:2000]:
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = normalise(unescape(element.get("content", "")[:4000]))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


# --- Fields ----------------------------------------------------------------------------------------------------------


def _outlet(
    article: Mapping[str, Any], linked: Iterable[Mapping[str, Any]], meta: Mapping[str, list[str]]
) -> str | None:
    publisher = _text(article.get("publisher"))
    site = _first(meta, ("og:site_name", "application-name", "al:ios:app_name", "twitter:app:name:iphone"))
    if publisher is None and site is None:
        publisher = next((_text(v.get("name")) for v in linked if "NewsMediaOrganization" in _types(v)), None)
    name = publisher if publisher and not re.fullmatch(r"\S+\.\w{2,6}", publisher) else site or publisher
    return name if name and len(name) <= 80 and not name.startswith("http") else None


def _headline(
    tree: HtmlElement, article: Mapping[str, Any], meta: Mapping[str, list[str]], outlet: str | None
) -> str | None:
    title = normalise(" ".join(tree.xpath("//title[1]//text()")[:3])[:1000])
    headings = [normalise("".join(h.itertext())[:500]) for h in tree.xpath("//h1")[:6]]
    candidates = [_text(article.get("headline")), _text(article.get("name")), _first(meta, _META_TITLE)]
    for candidate in candidates:
        if candidate and len(candidate) > 3:
            return _confirmed(without_site(candidate, outlet), headings)
    good = [h for h in headings if len(h) > 8 and (not outlet or h.lower() != outlet.lower())]
    if len(good) == 1 or (good and good[0] in title):
        return good[0]
    return without_site(title, outlet) or (good[0] if good else None)


def _confirmed(headline: str, headings: Iterable[str]) -> str:
    """The page's own top heading where a declared headline is only a cut or dressed-up form of it."""
    for heading in headings:
        stem = headline.rstrip(".… ")
        if len(stem) > 20 and heading.startswith(stem) and len(heading) < 300:
            return heading
    return headline


def without_site(title: str, outlet: str | None) -> str:
    """``title`` without the outlet's name or section behind (or before) it."""
    parts = _SITE.split(title)
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


def _authors(article: Mapping[str, Any], meta: Mapping[str, list[str]], outlet: str | None) -> tuple[str, ...]:
    values = article.get("author") or article.get("creator")
    names: list[str] = []
    persons: list[str] = []
    for value in values if isinstance(values, list) else [values]:
        kind = _types(value) if isinstance(value, dict) else ""
        inner = value.get("name") if isinstance(value, dict) else value
        given = [unescape(name) for name in (inner if isinstance(inner, list) else [inner]) if isinstance(name, str)]
        if "Organization" not in kind:
            (persons if "Person" in kind else names).extend(given)
    # Somebody's own site has the name of its only author.
    if found := bylines.people(persons) or bylines.people(names, outlet):
        return found
    for name in _META_AUTHOR:
        if name in meta and (found := bylines.people(meta[name], outlet)):
            return found
    return ()


def _visible_authors(tree: HtmlElement, outlet: str | None) -> tuple[str, ...]:
    """The people whom the page's own byline names: by link relation, microdata, then the class of an element."""
    for path in _NAMED:
        if found := bylines.people(_short_texts(tree.xpath(path)[:8]), outlet):
            return found
    for element in tree.xpath(_CLASSED)[:40]:
        name = f"{element.get('class', '')} {element.get('data-testid', '')}".lower()
        if not _AUTHOR_CLASS.search(name):
            continue
        links = element.xpath(".//a")[:4]
        if found := bylines.people(_short_texts(links), outlet) or bylines.people(_short_texts([element]), outlet):
            return found
    return bylines.people(_short_texts(tree.xpath(_LINKED)[:1]), outlet)


def _short_texts(elements: Iterable[HtmlElement]) -> list[str]:
    texts = [normalise(" ".join(element.itertext())[:300]) for element in elements]
    return [text for text in texts if 3 < len(text) <= 120][:3]


def _agency(article: Mapping[str, Any], meta: Mapping[str, list[str]], outlet: str | None) -> tuple[str, ...]:
    """The news agency that a page without a person's name gives as its author, where it is not the outlet itself."""
    declared = [_text(article.get("author")) or "", *(meta[name][0] for name in _META_AUTHOR if name in meta)]
    return next((found for value in declared if (found := bylines.agency(value, outlet))), ())


def _published(article: Mapping[str, Any], meta: Mapping[str, list[str]]) -> str | None:
    values = [article.get("datePublished"), article.get("dateCreated"), *(meta[n][0] for n in _META_DATE if n in meta)]
    return next((found for v in values if isinstance(v, str) and (found := dates.read(v))), None)


def _url(tree: HtmlElement, meta: Mapping[str, list[str]]) -> str | None:
    links = [*tree.xpath("//link[@rel='canonical']/@href")[:1], *meta.get("og:url", [])[:1]]
    return next((str(link).strip() for link in links if str(link).strip().startswith(("http://", "https://"))), None)


def _language(tree: HtmlElement, meta: Mapping[str, list[str]], article: Mapping[str, Any]) -> str | None:
    named = (
        tree.xpath("string(/html/@lang)")
        or _text(article.get("inLanguage"))
        or _first(meta, ("og:locale", "language"))
        or ""
    )
    found = re.match(r"[a-zA-Z]{2,3}\b", str(named).replace("_", "-"))
    return found.group().lower() if found else None


def _tags(article: Mapping[str, Any], meta: Mapping[str, list[str]]) -> tuple[str, ...]:
    value = article.get("keywords")
    values = (
        [v for v in value if isinstance(v, str)]
        if isinstance(value, list)
        else [value]
        if isinstance(value, str)
        else []
    )
    if not values:
        values = next((meta[name] for name in _META_TAGS if name in meta), [])
    parts = [p for v in values[:64] for p in (v.split(",") if len(values) == 1 else [v])]
    return tuple(dict.fromkeys(n for p in parts if (n := normalise(unescape(p[:100])))))[:32]
