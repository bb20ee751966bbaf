"""The command ``changes``: what was changed in an article, from version to version."""

from __future__ import annotations

from argparse import Namespace

from index.errors import UsageError
from tui import changes_text
from tui.commands import opened
from tui.listing import counted
from tui.streams import DONE, NOTHING, Streams


def changes(options: Namespace, streams: Streams) -> int:
    """``changes``: all steps from one version to the next, or the one to a version alone."""
    with opened(options) as archive:
        article = archive.article(options.id)
        versions = archive.versions(article.id)
        wanted = range(2, len(versions) + 1)
        if options.version is not None:
            if not 1 <= options.version <= len(versions):
                has = counted(len(versions), "version")
                raise UsageError(f"The article has {has}, not {options.version}.", hint="broadsheet changes ID")
            wanted = range(max(2, options.version), options.version + 1)
        steps = [(number, archive.changes(versions[number - 2].name, versions[number - 1].name)) for number in wanted]
    if streams.json:
        streams.record(changes_text.history_record(article.id, versions, [step for _, step in steps]))
    elif len(versions) > 1:
        told = dict(steps)
        shown = versions if options.version is None else versions[options.version - 1 : options.version]
        for number, version in enumerate(shown, 1 if options.version is None else options.version):
            lines = changes_text.version_lines(number, version, told.get(number), streams.reading_width)
            streams.print("\n".join(["", *lines] if version is not shown[0] else lines))
    streams.say(f"{counted(len(versions), 'version')}." if len(versions) > 1 else "The archive has one version of it.")
    return DONE if len(versions) > 1 else NOTHING
