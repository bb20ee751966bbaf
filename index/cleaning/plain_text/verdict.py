"""Which lines of a text are its article: the verdict on lines of plain text, and on those that an extractor gave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.cleaning import line_classifier, line_groups, line_runs, surroundings
from index.cleaning.assembly import SHOWN_WHOLE
from index.cleaning.lines import Line, begins_as_article
from index.cleaning.plain_text import header, layouts
from index.cleaning.plain_text.header import Header
from index.cleaning.plain_text.sentence_recovery import closed, completed, with_last_sentences
from index.cleaning.plain_text.sign_off import with_sign_off
from index.model import DeclaredMetadata, HiddenReason

EXTRACTED = 0.45
"""The least likelihood of a line that an extractor has already taken for article."""
_KEEP_PROSE = 0.3
"""The least likelihood of a paragraph without a cue: hiding one does more harm than showing one too many."""
_KEEP_OTHER = 0.5
"""The least likelihood of any other line of a plain text."""
_SURE = 0.5
"""The least likelihood of the paragraph with which the body begins."""
_SURE_ENTRY = 0.9
"""The likelihood given to the lines of a live blog's entries."""
_SIGNATURES = frozenset((HiddenReason.ABOUT_THE_AUTHOR, HiddenReason.AGENCY_CREDIT))
_BESIDES = frozenset((HiddenReason.SITE_CHROME, HiddenReason.NEWSLETTER, HiddenReason.ADVERTISEMENT))
"""What a page has around its article, and what an article may be about."""
_LONGEST_SIGNATURE = 80
"""Words of a last line about the author or an agency that is hidden."""
_OWN_MATTER = 0.5
"""The share of a last line's longer words that the article has, above which it is part of it whatever its cue."""
_LONGEST_LINK = 16
"""Words of a line with the cue of a related story that is a link, and not a sentence."""
_LONGEST_CAPTION = 40
"""Words of a line with the cue of a caption that is always hidden: fewer than this."""
_LONGEST_MARK = 2
"""Words of a line such as ``Advertisement`` or ``12 comments`` that is always hidden."""
_LEAST_COPY = 5
"""Words of a line that is hidden where it comes again."""
_LEAST_BRIEF = 4
"""Words of the sentence with which a brief without paragraphs begins."""
_MOST_LINES = 20_000
"""A text of more lines is not one article, and is shown whole."""
_LEAST_SHARE = 1 / 3
"""The share of words in long sentences below which too little is kept, and the text is shown whole."""
_LONG_SENTENCE = 20
"""Words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about the lines of a text."""

    body: frozenset[int]
    header: Header
    known: Mapping[int, HiddenReason] = field(default_factory=dict)
    """Reasons for hiding lines that only the text as a whole shows."""
    flags: tuple[str, ...] = ()


def judge(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: DeclaredMetadata,
    known: Mapping[int, HiddenReason] | None = None,
    least: float = _KEEP_OTHER,
) -> Verdict:
    """Decide which lines are body and which are header; the rest is hidden, those in ``known`` with their reason.

    ``groups`` numbers the runs between blank lines. Lines other than paragraphs need a likelihood of ``least``.
    """
    if not lines:
        return Verdict(frozenset(), Header())
    if len(lines) > _MOST_LINES:
        return _whole(lines, declared)
    known = known or {}
    if apart := surroundings.apart(lines, groups):
        return _with_apart(lines, groups, declared, known, apart, least)
    return _judged_whole(lines, groups, declared, known, least)


def _judged_whole(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: DeclaredMetadata,
    known: Mapping[int, HiddenReason],
    least: float,
) -> Verdict:
    """The verdict on lines of which none is surely a mark or a promo."""
    end = layouts.tail(lines)
    if end is not None:
        above = lines[: end.start]
        verdict = _judged(above, groups[: end.start], declared, known, line_runs.appeals(above), least)
        if verdict is not None and not _too_little(lines, verdict.body):
            return replace(verdict, known={**dict.fromkeys(range(end.start, len(lines)), end.reason), **verdict.known})
    appeals = line_runs.appeals(lines)
    for hidden in (appeals, set()) if appeals else (appeals,):
        verdict = _judged(lines, groups, declared, known, hidden, least)
        if verdict is not None and not _too_little(lines, verdict.body):
            return verdict
    return _whole(lines, declared)


