"""Who says what, according to an article: its sentences are read once, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.comparison.facts.speakers.patterns import patterns
from index.comparison.facts.speakers.quotations import Sheet, ends_within, sheet
from index.comparison.facts.speakers.references import References
from index.comparison.facts.speakers.sentence import Attribution, attributions, source
from index.comparison.facts.speakers.subjects import first_subject
from index.comparison.passages import LONGEST
from index.model import Span

_MARKS = '"\u201c\u201e\u00ab\u00bb '
"""What a sentence may begin with that is a quotation."""

_STOPS = ".!?"
"""What a sentence ends with; a heading has no subject that a later pronoun means."""
_LONGEST = 8
"""Sentences of a quotation: where a mark is missing, not the rest of the article is quoted."""

Line = tuple[int, str]
"""The number of its paragraph, and a sentence."""


@dataclass(slots=True)
class _Read:
    paragraph: int
    text: str
    page: Sheet
    found: tuple[Attribution, ...]
    """With names for pronouns and descriptions."""
    runs_on: bool
    """Whether a quotation runs on from the sentence before."""
    running: str = ""
    """Who says the quotation that the sentence begins with, if an earlier sentence tells."""


class ArticleSpeakers:
    """Who says each value of an article."""

    def __init__(self, lines: Iterable[Line], language: str = "en") -> None:
        self._known = patterns(language)
        self._language = language
        self._references = References(self._known)
        self._sentences: list[_Read] = []
        open_until = ""
        row = list(lines)
        for number, (paragraph, text) in enumerate(row):
            open_until = self._read(paragraph, text, open_until)
            following = (text for _, text in row[number + 1 : number + 1 + _LONGEST])
            if open_until and not ends_within(following, open_until):
                open_until = ""

    def speaker(self, sentence: int, span: Span) -> str:
        """Who says what is at ``span`` of the sentence with that number, counted from 0; empty for nobody."""
        read = self._sentences[sentence]
        found = source(read.found, span)
        if found:
            return found.who
        quoted = next((part for part in read.page.quoted if part[0] <= span[0] < part[1]), None)
        if quoted is None:
            return ""
        if quoted[1] == len(read.text) and (later := self._later(sentence)):
            return later
        before = self._known.phrases.leading.sub("", read.text[: quoted[0]].strip(_MARKS))
        return "" if before else read.running

    def named(self, sentence: int) -> tuple[str, ...]:
        """All who say something in the sentence with that number, counted from 0."""
        return tuple(each.who for each in self._sentences[sentence].found)

    def _read(self, paragraph: int, text: str, open_until: str) -> str:
        """Reads the next sentence; the marks that end a quotation which runs on after it."""
        number = len(self._sentences)
        last = self._sentences[-1] if self._sentences else None
        if last and last.paragraph != paragraph and text[:1] not in _MARKS:
            open_until = ""
        page = sheet(text, open_until)
        named = []
        subject = self._subject(paragraph, text, page)
        if subject:
            self._references.add(subject, number, speaks=False)
        for name in self._known.phrases.full_names.findall(page.text[:LONGEST]):
            self._references.mention(name, number)
        for each in attributions(text, self._language, open_until):
            begins = not text[: each.span[0]].strip()
            if each.implied:
                who = self._references.implied(each.implied, number, each.covers[0][0] >= each.span[1])
            else:
                who = self._references.who(each.who, number, begins)
            if who:
                named.append(Attribution(who, each.span, each.covers, each.weak))
                if not each.weak:
                    self._references.add(who, number, speaks=True)
        read = _Read(paragraph, text, page, tuple(named), bool(open_until))
        if last:
            read.running = self._running(last)
        self._sentences.append(read)
        return page.ends_open

    def _subject(self, paragraph: int, text: str, page: Sheet) -> str:
        """The subject of a sentence that a later pronoun can mean; empty for a heading."""
        whole = paragraph >= 0 and text.rstrip(_MARKS + "\u201d")[-1:] in _STOPS
        subject = first_subject(self._known, page.text[:LONGEST]) if whole else None
        who = text[slice(*subject)] if subject else ""
        return "" if self._known.pronoun.fullmatch(who) else who

    def _running(self, last: _Read) -> str:
        """The speaker of a quotation that begins or runs on after the sentence ``last``."""
        spoken = [each for each in last.found if not each.weak]
        if spoken:
            return spoken[-1].who
        return last.running if last.page.quoted else ""

    def _later(self, sentence: int) -> str:
        """The speaker of a quotation that runs on after ``sentence``, as the sentence names them in which it ends."""
        for read in self._sentences[sentence + 1 :]:
            if not read.runs_on:
                break
            if read.found and (found := source(read.found, (0, 1))):
                return found.who
            if not read.page.ends_open:
                break
        return ""
