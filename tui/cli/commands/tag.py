"""``tag``: put tags on articles or take them off."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from index.errors import UsageError
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="ID|+TAG|-TAG", nargs="*")


def run(options: Namespace, streams: Streams) -> int:
    """Tag the articles; none of them unless every id is known."""
    ids = [word for word in options.words if word[:1] not in ("+", "-")]
    on = [word[1:].strip() for word in options.words if word[:1] == "+"]
    off = [word[1:].strip() for word in options.words if word[:1] == "-"]
    if not ids or not any(on + off):
        missing = "No article is given." if any(on + off) else "No tag is given."
        raise UsageError(missing, hint="Write broadsheet tag ID… +TAG -TAG")
    with opened(options) as archive:
        full = list(dict.fromkeys(archive.article(id).id for id in ids))
        archive.tag(full, add=[t for t in on if t], remove=[t for t in off if t])
        tagged = [archive.article(id) for id in full]
    if streams.json:
        streams.record({"articles": [{"id": a.id, "tags": list(a.tags)} for a in tagged]})
    else:
        for article in tagged:
            streams.print(f"{article.short_id}  {', '.join(article.tags) or '(no tags)'}")
    return DONE


COMMAND = Command(
    "tag", "maintain", "put tags on articles or take them off: tag ID… +TAG -TAG", run, _arguments, free_words=True
)