def _with_apart(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: DeclaredMetadata,
    known: Mapping[int, HiddenReason],
    apart: Mapping[int, HiddenReason],
    least: float,
) -> Verdict:
    """The verdict on the lines that are not ``apart``, and with them those that are."""
    rest = [i for i in range(len(lines)) if i not in apart]
    places = {place: i for i, place in enumerate(rest)}
    verdict = _judged_whole(
        [lines[i] for i in rest],
        [groups[i] for i in rest],
        declared,
        {places[i]: reason for i, reason in known.items() if i in places},
        least,
    )
    if not rest or SHOWN_WHOLE in verdict.flags:
        return _whole(lines, declared)
    reasons = {**apart, **{rest[i]: reason for i, reason in verdict.known.items()}, **known}
    return Verdict(frozenset(rest[i] for i in verdict.body), verdict.header.moved(rest), reasons, verdict.flags)


def _judged(
    lines: Sequence[Line],
    groups: Sequence[int],
    declared: DeclaredMetadata,
    known: Mapping[int, HiddenReason],
    appeals: set[int],
    least: float,
) -> Verdict | None:
    """The verdict on the lines, ``appeals`` hidden, however little is kept; None where no paragraph is found."""
    likely = line_classifier.probabilities(lines, groups)
    entries = layouts.live_entries(lines)
    likely = [_SURE_ENTRY if i in entries else chance for i, chance in enumerate(likely)] if entries else likely
    listed = line_runs.lists_of_stories(lines) - entries
    out = listed | appeals | line_runs.promos(lines) | known.keys()
    out |= {i for i, line in enumerate(lines) if _never(line)}
    first = _first_paragraph(lines, likely, out, least)
    if first is None:
        return None
    top = header.read(lines, likely, first, declared.headline)
    taken = {i for i in (top.headline, top.deck, *top.copies, *top.bylines, *top.dates) if i is not None}
    above = top.headline if top.headline is not None and top.headline < first else -1
    barred = out | taken | set(range(above + 1))
    body = {i for i, line in enumerate(lines) if i not in barred and _is_kept(line, likely[i], least)}
    body = with_last_sentences(lines, completed(lines, likely, body, barred), barred - out)
    body = line_groups.settled(lines, groups, likely, body, barred, least, is_page=least < _KEEP_OTHER)
    body = closed(lines, likely, body, barred)
    body -= line_runs.echoes(lines, listed, body) | _repeated(lines, body)
    if (rest := set(range(len(lines))) - body - taken) and all(begins_as_article(lines[i]) for i in rest):
        # Nothing of a page is around: what is put behind the last sentence does not hide it.
        body |= rest
    if (
        least == _KEEP_OTHER
        and rest
        and rest.isdisjoint(out)
        and all(i < max(body, default=0) and _is_about_its_cue(lines[i]) for i in rest)
    ):
        body |= rest
    body -= with_sign_off(lines, body, top)
    body -= {i for i in body - entries if _is_stamp_of_page(lines[i])}
    beginning = min((i for i in body if not _is_of_site(lines[i])), default=0)
    body = {i for i in body if i >= beginning}
    seen = {i: HiddenReason.RELATED_STORY for i in listed if _is_title(lines[i])}
    return Verdict(frozenset(body - _signing_off(lines, body)), top, {**seen, **known})


def _is_about_its_cue(line: Line) -> bool:
    """Whether a line is a whole sentence that speaks to nobody: its cue may be what the story is about."""
    own_words = line.cue is None or line.cue in _BESIDES
    return line.prose and line.ends and own_words and "addresses the reader" not in line.features


