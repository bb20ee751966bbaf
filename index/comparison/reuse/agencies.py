"""The news agency that an article credits, in the forms that outlets use; a mention in the body is no credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from index.model import Article, HiddenReason
from index.text import agencies

_HEAD, _TAIL = 120, 60
"""Characters at the head, and at the end, of a text in which an agency in brackets is a credit."""
_LONGEST_CREDIT = 200
"""Characters of a line of credit."""
_FIRST_LINES, _LAST_LINES = 2, 3
"""Lines at the head, and at the end, of a text that may be lines of credit."""
_NOT_THE_TEXT: Final = frozenset(
    (HiddenReason.CAPTION, HiddenReason.RELATED_STORY, HiddenReason.ANOTHER_ARTICLE, HiddenReason.COMMENT)
)
"""Hidden lines whose credits are of something else than the text."""
_SOURCE: Final = re.compile(r"(?:sources?|quellen?|fuentes?|fontes?|bron|källa|kilde)\s?[:：]", re.IGNORECASE)
"""Below the text it is the text's, even where cleaning takes the line for the credit of a picture."""
_CALLED_ONE: Final = re.compile(r"\w.{0,60} (?:News|Press) Agency|\w.{0,60} (?:Newswire|Wire Service)")
_ARTICLE: Final = r"(?:(?:the|die|der|den|la|le|el|los|il|de|het) |l['’])?"
_KIND: Final = r"(?:(?:news )?agency |(?:nachrichten)?agentur(?:en)? |agenc(?:ia|ias|e) |agenzia )?"
_PARTNER: Final = r"(?:[\w.&'’ ]{1,40}(?:[/,&+]| and | und | et | y ) ?)?"
"""Another agency or a name that is credited before it."""
_LEADS: Final = (
    # "Source: dpa"
    r"^\W{0,4}(?:sources?|quellen?|fuentes?|fontes?|bron|källa|kilde|agency|via|credit|text|источник)\s?[:：]\s?"
    + _PARTNER,
    # "By AGENCE FRANCE-PRESSE"
    r"^\W{0,4}(?:by|von|par|por|da|door|av)\s",
    # "First published by Reuters", "This story originally appeared on Reuters"
    r"^\W{0,4}(?:first|originally) (?:published|appeared) (?:\w+ ){0,3}?(?:by|on|in|at) ",
    r"\bthis (?:article|story|report|piece|text)\b.{0,60}\b(?:published|appeared|provided|supplied|distributed"
    r"|syndicated) (?:\w+ ){0,3}?(?:by|on|in|at|from) ",
    r"^\W{0,4}(?:provided|supplied|distributed|syndicated) (?:by|from) ",
    # "With material from AFP", "Mit Material der dpa", "Con información de EFE", "avec AFP"
    r"\bwith (?:\w+ )?(?:material|reporting|inputs?|information|files|contributions?|copy|reports?)"
    r" (?:\w+ )?(?:from|by|of) " + _PARTNER,
    r"\b(?:mit|unter verwendung von) (?:\w+ )?(?:material|informationen|inhalten|agenturmaterial)"
    r"(?: (?:der|von|des|aus))? " + _PARTNER,
    r"\b(?:con|com) (?:información|informaciones|datos|material|informações|informazioni) d(?:e|a|i|el|ella|ell['’])\s?"
    + _PARTNER,
    r"(?:^|[.(]\s?)\W{0,3}avec " + _PARTNER,
    # "© 2019 The Associated Press"
    r"(?:©|\(c\)|\bcopyright\b)\s?(?:©\s?)?(?:\d{4}\s)?(?:by )?",
)  # fmt: skip
_FOLLOWED: Final = (
    r"(?:['’]s? | )?(?:staff |writers? |journalists? |reporters? |correspondents? )*"
    r"(?:(?:and|&) [\w. ]{1,40} )?(?:also )?(?:has |have )?contributed"
    r" (?:to (?:this|the) (?:report|story|article|piece)|reporting)"
)
"""``Reuters contributed to this report``."""


