"""The header of a plain text: the headline, deck, byline and date line above its body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from index.cleaning.lines import Line
from index.cleaning.metadata import bylines, dates, outlets
from index.model import HiddenReason

_SITE = re.compile(r"\s+(?:\||[-–—]|::|»|•)\s+")
_LIKELIHOOD = 2.0
"""The score of a line that is certainly article, as the classifier judges it."""
_REPEATED = 1.5
"""The score of a line that is there more than once, or with which another line begins."""
_OF_USUAL_LENGTH, _OF_ANOTHER_LENGTH = 0.8, 0.2
"""The scores of a line as long as headlines usually are, and of any other."""
_NEAREST = 0.8
"""The score of a line right above the body; it falls to nothing at a distance of ``_FAR`` lines."""
_FIRST_LINE = 0.9
"""The score of the first line of the text."""
_LIKELY_HEADLINE = 0.6
"""The likelihood from which on a line right above the deck is the headline."""
_LEAST_DECK = 9
"""Words of such a deck."""
_WITH_SITE = -2.0
"""The score of a line that is another line with the name of the site behind it."""
_USUAL_LENGTH = range(4, 19)
"""Words that headlines usually have."""
_ANY_LENGTH = range(2, 33)
"""Words that a headline may have."""
_LEAST_EVIDENCE = 1.6
"""The score from which on a line is the headline."""
_FAR = 12
"""Lines above the body from which on nearness to it counts nothing."""
_TALLEST = 400
"""Lines that are looked at for a headline."""
_REMEMBERED = 240
"""Characters of a text below which its plain form is cached."""
_BEGINNING = 12
"""Letters in which lines that begin with the same headline agree."""
_ALIKE = 0.6
"""The share of common words from which on a line is another wording of the declared headline."""
_LONGEST_HEADLINE = 40
"""Words of such a line."""
_SURE_FORM = 20
"""Letters from which on a line that begins with another is a copy of it, and not by chance."""
_LONGEST_COPY = 45
"""Words of a copy of the headline."""
_ABOVE_BODY = 6
"""Lines above the body in which its byline is, where there is no headline above it."""
_BELOW_STANDFIRST = 6
"""Lines below a first paragraph in which its byline and date are, where it is a standfirst."""
_SHORTEST_DECK, _LONGEST_DECK = 5, 60
"""Words of a deck."""
_DATED_DECK = 40
"""Characters at the beginning of a line in which a date shows that it is no deck."""
_LONGEST_ASKING = 6
"""Words of a line such as ``Subscribe to The Quay``."""
_MOST_NAME = 5
"""Words of the name of an outlet."""
_LONGEST_NAMING = 40
"""Words of a line that has that name elsewhere: fewer than this."""
_SHORTEST_CUT = 9
"""Characters of a crumb that is the headline, cut short."""
_WORD = re.compile(r"\w+")
_SHORT = 12
"""Words of a line of names, of a date, or of a trail from the front page."""
_NEAR_COPY = 12
"""Lines above the headline in which an earlier copy of it is the top of the header."""
_DATED_ABOVE = 3
"""Lines above the header in which its date may be."""
_MOST_ASKED = 5
"""Copies of the headline, and requests to subscribe, in which the outlet's name is looked for."""
_LABEL = re.compile(r"\b(?:published|posted|updated|last|on|at)\b:?", re.IGNORECASE)
_CODE = re.compile(r"[^\W_]+(?:[-/][^\W_]+)+|[A-Z]+\d+|\d+")
"""A token of a slug."""
_MOSTLY_CODES = 0.5
"""The share of such tokens from which on a line in capitals is a slug."""
_CRUMB = re.compile(r"[>»›→/|]")
_CRUMBS = re.compile(r"\s*[>»›→]\s*|\s+[/|]\s+")
_LABELLED_SECTION = re.compile(
    r"(?:section|category|categories|filed under|posted in|rubrik|ressort|rubrique|sección|sezione|рубрика|kategori)"
    r"\s?:?\s+(\S.{1,40})",
    re.IGNORECASE,
)


def plain_form(text: str) -> str:
    """``text`` in the form in which headlines are compared: letters and digits alone, case folded."""
    return _cached_form(text) if len(text) < _REMEMBERED else _plain_form(text)


