"""The versions of an article as the command line tells them: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.text import printable
from tui.listing import about, set_text
from tui.streams import Json
from tui.widgets.edition_words import SIGNS
from tui.widgets.typesetting import shown

if TYPE_CHECKING:
    from index.model import Change, Changes, Link, Passage, Span, Version

_INDENT = "    "


def history_record(id: str, versions: Sequence[Version], steps: Sequence[Changes]) -> Json:
    """``changes``: the versions, the earliest first, and what was changed from one to the next."""
    return {
        "id": id,
        "versions": [_version(version) for version in versions],
        "steps": [_step(step) for step in steps],
    }


def _version(version: Version) -> Json:
    told = asdict(version)
    return {"id": told.pop("article"), "version": told.pop("number"), "title": told.pop("headline"), **told}


def _step(step: Changes) -> Json:
    old, new = step.old, step.new
    before, after = old.content.metadata, new.content.metadata
    return {
        "old": {"id": old.id, "version": old.version},
        "new": {"id": new.id, "version": new.version},
        "title": change_records(step.headline, before.headline or "", after.headline or ""),
        "deck": change_records(step.deck, before.deck or "", after.deck or ""),
        "changes": change_records(step.changes, old.text, new.text),
        "passages": [
            {"kind": kind, "old": _passage(left), "new": _passage(right)} for kind, left, right, _ in _passages(step)
        ],
    }


def change_records(changes: Sequence[Change], old: str, new: str) -> list[Json]:
    """Each change with its spans and with what went and what came."""
    return [
        {
            "old": list(change.old),
            "new": list(change.new),
            "deleted": old[slice(*change.old)],
            "inserted": new[slice(*change.new)],
        }
        for change in changes
    ]


def _passage(passage: Passage | None) -> Json | None:
    return None if passage is None else {"start": passage.start, "end": passage.end, "text": passage.text}


def _passages(step: Changes) -> Iterator[tuple[str, Passage | None, Passage | None, Link | None]]:
    """What became of each passage that was not kept, in the order of the new text; what was dropped in its place."""
    after = {link.right.start: link for link in step.links}
    before = {link.left.start: link for link in step.links}
    gone = [passage for passage in step.passages[0] if passage.start not in before]
    for passage in step.passages[1]:
        link = after.get(passage.start)
        if link is not None and not link.moved:
            while gone and gone[0].start < link.left.start:
                yield "dropped", gone.pop(0), None, None
        if link is None:
            yield "added", None, passage, None
        elif link.moved or link.kind == "reworded":
            yield "moved" if link.moved else "reworded", link.left, passage, link
    for passage in gone:
        yield "dropped", passage, None, None


def version_lines(number: int, version: Version, step: Changes | None, width: int | None) -> list[str]:
    """A version, and below it what was changed in it: words that went in ``[−…−]``, words that came in ``[+…+]``."""
    state = "" if version.current else f"before it was changed ({version.number})"
    head = shown(printable(f"{number:>3} {version.headline or '(no headline)'}"))
    lines = [head, _INDENT + shown(about(version.outlet, version.published, version.article[:8], state))]
    if step is None:
        return lines
    metadata = step.old.content.metadata, step.new.content.metadata
    for name, changes, texts in (
        ("headline", step.headline, (metadata[0].headline or "", metadata[1].headline or "")),
        ("deck", step.deck, (metadata[0].deck or "", metadata[1].deck or "")),
    ):
        if changes:
            lines += _set(f"{name}: ", _marked(texts[0], [change.old for change in changes], "−"), width)
            lines += _set(f"{' ' * len(name)}  ", _marked(texts[1], [change.new for change in changes], "+"), width)
    for kind, left, right, link in _passages(step):
        if kind == "moved" and right is not None:
            lines += _set("⇅ moved: ", right.text, width)
        elif link is not None:
            lines += _set(f"{SIGNS['reworded']} ", _of(link.left, link.left_only, "−"), width)
            lines += _set("  ", _of(link.right, link.right_only, "+"), width)
        else:
            passage = left or right
            lines += _set(f"{SIGNS[kind]} ", passage.text if passage is not None else "", width)
    if not step.count:
        lines += _set("", "The same words as before.", width)
    return lines


def _of(passage: Passage, spans: Sequence[Span], sign: str) -> str:
    return _marked(passage.text, [(start - passage.start, end - passage.start) for start, end in spans], sign)


def _marked(text: str, spans: Sequence[Span], sign: str) -> str:
    parts, at = list[str](), 0
    for start, end in spans:
        if end > start:
            parts += [text[at:start], f"[{sign}{text[start:end]}{sign}]"]
            at = end
    return "".join([*parts, text[at:]])


def _set(lead: str, text: str, width: int | None) -> list[str]:
    """``text`` after ``lead``, and its further lines below it."""
    lines = set_text(" ".join(text.split()), width, _INDENT + " " * len(lead))
    return [_INDENT + lead + lines[0][len(_INDENT) + len(lead) :], *lines[1:]] if lines else []
