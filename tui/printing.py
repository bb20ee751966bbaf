"""How results leave the program: JSON shapes, and streams that take nothing a terminal would obey.

The shapes are a contract with scripts: a key may be added, none changes its name or meaning.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TextIO, get_args

from index.errors import BroadsheetError
from index.model import (
    Article,
    CheckReport,
    CleanArticle,
    CleanedSource,
    Comparison,
    Explanation,
    Facet,
    Hit,
    ImportReport,
    Link,
    Matrix,
    Parallel,
    Passage,
    ResultPage,
    Rule,
    SkippedSource,
    Standing,
    Statistics,
    Story,
    Verdict,
)
from index.text import printable
from tui.quotations import quotations_of

Json = dict[str, object]

DONE, NOTHING, DAMAGED = 0, 1, 3
"""Exit codes; those of errors are the errors' own."""

# What valid JSON may hold but a terminal or a strict decoder should not get: C1 controls, bidirectional
# overrides, line separators, surrogates, noncharacters, tags.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


# --- Streams --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Streams:
    """Where data and narration go."""

    out: TextIO
    err: TextIO
    json: bool
    """Whether data are JSON."""

    @classmethod
    def standard(cls, *, json: bool) -> Streams:
        """Those of the process."""
        return cls(sys.stdout, sys.stderr, json)

    @property
    def width(self) -> int:
        """Columns of the terminal; 100 where there is none and ``COLUMNS`` says nothing."""
        return max(20, shutil.get_terminal_size((100, 40)).columns)

    @property
    def reading_width(self) -> int | None:
        """Columns to set prose in; None where lines are not to be broken, for a pipe."""
        return min(self.width, 100) if is_terminal(self.out) else None

    @property
    def coloured(self) -> bool:
        """Whether data may hold colour codes."""
        return is_terminal(self.out) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def print(self, text: str = "") -> None:
        """One line or more of data, made harmless."""
        _write(self.out, printable(text, lines=True) + "\n")

    def print_styled(self, text: str) -> None:
        """Data whose untrusted parts are harmless already and that holds our own colour codes."""
        _write(self.out, text + "\n")

    def print_document(self, text: str) -> None:
        """A whole file: in UTF-8 where it does not go to a terminal, whatever the encoding of the stream is."""
        buffer = getattr(self.out, "buffer", None)
        text = printable(text, lines=True)
        if buffer is None or is_terminal(self.out):
            _write(self.out, text)
            return
        self.out.flush()
        buffer.write(text.encode("utf-8", "replace"))
        buffer.flush()

    def record(self, value: Mapping[str, object]) -> None:
        """One JSON object on a line of its own."""
        _write(self.out, dumped(value, unicode=_takes_unicode(self.out)) + "\n")

    def say(self, text: str) -> None:
        """One line of narration."""
        _write(self.err, printable(text) + "\n")

    def report(self, error: BroadsheetError) -> None:
        """An error: an object among the data where JSON is asked for, else a line of narration."""
        if self.json:
            self.record(error_record(error))
        else:
            where = f"column {error.column}: " if error.column else ""
            self.say(f"broadsheet: {where}{error}")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at ``stream``."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))


def _takes_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"


def dumped(value: Mapping[str, object], *, unicode: bool) -> str:
    """A record as one line of JSON; where it is not ``unicode``, in ASCII."""
    text = json.dumps(value, ensure_ascii=not unicode)
    return _UNSAFE.sub(_escaped, text) if unicode else text


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


# --- Shapes ---------------------------------------------------------------------------------------------------------


def error_record(error: BroadsheetError) -> Json:
    """An error as JSON."""
    return {"error": {"kind": error.kind, "message": error.message, "column": error.column, "hint": error.hint or None}}


