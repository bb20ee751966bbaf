"""The people who wrote a page's article: as it declares them, else as its byline names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain, islice
from typing import TYPE_CHECKING

from index.cleaning.html import json_ld
from index.cleaning.html.headline import showing
from index.cleaning.lines import words_of
from index.cleaning.metadata import bylines
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Meta = Mapping[str, Sequence[str]]
Found = tuple[tuple[str, ...], str]
"""Names and their origin; no names where there are none."""

_META = tuple(
    "author article:author byl parsely-author sailthru.author dc.creator dcterms.creator article:author_name authors "
    "cxenseparse:author citation_author og:article:author".split()
)
_META_LIKE = re.compile(r"(?:^|[.:_/#-])authors?(?:[_-]?names?)?$")
_WRITTEN_BY = re.compile(
    r"(?:written|posted|published) by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|autor|автор"
    r"|yazan",
    re.I,
)
_MARKED = "//*[@itemprop='author']"
_NAMED = (
    "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    f"{_MARKED}//*[@itemprop='name']",
    _MARKED,
)
_CLASSED = "//*[{}]".format(
    " or ".join(f"contains(@{name}, '{part}')" for name in ("class", "data-testid") for part in ("uthor", "yline"))
)
"""Elements that may have a class or test name for authors."""
_LINKED = "//a[{}]".format(
    " or ".join(
        f"contains(@href, '/{part}/')"
        for part in "author authors autor autoren autores auteur auteurs autore autori journalist reporter by".split()
    )
)
_AUTHOR_CLASS = re.compile(
    r"(?<![a-z])(?:authors?|byline)(?![a-z])"
    r"(?:[-_]*(?:bio|box|card|info)[-_]*name|(?![-_]*(?:bio|box|image|photo|avatar|card|list|related)))"
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:related|recommend\w*|teasers?|comment(?!ary)\w*|komment\w*|coment[aá]rio\w*|commento|commenti|reacties|disqus"
    r"|discussion|sidebar|most-\w+|trending|promo|newsletter|further|read-more|readmore|latest|popular)(?![a-z])"
)
_HEADS = ("h2", "h3", "h4", "h5", "strong", "b")
_ICONS = "//i[contains(@class, 'user') or contains(@class, 'person') or contains(@class, 'author')]"
_ENDS = frozenset(("nav", "footer"))
_OUTSIDE = _ENDS | {"aside"}
_BLOCKS = frozenset("address article br dd div dt figcaption h1 h2 h3 h4 h5 h6 li p section td time ul".split())
_BELOW = tuple("p div span address li h2 h3 h4 h5 h6 td dd".split())
_INLINE = frozenset("a b big em font i small strong time".split())
"""Elements that are a line only beside the headline: in a paragraph they are words of it."""
_OF_PROSE = frozenset(("p", "br"))
"""Elements that hold a paragraph, or end one."""
_MOST_BELOW = 120
"""Elements below the headline that are looked at."""
_MOST_PIECES = 60
"""Pieces of text of one element."""
_LONGEST = 400
"""Characters of the text of one element."""
_PROSE = 250
"""Characters of a paragraph: more than this."""
_SENTENCE = 100
"""Characters of a first paragraph: more than this."""
_BEGUN = 60
"""Characters of a paragraph, below the first of which other stories may be listed: more than this."""
_MOST_ABOVE = 6
"""Texts above the headline in which a date is looked for."""
_AROUND = 2
"""Elements around a date or a name in which the headline of a teaser is."""
_MOST_OF_TEASER = 3
"""Links of a teaser."""
_LEAST_TITLE = 4
"""Words of such a headline."""
_ABOVE = f"count(preceding::p[string-length(.) > {_PROSE}])"
_PAST_HEAD = 4
"""Paragraphs below the headline from which on its byline and date are past; a long one counts twice."""
_SHORT = 160
"""Characters of a text that may be a byline."""
_MOST_MARKED, _MOST_CLASSED, _MOST_LINKED = 8, 40, 12
"""Elements of a page that are looked at: those of one kind of markup, of a class for authors, and links to authors."""
_MOST_NAMES = 4
"""Links of one byline."""
_MOST_PARAGRAPHS = 60
"""Paragraphs in which names in bold are looked for."""
_MOST_TEXTS = 2000
"""Texts of paragraphs in which the words of those names may be in lower case."""
_SHORTEST = 4
"""Characters of a text below the headline."""
_MOST_SHORT = 3
"""Short texts of elements in which names are looked for."""


def authors(
    tree: HtmlElement,
    below: BelowHeadline,
    article: json_ld.Object,
    linked: Sequence[json_ld.Object],
    meta: Meta,
    outlet: str | None,
) -> Found:
    """The authors of the page; a news agency where it names no person."""
    return (
        _given(_in_linked_data(article, linked, outlet))
        or _given(_in_meta(meta, outlet))
        or _given(_in_byline(tree, below, outlet))
        or _given(_beside_icon(tree, outlet))
        or _given(_agency(article, meta, outlet))
        # Where the page declares an author, linked people are others.
        or (_given(_linked_names(tree, outlet)) if not article.get("author") else None)
        or _bold_names(tree, outlet)
    )


def _given(found: Found) -> Found | None:
    return found if found[0] else None


def _in_linked_data(article: json_ld.Object, linked: Sequence[json_ld.Object], outlet: str | None) -> Found:
    values = article.get("author") or article.get("creator")
    names: list[str] = []
    persons: list[str] = []
    for one in values if isinstance(values, list) else [values]:
        value = json_ld.resolved(one, linked)
        kind = json_ld.types(value) if isinstance(value, dict) else ""
        inner = value.get("name") if isinstance(value, dict) else value
        given = [unescape(name) for name in (inner if isinstance(inner, list) else [inner]) if isinstance(name, str)]
        if "Organization" not in kind:
            (persons if "Person" in kind else names).extend(given)
    if found := bylines.people([*persons, *names], outlet):
        return found, "JSON-LD"
    if any(bylines.agency(name, outlet) for name in persons):
        return (), ""
    # On a personal site the outlet has the name of its only author.
    return bylines.people(persons), "JSON-LD"


def _in_meta(meta: Meta, outlet: str | None) -> Found:
    for name in (*_META, *(name for name in meta if name not in _META and _META_LIKE.search(name))):
        if name in meta and (found := bylines.people(meta[name], outlet)):
            return found, f"meta {name}"
    for number in ("1", "2"):
        label = " ".join(meta.get(f"twitter:label{number}", ()))
        if _WRITTEN_BY.search(label) and (found := bylines.people(meta.get(f"twitter:data{number}", ()), outlet)):
            return found, f"meta twitter:data{number}"
    return bylines.people(meta.get("twitter:misc:written by", ()), outlet), "meta twitter"


def _agency(article: json_ld.Object, meta: Meta, outlet: str | None) -> Found:
    """The news agency that a page declares as its author where it names no person, unless that is the outlet."""
    value = article.get("author")
    declared = [(json_ld.text(value) or "", "JSON-LD")]
    declared += [(meta[name][0], f"meta {name}") for name in _META if name in meta]
    return next(((found, origin) for text, origin in declared if (found := bylines.agency(text, outlet))), ((), ""))


# --- What the page shows ---------------------------------------------------------------------------------------------


def _in_byline(tree: HtmlElement, below: BelowHeadline, outlet: str | None) -> Found:
    """The people of the page's byline: by link relation, microdata, class, or a line that begins with ``By``."""
    marked = tree.xpath(_MARKED)
    for path in _NAMED if marked else _NAMED[:1]:
        places = [element for element in tree.xpath(path)[:_MOST_MARKED] if is_inside(element, _ENDS)]
        if found := bylines.people(_short_texts(places), outlet):
            return found, "byline"
    for element, name in islice(_classed(tree), _MOST_CLASSED):
        if not _AUTHOR_CLASS.search(name.lower()) or not is_inside(element):
            continue
        links = element.xpath(".//a")[:_MOST_NAMES]
        short = bylines.people(_short_texts(links), outlet) or bylines.people(_short_texts([element]), outlet)
        if found := short or _head_of_bio(element, outlet):
            return found, "byline"
    for text in below:
        if found := bylines.people(bylines.authors_of(text) or bylines.authors_beside_date(text), outlet):
            return found, "byline"
    return (), ""


