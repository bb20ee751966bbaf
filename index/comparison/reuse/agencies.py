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
_PARTNER: Final = r"(?:[\w.&'’ ]{1,40}(?:[/,&+]| and | und | et | y ) ?)??"
"""Another agency or a name that is credited before it."""
_LEADS: Final = (
    # "Source: dpa"
    r"^\W{0,4}(?:sources?|quellen?|fuentes?|fontes?|bron|källa|kilde|agency|via|credit|text|источники?|المصدر|来源|來源"
    r"|出典|提供)\s?[:：]\s?" + _PARTNER,
    # "First published by Reuters", "This story originally appeared on Reuters"
    r"^\W{0,4}(?:first|originally) (?:published|appeared) (?:\w+ ){0,3}?(?:by|on|in|at) ",
    r"\bthis (?:article|story|report|piece|text)\b.{0,60}\b(?:published|appeared|provided|supplied|distributed"
    r"|syndicated) (?:\w+ ){0,3}?(?:by|on|in|at|from) ",
    r"^\W{0,4}(?:provided|supplied|distributed|syndicated) (?:by|from) ",
    # "With material from AFP", "Mit Material der dpa", "Con información de EFE"
    r"\bwith (?:\w+ )?(?:material|reporting|inputs?|information|files|contributions?|copy|reports?)"
    r" (?:\w+ )?(?:from|by|of) " + _PARTNER,
    r"^\W{0,4}(?:additional|with|further) reporting (?:by|from) " + _PARTNER,
    r"\b(?:mit|unter verwendung von) (?:\w+ )?(?:material|informationen|inhalten|agenturmaterial)"
    r"(?: (?:der|von|des|aus))? " + _PARTNER,
    r"\b(?:con|com) (?:información|informaciones|datos|material|informações|informazioni) d(?:e|a|i|el|ella|ell['’])\s?"
    + _PARTNER,
    # "© 2019 The Associated Press"
    r"(?:©|\(c\)|\bcopyright\b)\s?(?:©\s?)?(?:\d{4}\s)?(?:by )?",
)  # fmt: skip
"""What credits the agency that follows, whatever is after that."""
_LEADS_OF_A_LINE: Final = (
    r"(?:by|von|par|por|da|door|av|via|source|quelle|fuente|fonte|published by|с"
    r"|по (?:материалам|сообщениям|информации)(?: агентства)?)[\s/]"
)
_BESIDE_A_NAME: Final = r"(?:with|avec|mit|con|com|met|med)\s"
"""Also after the outlet or the author: ``Luve Post avec AFP``."""
_NAMES: Final = r"(?:[A-ZÀ-Þ][\w.'’]*(?:,? (?:d[eiu] |la )?[A-ZÀ-Þ][\w.'’]*){0,4},? )?"
_MORE: Final = (
    r"(?: (?i:staff|wire|writers?|reporters?|correspondents?)(?: [A-ZÀ-Þ]\S+){0,3}|-\w+(?: [A-ZÀ-Þ]\S+){1,3})?"
    r"(?: (?i:in) [A-ZÀ-Þ][\w ]{1,20})?"
    r"(?:[/-][\w/-]{1,20}"
    r"|(?: ?[/,&+|·–—-] ?| (?i:and|und|et|y|e|и) )(?:[A-ZÀ-ÞА-Я\d][\w./: -]{0,30}|dpa\S{0,24}|afp|epd))*"
    r"(?=\W{0,4}(?:$|\n))"
)
"""A place, a writer, initials, a day or other agencies, and then the line ends."""
_FOLLOWED: Final = (
    r"(?:['’]s? | )?(?:(?:staff |writers? |journalists? |reporters? |correspondents? )+(?:[\w.'’-]+,? ){0,8}?)?"
    r"(?:(?:and|&) [\w. ]{1,40} )?(?:also )?(?:has |have )?contributed"
    r"(?: (?:to (?:this|the) (?:report|story|article|piece)|reporting)|\W{0,4}$)"
)
"""``Reuters contributed to this report``."""
_PLACE: Final = (
    r"(?:(?:\d{1,2}\.?(?: de)? [^\W\d_]{3,10}|\d[\w:.]*+|[^\W\d_a-zß-öø-ÿа-я][\w.'’-]*+|de|of|la|am)\.?,?"
    r"(?:\s+|(?=[(\[（/—–-]))){0,8}"
)
"""Words of a dateline: a sentence has words in small letters, too."""


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
    for part, in_brackets in ((text[:_HEAD], _dateline), (text[-_TAIL:], _last_in_brackets)):
        if agencies.may_be_in(part) and (found := in_brackets().search(part)):
            return agencies.found_in(found)
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
def _dateline() -> re.Pattern[str]:
    """At the head of a text: ``LONDON, 2 March (Reuters) -``, ``Berlin (dpa/lno)`` or ``МОСКВА, 3 марта. /ТАСС/``."""
    before_dash = r"(?<!\w)(?=[(\[（][^()\[\]（）\n]{2,40}[)\]）]\.?\s?[—–-])"
    return re.compile(
        rf"(?:^\W{{0,4}}?{_PLACE}|{before_dash})[(\[（/—–-]\s*{_in_a_row()}\s*[)\]）/—–-]",
    )


@cache
def _last_in_brackets() -> re.Pattern[str]:
    """At the end of a text: ``(AP)``."""
    return re.compile(rf"[(\[（]\s*{_in_a_row()}\s*[)\]）]\W*$")


def _in_a_row() -> str:
    return rf"(?:\w{{2,12}}/)??(?:{agencies.pattern()})(?:[/-][\w/-]{{1,20}})?"


@cache
def _credit() -> re.Pattern[str]:
    """Expressions that credit an agency within a line."""
    name = agencies.pattern()
    before = "|".join(_LEADS)
    whole = rf"^\W{{0,4}}(?i:{_LEADS_OF_A_LINE})|(?:^{_NAMES}|[.(–—-]\s?)\W{{0,4}}(?i:{_BESIDE_A_NAME})"
    # A line of nothing but agencies, or a dateline with one: "PARIS, AFP —", "Москва. 3 марта. ИНТЕРФАКС -".
    alone = r"^\W{0,4}(?=[^\w]*[^\n]{2,60}\W{0,4}$)"
    dateline = r"^(?:[A-ZÀ-Þ][\w.'’ -]{1,40}, ?){1,3}|^[A-ZÀ-ÞА-Я][\w -]{1,20}\. \d{1,2} [^\W\d_]{3,9}\. "
    # "新华社北京3月2日电"
    wire = r"^\W{0,2}(?=\S{4,24}日[电電])"
    return re.compile(
        rf"(?:(?P<lead>(?i:{before})(?i:{_ARTICLE}{_KIND}))|(?P<whole>(?:{whole})(?i:{_ARTICLE}{_KIND}))"
        rf"|(?P<alone>(?i:{alone}{_ARTICLE}))|(?P<place>{dateline})|(?P<wire>{wire})|(?<!\w))"
        rf"(?:{name})(?(wire)|(?!\w))"
        rf"(?(lead)|(?(whole){_MORE}|(?(alone){_MORE}|(?(place)\s?[—–-]\s|(?(wire)|(?i:{_FOLLOWED}))))))"
    )