def report_record(report: ImportReport) -> Json:
    """``add``."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "articles": [{"id": a.id, "path": a.path, "title": a.headline} for a in report.articles],
        "skipped": [skipped_record(s) for s in report.skipped],
        "seconds": round(report.seconds, 3),
    }


def skipped_record(skipped: SkippedSource) -> Json:
    """What did not become an article."""
    return {"path": skipped.path, "reason": skipped.reason}


def page_record(page: ResultPage) -> Json:
    """``search``."""
    return {
        "query": page.query,
        "total": page.total,
        "exact": page.exact,
        "relaxed": page.relaxed,
        "seconds": round(page.seconds, 6),
        "suggestion": page.suggestion,
        "dropped": [asdict(dropped) for dropped in page.dropped],
        "facets": {name: _facets(facets) for name, facets in page.facets.items()},
        "hits": [_hit(hit) for hit in page.hits],
    }


def explanation_record(explanation: Explanation) -> Json:
    """``search --explain``."""
    return asdict(explanation)


def _facets(facets: Iterable[Facet]) -> list[Json]:
    return [{"value": f.value, "count": f.count} for f in facets]


def _hit(hit: Hit) -> Json:
    return {
        "rank": hit.rank,
        "id": hit.id,
        "score": hit.score,
        "title": hit.headline,
        "outlet": hit.outlet,
        "published": hit.published,
        "path": hit.path,
        "words": hit.words,
        "snippet": hit.snippet,
        "start": hit.start,
        "end": hit.end,
        "matches": [list(span) for span in hit.matches],
        "title_matches": [list(span) for span in hit.headline_matches],
        "versions": list(hit.versions),
        "folded": hit.folded,
        "copies": hit.copies,
        "editions": [{"id": e.id, "title": e.headline, "published": e.published} for e in hit.editions],
    }


def article_record(article: Article) -> Json:
    """``show``."""
    paths = list(article.paths)
    return {
        "id": article.id,
        "version": article.version,
        **_content(article.content, paths[0] if paths else None),
        "paths": paths,
        "sha256": article.sha256,
        "tags": list(article.tags),
    }


def cleaned_record(cleaned: CleanedSource) -> Json:
    """``clean``: the keys of ``show``, without the identity that only an archive gives."""
    document = cleaned.document
    path = document.path if document.record is None else f"{document.path}#L{document.record}"
    kept = cleaned.article.kept
    return {
        "id": None,
        "version": None,
        **_content(cleaned.article, path),
        "sha256": document.sha256,
        "tags": list(cleaned.article.metadata.tags),
        "encoding": document.encoding,
        "kept": None if kept is None else list(kept),
    }


def _content(article: CleanArticle, path: str | None) -> Json:
    about = article.metadata
    return {
        "title": about.headline,
        "deck": about.deck,
        "authors": list(about.authors),
        "outlet": about.outlet,
        "published": about.published,
        "updated": about.updated,
        "section": about.section,
        "url": about.url,
        "path": path,
        "language": about.language,
        "text": article.text,
        "paragraphs": [list(span) for span in article.paragraphs],
        "kinds": list(article.kinds) or ["paragraph"] * len(article.paragraphs),
        "links": [asdict(link) for link in article.links],
        "hidden": [{**asdict(line), "aside": line.is_aside} for line in article.hidden],
        "flags": list(article.flags),
        "origins": dict(article.origins),
    }


def passage_record(passage: Passage) -> Json:
    """A passage with its article."""
    return asdict(passage)


def comparison_record(comparison: Comparison) -> Json:
    """``compare``: what it found, and each quotation of it once with all that a citation needs."""
    articles = {article.id: article for article in comparison.articles}
    return {
        "articles": [article.id for article in comparison.articles],
        "links": [_link(link) for link in comparison.links],
        "only": {
            id: [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
            for id, passages in comparison.only.items()
        },
        "names": [list(variants) for variants in comparison.names],
        "note": comparison.note,
        "quotations": [
            {**passage_record(passage), **_source(articles[passage.article])} for passage in quotations_of(comparison)
        ],
    }


def _source(article: Article) -> Json:
    about = article.content.metadata
    return {
        "outlet": about.outlet,
        "title": about.headline,
        "published": about.published,
        "url": about.url,
        "path": article.paths[0] if article.paths else None,
    }


def _link(link: Link) -> Json:
    return {
        "left": passage_record(link.left),
        "right": passage_record(link.right),
        "strength": link.strength,
        "kind": link.kind,
        "moved": link.moved,
        "similarity": round(link.similarity, 4),
        "reason": link.reason,
        "shared": [shared.text for shared in link.shared],
        "conflicts": [
            {
                "kind": c.kind,
                "left": c.left,
                "right": c.right,
                "left_span": list(c.left_span),
                "right_span": list(c.right_span),
                "open": c.open,
                "left_by": c.left_by,
                "right_by": c.right_by,
            }
            for c in link.conflicts
        ],
        "left_only": [list(span) for span in link.left_only],
        "right_only": [list(span) for span in link.right_only],
    }


def verdicts_record(verdicts: Iterable[Verdict]) -> Json:
    """``verify``: how many quotations stand in each way, and each of them in the order of the file."""
    listed = list(verdicts)
    return {
        **{standing: sum(verdict.standing == standing for verdict in listed) for standing in get_args(Standing)},
        "misattributed": sum(bool(verdict.misattributed) for verdict in listed),
        "quotations": [
            {
                **passage_record(verdict.quotation),
                "standing": verdict.standing,
                "reason": verdict.reason,
                "current": None if verdict.current is None else passage_record(verdict.current),
                "misattributed": [asdict(wrong) for wrong in verdict.misattributed],
            }
            for verdict in listed
        ],
    }


def parallels_record(passage: Passage, parallels: Iterable[Parallel]) -> Json:
    """``parallels``."""
    return {"passage": passage_record(passage), "parallels": [_parallel(p) for p in parallels]}


def _parallel(parallel: Parallel) -> Json:
    passage = parallel.passage
    return {
        "id": passage.article,
        "version": passage.version,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "similarity": round(parallel.similarity, 4),
        "title": parallel.headline,
        "outlet": parallel.outlet,
        "published": parallel.published,
        "reason": parallel.reason,
    }


def stories_record(stories: Iterable[Story]) -> Json:
    """``stories``."""
    return {
        "stories": [
            {**asdict(story), "outlets": list(story.outlets), "articles": list(story.articles)} for story in stories
        ]
    }


def matrix_record(matrix: Matrix) -> Json:
    """``stories ID --matrix``: ``cells`` are in the order of ``articles``, null where one leaves the passage out."""
    return {
        "story": matrix.story.id,
        "title": matrix.story.title,
        "articles": [
            {"id": a.id, "title": a.headline, "outlet": a.outlet, "published": a.published} for a in matrix.articles
        ],
        "more": matrix.more,
        "rows": [
            {
                "passage": passage_record(row.passage),
                "cells": [cell and {"passage": passage_record(cell.passage), "kind": cell.kind} for cell in row.cells],
            }
            for row in matrix.rows
        ],
    }


def rules_record(rules: Iterable[Rule]) -> Json:
    """``rules``."""
    return {"rules": [{**asdict(rule), "scope": rule.scope} for rule in rules]}


def check_record(report: CheckReport) -> Json:
    """``check``."""
    return {"articles": report.articles, "damaged": [asdict(d) for d in report.damaged], "index": report.index}


def statistics_record(statistics: Statistics) -> Json:
    """``stats``."""
    return {**asdict(statistics), "by_outlet": _facets(statistics.by_outlet)}
