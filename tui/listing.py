"""Results as a person reads them in a terminal or a pipe: one block of text for each record.

Functions return lines of harmless text. ``width`` is None where lines are not to be broken, so that a pipe gets a
paragraph a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.model import (
    Article,
    CheckReport,
    CleanArticle,
    Explanation,
    FieldScore,
    Hit,
    ImportReport,
    Parallel,
    Passage,
    Progress,
    Rule,
    Span,
    Statistics,
    Story,
)
from index.text import printable
from tui.widgets.galley import Block
from tui.widgets.structure import padded, paragraphs, with_hidden
from tui.widgets.typesetting import as_is, cells, shown, wrap

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENT = "    "
_SHOWN_SKIPS = 20
_LISTED_VERSIONS = 8
"""Versions of a hit that are named; of more the first and the last ones."""
_TOLD = 0.0005
"""The smallest score that is told."""
_STAGES = {
    "finding": "Looking for articles",
    "reading": "Reading",
    "indexing": "Indexing",
    "grouping": "Grouping",
    "tracing": "Looking for copies",
}


def set_text(text: str, width: int | None, indent: str = "") -> list[str]:
    """``text`` made harmless and broken into lines of at most ``width`` cells, each after ``indent``."""
    text = printable(text, lines=width is not None)
    if width is None:
        return [indent + shown(text)]
    return [indent + shown(text[line.start : line.end]) for line in wrap(text, width - cells(indent))]


def about(outlet: str | None, published: str | None, *more: str | None) -> str:
    """Outlet and date on one line, as far as they are known."""
    parts = (outlet or "unknown outlet", (published or "no date")[:16].replace("T", " "), *more)
    return printable(" · ".join(part for part in parts if part))


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# --- Search -----------------------------------------------------------------------------------------------------------


def hit(hit: Hit, width: int | None, *, coloured: bool) -> list[str]:
    """One hit: headline, where and when, and its best passage with the found words marked."""
    start, end = (BOLD, PLAIN) if coloured else ("", "")
    dim = DIM if coloured else ""
    headline = shown(printable(hit.headline or "(no headline)"))
    return [
        f"{hit.rank:>3} {start}{headline}{end}",
        f"{_INDENT}{dim}{shown(about(hit.outlet, hit.published, hit.short_id))}{end}",
        *(f"{_INDENT}{dim}{line}{end}" for line in _versions(hit, width)),
        *_snippet(hit.snippet, hit.matches, width, coloured=coloured),
    ]


def _versions(hit: Hit, width: int | None) -> list[str]:
    """The versions of the article with their days and their ids, where it has several."""
    if not hit.editions:
        return []
    days = [f"{(each.published or 'no date')[:10]} {each.id[: len(hit.short_id)]}" for each in hit.editions]
    if len(days) > _LISTED_VERSIONS:
        days[_LISTED_VERSIONS // 2 : -_LISTED_VERSIONS // 2] = ["…"]
    said = f"{counted(len(hit.editions), 'version')}: {'; '.join(days)}"
    return set_text(said, None if width is None else width - len(_INDENT))


def _snippet(snippet: str, matches: Sequence[Span], width: int | None, *, coloured: bool) -> list[str]:
    text = printable(snippet)
    lines = [(0, len(text))] if width is None else [(line.start, line.end) for line in wrap(text, width - len(_INDENT))]
    return [_INDENT + _marked(text, start, end, matches if coloured else ()) for start, end in lines]


def _marked(text: str, start: int, end: int, matches: Sequence[Span]) -> str:
    parts, at = list[str](), start
    for begin, stop in matches:
        begin, stop = max(begin, at), min(stop, end)
        if begin < stop:
            parts += [shown(text[at:begin]), BOLD, shown(text[begin:stop]), PLAIN]
            at = stop
    return "".join([*parts, shown(text[at:end])])


def explanation(explanation: Explanation) -> list[str]:
    """Why an article is found and how it scored, or what it lacks: a line for each part, then for each field."""
    if explanation.rank is None:
        missing = ", ".join(shown(printable(part.text)) for part in explanation.parts if not part.found)
        lines = [f"Not found: it does not answer {missing or 'the query'}."]
    else:
        lines = [f"Found at place {explanation.rank:,} of {explanation.total:,}, score {explanation.score:.3f}."]
        if explanation.relaxed:
            lines.append("No article has all the words; this one has some of them.")
    for part in explanation.parts:
        said = "yes" if part.found else "NO"
        about = f"{counted(part.total, 'article')}, score {part.score:.3f}"
        if part.found and part.weight != 1:
            about += f", of which {part.weight:.0%} counts"
        lines.append(f"{_INDENT}{said:>3}  {shown(printable(part.text))}  ({about})")
        lines += [f"{_INDENT * 2} {_field_score(field)}" for field in part.fields]
        if part.raised >= _TOLD:
            lines.append(f"{_INDENT * 2} whole word, above those that only begin so: {part.raised:.3f}")
    if explanation.share < 1:
        lines.append(f"{_INDENT}of the words' scores {explanation.share:.0%} counts, as it has not all of them")
    if explanation.near >= _TOLD:
        lines.append(f"{_INDENT}words near each other, or the headline itself: {explanation.near:.3f}")
    return lines


def _field_score(score: FieldScore) -> str:
    where = "all text" if score.field == "written" else score.field
    return (
        f"{shown(printable(score.text))} in {where}: {score.frequency:g} of {counted(score.length, 'word')},"
        f" idf {score.idf:.3f}, boost {score.boost:g}: {score.score:.3f}"
    )


# --- Articles ---------------------------------------------------------------------------------------------------------


def article(article: Article, width: int | None) -> list[str]:
    """An article of the archive, set for reading."""
    tags = ", ".join(article.tags)
    lines = content(article.content, width)
    return [*lines, "", *set_text(f"[{article.short_id}] {article.paths[0] if article.paths else ''}", None)] + (
        set_text(f"tags: {tags}", width) if tags else []
    )


def content(content: CleanArticle, width: int | None) -> list[str]:
    """A clean article: headline, deck, byline, body; captions and other asides in their places, named as such."""
    metadata = content.metadata
    lines = set_text(metadata.headline or "(no headline)", width)
    if metadata.deck:
        lines += set_text(metadata.deck, width)
    byline = f"By {', '.join(metadata.authors)}" if metadata.authors else None
    lines += set_text(about(metadata.outlet, metadata.published, byline), width)
    updated = f"updated {metadata.updated[:16].replace('T', ' ')}" if metadata.updated else None
    if more := " · ".join(part for part in (metadata.section, updated, *content.flags) if part):
        lines += set_text(more, width)
    if content.origins:
        lines += set_text("from " + ", ".join(f"{field}: {origin}" for field, origin in content.origins), width)
    if metadata.url:
        lines += set_text(metadata.url, None)
    lines.append("")
    for block in with_hidden(paragraphs(content, (), width or 0), content.hidden, all=False):
        lines += [*_set_block(block, width), *[""] * block.space]
    return lines[:-1] if not lines[-1] else lines


def _set_block(block: Block, width: int | None) -> list[str]:
    """A paragraph with what stands at its left: the bullet of an item, the bar of a quotation."""
    first, others = (block.lead or block.bar).ljust(block.indent), block.bar.ljust(block.indent)
    text = padded(block)
    if block.as_is or block.pads:
        text = printable(text, lines=True)
        said = [
            shown(text[line.start : line.end]) for line in as_is(text, width - block.indent if width else len(text))
        ]
    else:
        named = f"{text} ({block.aside})" if block.aside else text
        said = set_text(named, None if width is None else width - block.indent)
    return [f"{others if number else first}{line}" for number, line in enumerate(said)]


def hidden_note(content: CleanArticle) -> str:
    """How much was hidden and why; empty for nothing."""
    away = [line for line in content.hidden if not line.is_aside]
    if not away:
        return ""
    reasons = dict.fromkeys(line.reason for line in away)
    return f"{counted(len(away), 'line')} hidden ({', '.join(reasons)}); --json lists them."


# --- Parallels and stories --------------------------------------------------------------------------------------------


def parallels(passage: Passage, found: Iterable[Parallel], width: int | None) -> list[str]:
    """A passage, and below it where else it stands."""
    lines = set_text(passage.text, width)
    for parallel in found:
        where = about(parallel.outlet, parallel.published, f"{parallel.similarity:.0%}", parallel.reason)
        lines += ["", *set_text(parallel.headline or "(no headline)", width), shown(where)]
        lines += set_text(parallel.passage.text, width, _INDENT)
    return lines


def story(story: Story, short: Sequence[str], width: int | None) -> list[str]:
    """A story: title, span of days, outlets and the short ids of its articles."""
    days = story.first if story.first == story.last else f"{story.first} to {story.last}"
    facts = " · ".join([counted(len(story.articles), "article"), days or "no date", ", ".join(story.outlets)])
    lines = [*set_text(story.title, width), *set_text(facts, width, _INDENT)]
    lines += set_text(f"story {story.id[:8]}: {' '.join(short)}", width, _INDENT)
    for lead in story.lead:
        lines += set_text(f"\u201c{lead.passage.text}\u201d ({', '.join(lead.outlets)})", width, _INDENT)
    for kin in story.saga:
        lines += set_text(f"same saga: {kin.title} ({kin.story[:8]}; {kin.why})", width, _INDENT)
    return lines


# --- The archive ------------------------------------------------------------------------------------------------------


def progress(progress: Progress, width: int) -> str:
    """Where an import is, in one line that fits."""
    total = f" of {progress.total:,}" if progress.total else ""
    line = f"{_STAGES.get(progress.stage, progress.stage)} {progress.done:,}{total}  {progress.path}"
    return set_text(line, None)[0][: max(1, width - 1)]


def summary(report: ImportReport) -> str:
    """What an import did, in one line."""
    parts = [
        counted(len(report.articles), "article"),
        f"{report.added:,} added",
        f"{report.updated:,} updated",
        f"{report.unchanged:,} unchanged",
    ]
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    return f"{', '.join(parts)} in {report.seconds:.1f} s."


def skips(report: ImportReport) -> list[str]:
    """What was skipped and why, the first ones."""
    lines = [f"skipped {s.path}: {s.reason}" for s in report.skipped[:_SHOWN_SKIPS]]
    more = len(report.skipped) - _SHOWN_SKIPS
    return [*lines, f"and {more:,} more; --json lists them all."] if more > 0 else lines


def rule(rule: Rule, width: int | None) -> list[str]:
    """A rule: its number, what it does and where, since when, and below it the line."""
    where = f"everywhere in {rule.outlet}" if rule.outlet is not None else f"in {rule.article[:8]}"
    return [
        shown(printable(f"{rule.number:>3}  {rule.what} {where} · {rule.made[:10]}")),
        *set_text(rule.line, width, " " * 5),
    ]


def check(report: CheckReport) -> list[str]:
    """What verifying found."""
    lines = [f"{counted(report.articles, 'article')} checked, index {report.index}"]
    lines += [f"damaged {shown(printable(d.id))}: {shown(printable(d.what))}" for d in report.damaged]
    return lines


def statistics(statistics: Statistics) -> list[str]:
    """What an archive holds."""
    lines = [
        f"{counted(statistics.articles, 'article')} from {counted(statistics.outlets, 'outlet')} "
        f"in {counted(statistics.stories, 'story', 'stories')}",
        f"{counted(statistics.documents, 'source document')}, {statistics.bytes / 1e6:,.1f} MB on disk",
    ]
    if statistics.first or statistics.last:
        lines.append(f"published {statistics.first} to {statistics.last}")
    return [*lines, *(f"{f.count:>7,}  {shown(printable(f.value))}" for f in statistics.by_outlet)]
