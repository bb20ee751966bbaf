"""``changes``: what was changed in an article, from version to version."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from index.errors import UsageError
from index.model import Changes, Link, OrderEvidence, Passage, Span, Version
from index.text import printable
from tui.cli.archives import opened
from tui.cli.change_records import change_records
from tui.cli.command import Command, count
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.comparison_json import changes_record
from tui.export.json_text import Json
from tui.rendering.labels import outlet_and_date
from tui.rendering.lists.versions import correction_labels, order_label
from tui.rendering.numbers import counted
from tui.rendering.signs import CHANGE_SIGNS
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.words import changed

_INDENT = "    "


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("version", metavar="N", nargs="?", type=count, help="only that version, counted from 1")


def run(options: Namespace, streams: Streams) -> int:
    """Print all steps from one version to the next, or with a number the step to that version."""
    with opened(options) as archive:
        article = archive.article(options.id)
        versions = archive.versions(article.id)
        wanted = range(2, len(versions) + 1)
        if options.version is not None:
            if not 1 <= options.version <= len(versions):
                has = counted(len(versions), "version")
                raise UsageError(
                    f"The article has {has}, not {options.version}.", hint="broadsheet changes ID lists them all."
                )
            wanted = range(max(2, options.version), options.version + 1)
        steps = [(number, archive.changes(versions[number - 2].name, versions[number - 1].name)) for number in wanted]
    if streams.json:
        streams.record(history_record(article.id, versions, [step for _, step in steps]))
    elif len(versions) > 1:
        by_number = dict(steps)
        shown = versions if options.version is None else versions[options.version - 1 : options.version]
        for number, version in enumerate(shown, 1 if options.version is None else options.version):
            lines = version_lines(number, version, by_number.get(number), streams.reading_width)
            streams.print("\n".join(["", *lines] if version is not shown[0] else lines))
    streams.say(f"{counted(len(versions), 'version')}." if len(versions) > 1 else "The archive has one version of it.")
    return DONE if len(versions) > 1 else NOTHING


def history_record(id: str, versions: Sequence[Version], steps: Sequence[Changes]) -> Json:
    """The versions, the earliest first, and what was changed from one to the next."""
    return {
        "id": id,
        "versions": [_version(version) for version in versions],
        "steps": [_step(step, _ordered_by(versions, step)) for step in steps],
    }


def _ordered_by(versions: Sequence[Version], step: Changes) -> OrderEvidence | None:
    of_new = ((v.article, v.number) == (step.new.id, step.new.version) for v in versions)
    return next((v.ordered_by for v, is_new in zip(versions, of_new, strict=True) if is_new), None)


def _version(version: Version) -> Json:
    record = asdict(version)
    return {"id": record.pop("article"), "version": record.pop("number"), "title": record.pop("headline"), **record}


def _step(step: Changes, ordered_by: OrderEvidence | None) -> Json:
    old, new = step.old, step.new
    before, after = old.content.metadata, new.content.metadata
    return {
        "old": {"id": old.id, "version": old.version},
        "new": {"id": new.id, "version": new.version},
        "ordered_by": ordered_by,
        "corrections": change_records(step.corrections, old.text, new.text),
        "title_corrections": change_records(step.headline_corrections, before.headline or "", after.headline or ""),
        "title": change_records(step.headline, before.headline or "", after.headline or ""),
        "deck": change_records(step.deck, before.deck or "", after.deck or ""),
        "changes": change_records(step.changes, old.text, new.text),
        "passages": [
            {
                "kind": kind,
                "old": _passage(left),
                "new": _passage(right),
                **changes_record(link.differs if link else ()),
            }
            for kind, left, right, link in _passages(step)
        ],
    }


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
    lines = [head, _INDENT + shown(outlet_and_date(version.outlet, version.published, version.article[:8], state))]
    if step is None:
        return lines
    lines += _set("", order_label(version.ordered_by), width)
    for correction in correction_labels(step) if version.ordered_by is not None else ():
        lines += _set("", correction, width)
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
            lines += _set(f"{CHANGE_SIGNS['reworded']} ", _of(link.left, link.left_only, "−"), width)
            lines += _set("  ", _of(link.right, link.right_only, "+"), width)
            for said in changed(link.differs):
                lines += _set("  ", said, width)
        else:
            passage = left or right
            lines += _set(f"{CHANGE_SIGNS[kind]} ", passage.text if passage is not None else "", width)
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
    lines = plain_lines(" ".join(text.split()), width, _INDENT + " " * len(lead))
    return [_INDENT + lead + lines[0][len(_INDENT) + len(lead) :], *lines[1:]] if lines else []


COMMAND = Command("changes", "compare", "what was changed in an article, from version to version", run, _arguments)
