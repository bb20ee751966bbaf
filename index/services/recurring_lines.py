"""Lines and habits that recur in other stories of an outlet: recorded as articles arrive, used in earlier ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from index.errors import ArchiveDamaged
from index.model import CleanArticle, HiddenReason, SourceDocument
from index.services.stored_articles import readable
from index.store import Store, Writer

_RECORDED_AT_ONCE: Final = 2000
"""Articles whose recurring lines are recorded in one commit, in an archive made before these were recorded."""
_MOST_CLEANED: Final = 2000
"""Articles that one import cleans again for recurring lines; the next one continues."""
_CLEANED_AT_ONCE: Final = 100
"""How many of them are cleaned in one commit."""


def without_recurring(
    writer: Writer,
    document: SourceDocument,
    clean: CleanArticle,
    id: str | None = None,
    among: Mapping[int, str] | None = None,
) -> CleanArticle:
    """``clean`` as other articles of its outlet show it: without lines that recur there, and with its habits.

    ``id`` is the article's, if it is in the archive; ``among`` are its :func:`candidates`, if they are known.
    """
    from index.cleaning import outlet_habits, recurring_lines

    evidence = writer.recurring_lines.evidence(clean, id)
    as_usual = outlet_habits.as_its_outlet(clean, evidence)
    return recurring_lines.without_recurring(as_usual, document, evidence, among)


def candidates(clean: CleanArticle) -> Mapping[int, str]:
    """The lines of an article, by position, that may be boilerplate of its outlet."""
    from index.cleaning import recurring_lines

    return recurring_lines.candidates(clean) if clean.metadata.outlet else {}


def record_lines(
    writer: Writer, id: str, clean: CleanArticle, lines: Iterable[str], before: CleanArticle | None = None
) -> None:
    """Record that the article has ``lines``, shown or hidden as boilerplate: the evidence for lines that recur.

    Also its traits, as it was ``before`` its outlet's habits were known; articles that a habit concerns are queued.
    """
    from index.cleaning import outlet_habits

    traits = outlet_habits.traits(before or clean)
    gone = [line.text for line in clean.hidden if line.reason == HiddenReason.RECURS]
    changed = traits - outlet_habits.traits(clean)
    writer.recurring_lines.record(id, clean, [*lines, *traits], [*gone, *changed])
    outlet = clean.metadata.outlet
    if not outlet:
        return
    evidence = writer.recurring_lines.evidence(clean, id)
    for trait, instead, concerned in outlet_habits.habits(traits - changed):
        if evidence.is_usual(outlet, trait, instead):
            writer.recurring_lines.queue_with(outlet, concerned)


def clean_recurring(store: Store) -> None:
    """Hide lines in earlier articles that the archive now knows as boilerplate of their outlets.

    At most a fixed number of articles in each import. Articles that were stored before recurring lines were recorded
    are recorded first.
    """
    with store.writing() as writer:
        late = writer.recurring_lines.unrecorded(_RECORDED_AT_ONCE)
        for article in readable(writer.reader, late).values():
            record_lines(writer, article.id, article.content, candidates(article.content).values())
        writer.recurring_lines.queue(late)
    left = _MOST_CLEANED
    while left > 0:
        with store.writing() as writer:
            due = writer.recurring_lines.queued(min(left, _CLEANED_AT_ONCE))
            for id, article in readable(writer.reader, due).items():
                with suppress(ArchiveDamaged):
                    clean = without_recurring(writer, writer.reader.document(id), article.content, id)
                    if clean is not article.content:
                        writer.clean_again(id, clean)
            writer.recurring_lines.unqueue(due)
        if not due:
            return
        left -= len(due)