def _is_kept(line: Line, chance: float, least: float) -> bool:
    """Whether a line that is article with this likelihood is kept."""
    return chance >= (_KEEP_PROSE if line.prose and line.cue is None else least)


def _first_paragraph(lines: Sequence[Line], likely: Sequence[float], out: set[int], least: float) -> int | None:
    """The line with which the body begins; in a brief of a few words, which has no paragraph, a sentence."""
    there = [i for i, line in enumerate(lines) if i not in out and _is_kept(line, likely[i], least)]
    whole = next((i for i in there if lines[i].prose and likely[i] > _SURE), None)
    if whole is not None:
        return whole
    return next((i for i in there if lines[i].words >= _LEAST_BRIEF and lines[i].ends), None)


def _is_title(line: Line) -> bool:
    """Whether an entry of a list of other stories is their headline or their beginning."""
    return line.cue is None and not line.dated and not line.byline and line.words >= _LEAST_BRIEF


def _is_of_site(line: Line) -> bool:
    """Whether a line is by its words a button or the like."""
    return line.cue in line_groups.OF_A_SITE and not line.prose and not line.ends


def _is_stamp_of_page(line: Line) -> bool:
    """Whether the line is a date or byline alone; below a quotation from a social network it belongs to that."""
    return (line.dated or (line.byline and not line.ends)) and "@" not in line.text


def _signing_off(lines: Sequence[Line], body: set[int]) -> set[int]:
    """The last lines of the body that are about its author or credit an agency; none where there are no others."""
    found: set[int] = set()
    for i in sorted(body, reverse=True):
        if lines[i].cue not in _SIGNATURES or lines[i].words > _LONGEST_SIGNATURE:
            break
        if lines[i].prose and surroundings.shared(lines[i], (lines[j] for j in body if j < i)) > _OWN_MATTER:
            break
        found.add(i)
    return found if len(found) < len(body) else set()


def all_article(lines: Sequence[Line], declared: DeclaredMetadata) -> Verdict:
    """The verdict on a text that is the article alone: all lines are body, but for the headline and rules."""
    whole = _whole(lines, declared)
    read = frozenset(i for i in whole.body if i != whole.header.headline and "no letters" not in lines[i].features)
    return Verdict(read or whole.body, whole.header)


def _whole(lines: Sequence[Line], declared: DeclaredMetadata) -> Verdict:
    """All lines as body; only a first line that is the declared headline is header."""
    form = header.plain_form(declared.headline or "")
    top = Header(headline=0) if form and lines and header.plain_form(lines[0].text) == form else Header()
    return Verdict(frozenset(range(len(lines))), top, flags=(SHOWN_WHOLE,))


def _never(line: Line) -> bool:
    """Whether a line is never body, whatever the classifier says."""
    if line.cue in (HiddenReason.ADVERTISEMENT, HiddenReason.COMMENT):
        return line.words <= _LONGEST_MARK and not line.ends
    if line.cue == HiddenReason.RELATED_STORY and line.words <= _LONGEST_LINK and not line.ends:
        return True
    if line.cue == HiddenReason.CAPTION:
        return line.words < _LONGEST_CAPTION and not line.ends
    if line.cue == HiddenReason.AGENCY_CREDIT and line.text.startswith("(") and line.text.endswith(")"):
        return True
    return line.cue == HiddenReason.READING_TIME


def _repeated(lines: Sequence[Line], body: set[int]) -> set[int]:
    """Later copies of longer lines."""
    seen: set[str] = set()
    again = set()
    for i in sorted(body):
        if lines[i].words >= _LEAST_COPY:
            if lines[i].text in seen:
                again.add(i)
            seen.add(lines[i].text)
    return again


def _too_little(lines: Sequence[Line], body: Collection[int]) -> bool:
    """Whether too little of the text's long sentences is kept."""
    whole = {i for i, line in enumerate(lines) if line.words >= _LONG_SENTENCE and line.ends and line.cue is None}
    words = sum(lines[i].words for i in whole)
    return not body or sum(lines[i].words for i in whole.intersection(body)) < _LEAST_SHARE * words