def _head_of_bio(element: HtmlElement, outlet: str | None) -> tuple[str, ...]:
    """The person whose name is the heading of a text about the author, which has part of that name again."""
    for head in islice(element.iter(*_HEADS), 1):
        found = bylines.people(bylines.names_alone(text_of(head)), outlet)
        about = " ".join(islice(element.itertext(), _MOST_PIECES))[: 2 * _LONGEST].split()
        if len(found) == 1 and any(about.count(part) > 1 for part in found[0].split()):
            return found
    return ()


def _beside_icon(tree: HtmlElement, outlet: str | None) -> Found:
    """The names alone beside the icon of a person, above the second long paragraph."""
    for icon in tree.xpath(_ICONS)[:_MOST_MARKED]:
        around = icon.getparent()
        if around is None or not is_inside(icon) or icon.xpath(_ABOVE) > 1:
            continue
        text = text_of(around)
        if len(text) <= _SHORT and (found := bylines.people(bylines.names_alone(text), outlet)):
            return found, "byline"
    return (), ""


def _classed(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that may have a class for authors, each with its class and its test name."""
    for element in tree.xpath(_CLASSED):
        yield element, f"{element.get('class', '')} {element.get('data-testid', '')}"


def _linked_names(tree: HtmlElement, outlet: str | None) -> Found:
    for element in tree.xpath(_LINKED)[:_MOST_LINKED]:
        above = element.getparent()
        beside = text_of(above) if above is not None else ""
        if not is_inside(element) or (element.xpath(_ABOVE) > 1 and not bylines.is_byline(beside)):
            continue
        if found := bylines.people(_short_texts([element]), outlet):
            return found, "author link"
    return (), ""


def _bold_names(tree: HtmlElement, outlet: str | None) -> Found:
    """Names alone in bold on the line above the first paragraph; their words are nowhere in lower case."""
    before: HtmlElement | None = None
    for element in tree.xpath("//p")[:_MOST_PARAGRAPHS]:
        text = text_of(element)
        if len(text) > _SENTENCE:
            break
        before = element if text else before
    if (
        before is None
        or "".join(before.xpath(".//strong//text() | .//b//text()")).strip() != "".join(before.itertext()).strip()
    ):
        return (), ""
    found = bylines.people(bylines.names_alone(text_of(before)), outlet)
    if not found:
        return (), ""
    words = {word for name in found for word in name.lower().split()}
    page = set(" ".join(tree.xpath("//p//text()")[:_MOST_TEXTS]).split())
    return (found, "byline") if words.isdisjoint(page) else ((), "")


class BelowHeadline:
    """Short texts below the page's top heading, before its second long paragraph; read once, as far as needed.

    On a page without such a heading they are below the element that shows the ``headline``.
    """

    def __init__(self, tree: HtmlElement, headline: str | None = None) -> None:
        self._known: list[str] = []
        self._rest = _below_headline(tree, headline)

    def __iter__(self) -> Iterator[str]:
        yield from self._known
        for text in self._rest:
            self._known.append(text)
            yield text


def _below_headline(tree: HtmlElement, headline: str | None) -> Iterator[str]:
    headings = tree.xpath("//h1")
    if len(headings) != 1:
        shown = islice(showing(tree, headline), 1) if headline and not headings else ()
        headings = tree.xpath("//h1[string-length(.) > 25]")[:1] or list(shown)
    long = begun = 0
    for heading in headings:
        # In a newsletter all of the page is in an element of such a class.
        alone = is_inside(heading)
        for element, text in islice(_following(heading), _MOST_BELOW):
            begun += len(text) > _BEGUN and element.tag in _OF_PROSE
            if len(text) > _SENTENCE and element.tag in _OF_PROSE:
                long += 2 if len(text) > _PROSE else 1
                if long >= _PAST_HEAD:
                    return
            if not _SHORTEST <= len(text) <= _SHORT or (alone and not is_inside(element)):
                continue
            if not (begun and is_of_teaser(element)):
                yield text


def above_headline(tree: HtmlElement) -> Iterator[str]:
    """Short texts right above the page's only top heading, in a small part of the page with it; nearest first."""
    headings = tree.xpath("//h1")
    if len(headings) != 1 or not is_inside(headings[0]):
        return
    before: list[str] = []
    for around in chain(headings, islice(headings[0].iterancestors(), _AROUND)):
        if around.tag in ("body", "main", "html"):
            return
        for sibling in around.itersiblings(preceding=True):
            texts = [text_of(inner) for inner in sibling.iter(*_BELOW, *_INLINE) if not len(inner)]
            for text in reversed(texts):
                before.append(text)
                if len(before) > _MOST_ABOVE:
                    return
                if _SHORTEST <= len(text) <= _SHORT:
                    yield text


def _following(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The texts after ``element`` that may be a byline or a date, each with its element, in the page's order.

    Those are the elements that hold a line, and beside the headline also the lines between them.
    """
    for around in chain((element,), element.iterancestors()):
        if around.tag == "body":
            return
        if around.tail and (line := normalise(around.tail[:_LONGEST])):
            yield element, line
        for sibling in around.itersiblings():
            if sibling.tag in _INLINE:
                yield sibling, text_of(sibling)
            else:
                for inner in sibling.iter(*_BELOW):
                    yield inner, text_of(inner)
            if sibling.tail and (line := normalise(sibling.tail[:_LONGEST])):
                yield sibling, line


def is_of_teaser(element: HtmlElement) -> bool:
    """Whether a link as long as the headline of another story is beside an element, and nothing long is."""
    for around in islice(element.iterancestors(), _AROUND):
        if around.tag in ("body", "html", "main") or around.find(".//h1") is not None:
            return False
        links = list(islice(around.iter("a"), _MOST_OF_TEASER + 1))
        texts = (text for link in links if (text := text_of(link)) and link.get("rel") != "author")
        # The head of an article has links to its author, its section and those who share it.
        if len(links) <= _MOST_OF_TEASER and any(
            len(words_of(text.lower())) >= _LEAST_TITLE and not bylines.is_byline(text) for text in texts
        ):
            return not any(len(text_of(each)) > _SHORT for each in around.iter("p"))
    return False


def is_inside(element: HtmlElement, outside: Collection[str] = _OUTSIDE) -> bool:
    """Whether an element is not in a part of the page beside its article."""
    for above in chain((element,), element.iterancestors()):
        if above.tag in outside or _ELSEWHERE.search(f"{above.get('class', '')} {above.get('id', '')}".lower()):
            # The page's own article may have such a class, too: it has the top heading.
            return above.tag in ("body", "html", "main") or (above.tag == "article" and above.find(".//h1") is not None)
    return True


def text_of(element: HtmlElement) -> str:
    """The text of a small element, its parts separated by bars."""
    if not len(element):
        return normalise(element.text or "")[:_LONGEST]
    pieces: list[str] = []
    length = 0
    for owner, piece in islice(_pieces(element), _MOST_PIECES):
        text = normalise(piece)
        apart = owner is not element and owner.tag in _BLOCKS
        if pieces and text and (apart or (len(text.split()) > 1 and len(pieces[-1].split()) > 1)):
            pieces.append("|")
        if text:
            pieces.append(text)
            length += len(text)
        if length > _LONGEST:
            break
    return " ".join(pieces)[:_LONGEST]


def _pieces(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The pieces of an element's text, each with the element that it is in or right after."""
    if element.text:
        yield element, element.text
    for inner in element:
        yield from _pieces(inner)
        if inner.tail:
            yield inner, inner.tail


def _short_texts(elements: Iterable[HtmlElement]) -> list[str]:
    return [text for text in map(text_of, elements) if 1 < len(text) <= _SHORT][:_MOST_SHORT]
