"""``differ``: the facts on which articles differ, and settling them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from index.errors import UsageError
from index.model import VERDICTS, Difference, DisputedFact, JudgeChoice, SettledAs, StoryDifferences
from tui.cli.archives import opened
from tui.cli.command import Command, count
from tui.cli.files import written
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.differences_formats import DIFFERENCE_FORMATS, DifferenceFormat, differences_as
from tui.rendering.numbers import counted
from tui.rendering.stated_facts import counted_by_claim, not_listed, nothing_found

if TYPE_CHECKING:
    from index.archive import Archive


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="*", help="articles; with one ID, the articles of its story")
    parser.add_argument("--story", metavar="ID", help="a story, or an article of it")
    parser.add_argument(
        "--limit", metavar="N", type=count, help="facts to list, the most important first (default all)"
    )
    parser.add_argument("--format", choices=tuple(DIFFERENCE_FORMATS), default="text")
    parser.add_argument("--output", "-o", metavar="FILE", help="write it to a new file; never overwrites")
    parser.add_argument(
        "--settle",
        metavar="FACT=VERDICT",
        action="append",
        default=[],
        help=f"decide on a fact or a difference, by the id in brackets; VERDICT is {_listed(VERDICTS)}",
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, kept with what is settled")
    parser.add_argument(
        "--judge",
        metavar="COMMAND|URL",
        help="a program that judges pairs by JSON lines, or an OpenAI-compatible endpoint; else that of the settings",
    )
    parser.add_argument("--judge-model", metavar="NAME", help="the model of the endpoint")
    parser.add_argument(
        "--judge-host", metavar="HOST", action="append", default=[], help="send sentences to this host, not only here"
    )
    parser.add_argument("--no-judge", action="store_true", help="do not ask the judge of the settings")
    parser.add_argument(
        "--unsettle", metavar="FACT", action="append", default=[], help="delete your decision on a fact"
    )


def _listed(values: Sequence[str]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"


def run(options: Namespace, streams: Streams) -> int:
    """Print the differences, or write them to a file; 1 where there are none."""
    settled = [_settlement(text) for text in options.settle]
    asked = _asked(options)
    with opened(options) as archive:
        found = archive.differences(asked, judge=_judge(options))
        if settled or options.unsettle:
            _settle(archive, found, settled, options.unsettle, options.reason)
            found = replace(archive.differences(asked), judgement=found.judgement)
    listed, left_out = found, () if options.limit is None else found.facts[options.limit :]
    if left_out:
        listed = replace(found, facts=found.facts[: options.limit])
    chosen: DifferenceFormat = "json" if streams.json else options.format
    if options.output is not None:
        written(options.output, differences_as(chosen, listed, streams.width, left_out))
        streams.say(f"Written to {options.output}.")
    elif chosen == "json":
        from tui.export.differences_json import differences_record

        streams.record(differences_record(listed, left_out))
    elif chosen == "text" and streams.reading_width is None:
        streams.print_document(differences_as(chosen, listed, None, left_out))
    else:
        streams.print_document(differences_as(chosen, listed, streams.width, left_out))
    if found.judgement:
        streams.say(found.judgement)
    streams.say(_summary(found))
    if left_out:
        streams.say(f"{not_listed(left_out)} --limit shows more.")
    return DONE if found.facts else NOTHING


def _asked(options: Namespace) -> str | list[str]:
    if options.story is not None:
        if options.ids:
            raise UsageError("differ takes articles or --story, not both.", hint="broadsheet differ --story ID")
        return str(options.story)
    if not options.ids:
        raise UsageError("No article is given.", hint="broadsheet differ ID… or broadsheet differ --story ID")
    return str(options.ids[0]) if len(options.ids) == 1 else list(options.ids)


def _judge(options: Namespace) -> JudgeChoice | None:
    """The judge of the options, else that of the settings."""
    from tui.settings import Settings

    settings = Settings.load()
    judge = options.judge if options.judge is not None else "" if options.no_judge else settings.judge
    if not judge:
        return None
    model = options.judge_model if options.judge_model is not None else settings.judge_model
    return JudgeChoice(judge, model, (*settings.judge_hosts, *options.judge_host))


def _settlement(text: str) -> tuple[str, SettledAs]:
    key, _, verdict = text.partition("=")
    found = next((each for each in get_args(SettledAs) if each == verdict.strip().lower()), None)
    if found is None or not key.strip():
        raise UsageError(
            f"{text!r} does not settle a fact.", hint=f"Write FACT=VERDICT; VERDICT is {_listed(VERDICTS)}."
        )
    return key.strip(), found


def _settle(
    archive: Archive,
    found: StoryDifferences,
    settled: Sequence[tuple[str, SettledAs]],
    unsettled: Sequence[str],
    reason: str,
) -> None:
    """Keep and delete decisions; none of them unless every fact is known."""
    known = {fact.key: fact for fact in found.facts} | {d.key: d for fact in found.facts for d in fact.differences}
    chosen = [(_named(key, known), verdict) for key, verdict in settled]
    dropped = [_named(key, known) for key in unsettled]
    for each, verdict in chosen:
        archive.settle(each, verdict, reason)
    for each in dropped:
        archive.unsettle(each)


def _named(key: str, known: Mapping[str, DisputedFact | Difference]) -> DisputedFact | Difference:
    """The fact or difference whose id begins with ``key``."""
    found = [each for each in known if each.startswith(key.strip("[] ").lower())] if key.strip("[] ") else []
    if len(found) != 1:
        what = "No fact has" if not found else "Several facts have"
        raise UsageError(f"{what} the id {key!r}.", hint="The id of a fact is in brackets behind it.")
    return known[found[0]]


def _summary(found: StoryDifferences) -> str:
    counts = counted_by_claim(found.facts)
    if counts:
        return f"{counted(len(found.facts), 'fact')}: {counts}."
    return nothing_found(found)[0]


COMMAND = Command("differ", "compare", "list the facts on which the articles of a story differ", run, _arguments)