def _plain_form(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


_cached_form = lru_cache(maxsize=1 << 13)(_plain_form)


@dataclass(slots=True)
class Header:
    """Indexes of the header's lines among the lines of the text, and metadata read from them."""

    headline: int | None = None
    copies: list[int] = field(default_factory=list)
    """Other lines that only repeat the headline."""
    deck: int | None = None
    bylines: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    places: dict[str, int] = field(default_factory=dict)
    """Which line shows the ``byline``, the ``outlet`` and the ``section``."""

    def moved(self, places: Sequence[int]) -> Header:
        """The header with each index replaced by that at its place in ``places``."""
        return replace(
            self,
            headline=None if self.headline is None else places[self.headline],
            copies=[places[i] for i in self.copies],
            deck=None if self.deck is None else places[self.deck],
            bylines=[places[i] for i in self.bylines],
            dates=[places[i] for i in self.dates],
            places={name: places[i] for name, i in self.places.items()},
        )


def read(lines: Sequence[Line], likely: Sequence[float], body: int, declared_headline: str | None) -> Header:
    """The header above line ``body``, the first paragraph of the article."""
    header = Header()
    header.headline = _declared(lines, declared_headline, body)
    if header.headline is None and not declared_headline:
        header.headline = _headline(lines, likely, body)
    if header.headline is not None:
        _copies(lines, header)
    header.deck = _deck(lines, header, body)
    if header.deck == body:
        body = next((i for i in range(body + 1, len(lines)) if lines[i].prose), body)
    start = header.headline if header.headline is not None and header.headline < body else max(-1, body - _ABOVE_BODY)
    _dates_and_bylines(lines, header, start, body)
    header.outlet = _outlet(lines, header)
    header.section = _section(lines, header, body)
    return header


def _declared(lines: Sequence[Line], headline: str | None, body: int) -> int | None:
    """The line that is the declared headline; else a line above the body that differs from it in few words."""
    form = plain_form(headline or "")
    if not headline or not form:
        return None
    exact = next((i for i, line in enumerate(lines[:_TALLEST]) if plain_form(line.text) == form), None)
    if exact is not None:
        return exact
    words = set(_WORD.findall(headline.lower()))
    for i, line in enumerate(lines[:body]):
        own = set(_WORD.findall(line.low))
        if line.words <= _LONGEST_HEADLINE and len(own & words) >= _ALIKE * len(own | words):
            return i
    return None


def _headline(lines: Sequence[Line], likely: Sequence[float], body: int) -> int | None:
    """The line above the body that looks most like its headline, if the evidence is enough."""
    first = max(0, body - _TALLEST)
    forms = [plain_form(line.text) for line in lines[first:body]]
    copies = Counter(forms)
    by_beginning: dict[str, list[str]] = {}
    for form in forms:
        by_beginning.setdefault(form[:_BEGINNING], []).append(form)
    best, best_score = None, _LEAST_EVIDENCE
    for i, form in enumerate(forms, first):
        line = lines[i]
        if not _may_be_headline(line) or (_is_slug(line) and i + 1 < body and _may_be_headline(lines[i + 1])):
            continue
        same_beginning = by_beginning[form[:_BEGINNING]]
        score = _LIKELIHOOD * likely[i] + (_REPEATED if copies[form] > 1 else 0)
        if any(len(other) > len(form) > _BEGINNING and other.startswith(form) for other in same_beginning):
            score += _REPEATED
        score += _OF_USUAL_LENGTH if line.words in _USUAL_LENGTH else _OF_ANOTHER_LENGTH
        score += _NEAREST * max(0.0, 1 - (body - i) / _FAR) + (_FIRST_LINE if i == 0 else 0)
        if _SITE.search(line.text) and any(
            len(form) > len(o) > _BEGINNING and form.startswith(o) for o in same_beginning
        ):
            score += _WITH_SITE
        if score > best_score:
            best, best_score = i, score
    if best is not None and best > first and _is_above_deck(lines, likely, best - 1):
        return best - 1
    return best


def _may_be_headline(line: Line) -> bool:
    return (
        line.words in _ANY_LENGTH
        and not line.dated
        and not line.byline
        and line.cue is None
        and not line.text.endswith((":", ",", ";", "…"))
        # Headlines of old newspapers have a full stop, and capitals.
        and not (line.text.endswith(".") and "capitals" not in line.features)
        and "bullet" not in line.features
        and "address or handle" not in line.features
        and not _is_trail(line.text)
    )


def _is_above_deck(lines: Sequence[Line], likely: Sequence[float], place: int) -> bool:
    """Whether a line is a headline, and the one below it, which looks more like one, its deck: that is longer."""
    line, deck = lines[place], lines[place + 1]
    is_headline = _may_be_headline(line) and line.words in _USUAL_LENGTH and likely[place] >= _LIKELY_HEADLINE
    return is_headline and deck.words > line.words and deck.words >= _LEAST_DECK


def _is_slug(line: Line) -> bool:
    """Whether a line is the name by which a news agency sends an article: ``BC-STORM-FERRY/2ND LEAD``."""
    tokens = line.text.split()
    codes = sum(1 for token in tokens if _CODE.fullmatch(token))
    return line.text.isupper() and codes >= _MOSTLY_CODES * len(tokens)


def _is_trail(text: str) -> bool:
    """Whether a line is a breadcrumb trail from the front page to the article."""
    crumbs = _CRUMBS.split(text, maxsplit=1)
    return len(crumbs) > 1 and outlets.is_front(crumbs[0])


def _copies(lines: Sequence[Line], header: Header) -> None:
    place = header.headline if header.headline is not None else 0
    form = plain_form(lines[place].text)
    for i, line in enumerate(lines):
        if i == place or line.words > _LONGEST_COPY:
            continue
        other = plain_form(line.text)
        same = other == form or (len(form) > _SURE_FORM and other.startswith(form) and _SITE.search(line.text))
        if same or (i < place and len(other) > _SURE_FORM and form.startswith(other)):
            header.copies.append(i)


def _dates_and_bylines(lines: Sequence[Line], header: Header, start: int, body: int) -> None:
    copies = set(header.copies)
    first = min((i for i in copies if start - _NEAR_COPY <= i < start), default=start)
    places = [i for i in range(start + 1, body) if i not in copies]
    places += _below_standfirst(lines, body)
    places += [i for i in range(first + 1, start) if i not in copies]
    above = [i for i in range(max(0, first - _DATED_ABOVE), max(0, first)) if lines[i].dated]
    for i in places:
        if lines[i].byline:
            header.bylines.append(i)
            _name(header, bylines.authors_of(lines[i].text), i)
    for i in (*places, *reversed(above)):
        text = lines[i].text
        short = lines[i].words <= _SHORT and not lines[i].ends
        if (lines[i].dated or lines[i].byline or short) and (dates.find(text) or dates.readings(text)):
            header.dates.append(i)
    _bylines_without_by(lines, header, places)


def _below_standfirst(lines: Sequence[Line], body: int) -> list[int]:
    """Bylines and date lines below the first paragraph, where that is a standfirst."""
    run: list[int] = []
    for i in range(body + 1, min(len(lines), body + 1 + _BELOW_STANDFIRST)):
        # A date behind a handle is that of words quoted from a social network.
        if lines[i].prose or (lines[i].dated and "@" in lines[i].text):
            break
        run.append(i)
    marked = [i for i in run if lines[i].dated or lines[i].byline]
    return run[: marked[-1] - body] if marked and marked[0] <= body + 2 else []


def _name(header: Header, names: tuple[str, ...], place: int) -> None:
    if names and not header.authors:
        header.authors = names
        header.places["byline"] = place


def _bylines_without_by(lines: Sequence[Line], header: Header, places: Sequence[int]) -> None:
    """Take names alone beside a date, or a news agency, for the byline where no line says ``By``."""
    if header.authors:
        return
    # A name on the line of the date goes before one on the line above or below it.
    for i in sorted(places, key=lambda place: place not in header.dates):
        text = lines[i].text
        if lines[i].words > _SHORT or lines[i].cue:
            continue
        if i not in header.dates and not {i - 1, i + 1} & set(header.dates):
            continue
        beside = bylines.authors_beside_date(text)
        text = _without_date(text)
        names = beside or _alone(lines, text) or bylines.agency(text)
        if names:
            _name(header, names, i)
            if i not in header.dates:
                header.bylines.append(i)
            return


def _alone(lines: Sequence[Line], text: str) -> tuple[str, ...]:
    """The names that ``text`` consists of, unless the article is about them or uses their words as common ones."""
    names = bylines.names_alone(text)
    if not names:
        return ()
    common = {word.lower() for name in names for word in name.split() if word[0].isupper()}
    for line in lines:
        if not common.isdisjoint(_WORD.findall(line.text)) or (line.prose and any(name in line.text for name in names)):
            return ()
    return names


def _without_date(text: str) -> str:
    """A line up to its date, without labels."""
    found = dates.find(text)
    return _LABEL.sub("", text[: found.start] if found else text).strip(" |·•,–—-/")


def _deck(lines: Sequence[Line], header: Header, body: int) -> int | None:
    """The line below the headline, where it is apart from the body: a byline, date or caption is below it."""
    if header.headline is None or header.headline >= body:
        return None
    place = header.headline + 1
    while place < body and place in header.copies:
        place += 1
    if place > body or place >= len(lines):
        return None
    line = lines[place]
    if (
        line.dated
        or line.byline
        or line.cue
        or not _SHORTEST_DECK <= line.words <= _LONGEST_DECK
        or "bullet" in line.features
    ):
        return None
    if dates.readings(line.text[:_DATED_DECK]) or _is_trail(line.text):
        return None
    if place == body:
        following = lines[place + 1 : place + 1 + _BELOW_STANDFIRST]
        marked = any(
            (other.dated and "@" not in other.text) or other.byline or other.cue == HiddenReason.READING_TIME
            for other in following[:2]
        )
        return place if marked and any(other.prose for other in following) else None
    alone = all(lines[i].cue or lines[i].dated or lines[i].byline for i in range(place + 1, body))
    return place if alone else None


def _outlet(lines: Sequence[Line], header: Header) -> str | None:
    """The outlet's name, where the text has it twice: after the headline, or after ``Subscribe to``, and elsewhere."""
    asking = [
        i for i, line in enumerate(lines) if line.cue == HiddenReason.NEWSLETTER and line.words <= _LONGEST_ASKING
    ]
    for i in (*header.copies[:_MOST_ASKED], *asking[:_MOST_ASKED]):
        line = lines[i]
        name = ""
        if header.headline is not None and len(line.text) > len(lines[header.headline].text) and i in header.copies:
            name = _SITE.split(line.text)[-1]
        elif found := re.fullmatch(r"Subscribe to ((?:[A-Z][\w'’&]*\s?){1,4})", line.text):
            name = found.group(1).strip()
        if name and 1 <= len(name.split()) <= _MOST_NAME and _is_elsewhere(name, lines, i):
            header.places["outlet"] = i
            return name
    return None


def _is_elsewhere(name: str, lines: Sequence[Line], place: int) -> bool:
    low = name.lower()
    return any(low in line.text.lower() for i, line in enumerate(lines) if i != place and line.words < _LONGEST_NAMING)


def _section(lines: Sequence[Line], header: Header, body: int) -> str | None:
    """The last section of a trail from the front page, or what a line labels as the section."""
    headline = lines[header.headline].text if header.headline is not None else ""
    for i, line in enumerate(lines[:body]):
        if line.words > _SHORT + len(headline.split()):
            continue
        crumbs = _CRUMBS.split(line.text) if _CRUMB.search(line.text) else (line.text,)
        if len(crumbs) > 1 and outlets.is_front(crumbs[0]):
            named = [c for c in crumbs[1:] if outlets.is_section(c, headline, header.outlet)]
            good = [
                c
                for c in named
                if not (len(c) >= _SHORTEST_CUT and plain_form(headline).startswith(plain_form(c.rstrip("…."))))
            ]
        else:
            found = _LABELLED_SECTION.fullmatch(line.text)
            good = [found.group(1)] if found and outlets.is_section(found.group(1), headline, header.outlet) else []
        if good:
            header.places["section"] = i
            return good[-1]
    return None