def agency(article: Article) -> str | None:
    """The agency that an article credits: as its outlet or author, in a line of credit, at its head or its end."""
    about = article.content.metadata
    for name in (about.outlet, *about.authors):
        if name and (whole := named(name)):
            return whole
    for line in article.content.hidden:
        if line.is_aside and line.reason != HiddenReason.CAPTION and (found := _word(line.text)):
            return agencies.found_in(found)
    for name in about.authors:
        if found := _word(name):
            return agencies.found_in(found)
    text = article.text
    bracketed = _bracketed()
    for start, end in ((0, _HEAD), (max(0, len(text) - _TAIL), len(text))):
        if agencies.may_be_in(text[start:end]) and (in_brackets := bracketed.search(text, start, end)):
            return agencies.found_in(in_brackets)
    for credit in _lines_of_credit(article):
        if agencies.may_be_in(credit) and (found := _credit().search(credit)):
            return agencies.found_in(found)
    return None


def named(name: str) -> str | None:
    """The agency of this name, known or so called; None for any other outlet or author."""
    found = _whole().fullmatch(name.strip())
    return agencies.found_in(found) if found else name.strip() if _CALLED_ONE.fullmatch(name.strip()) else None


def _lines_of_credit(article: Article) -> Iterator[str]:
    """Short lines at the head and the end of the text, its last sentence, and hidden lines."""
    lines = [line for line in article.text.split("\n") if line.strip()]
    ends = lines[:_FIRST_LINES] + lines[_FIRST_LINES:][-_LAST_LINES:]
    yield article.text[:_HEAD]
    yield from (line for line in ends if len(line) <= _LONGEST_CREDIT)
    if lines:
        yield re.split(r"(?<=[.!?…\"”»)]) ", lines[-1][-_LONGEST_CREDIT:])[-1]
    yield from (
        line.text
        for line in article.content.hidden
        if len(line.text) <= _LONGEST_CREDIT
        and (line.reason not in _NOT_THE_TEXT or (line.at >= len(article.text) and _SOURCE.match(line.text)))
    )


def _word(text: str) -> re.Match[str] | None:
    return _alone().search(text) if agencies.may_be_in(text) else None


# The patterns are large: compiled when they are needed, each once.
@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{agencies.pattern()})(?!\w)")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[Bb]y |BY )?(?:[Tt]he )?(?:{agencies.pattern()})(?i: staff(?: reporters?| writers?)?| wire)?"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """At the head of a text, as in ``LONDON (Reuters) -`` or ``Berlin (dpa/lno)``, or at its end, as in ``(AP)``."""
    return re.compile(rf"[(\[—–-]\s*(?:{agencies.pattern()})(?:[/-][\w/-]{{1,20}})?\s*[)\]—–-]")


@cache
def _credit() -> re.Pattern[str]:
    """Expressions that credit an agency within a line."""
    name = agencies.pattern()
    before = "|".join(_LEADS)
    # A line of nothing but the agency, or a dateline with it: "PARIS, AFP —".
    alone = r"^\W{0,4}(?=[^\w]*[^\n]{2,60}\W{0,4}$)" + _ARTICLE
    dateline = r"^(?:[A-ZÀ-Þ][\w.'’ -]{1,40}, ?){1,3}"
    return re.compile(
        rf"(?:(?P<lead>(?i:{before})(?i:{_ARTICLE}{_KIND}))|(?P<alone>(?i:{alone}))|(?P<place>{dateline})|(?<!\w))"
        rf"(?:{name})(?!\w)"
        rf"(?(lead)|(?(alone)(?:[/-][\w/-]{{1,20}})?\W{{0,4}}$|(?(place)\s?[—–-]\s|(?i:{_FOLLOWED}))))"
    )
