"""What can be typed on the command line: the parser, and the words that it alone would misread.

A query may begin with ``-`` and a tag is taken off with ``-TAG``; both look like options to :mod:`argparse`, so the
free words of these commands are set aside before it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import UsageError

SORTS = ("relevance", "newest", "oldest", "outlet", "length")
FORMATS = ("text", "markdown", "html", "json")

EXAMPLES = """\
examples:
  broadsheet demo                             read the sample articles
  broadsheet open ~/scrapes                   import a folder and read it
  broadsheet search 'ferry strike outlet:courier -pay'
  broadsheet search '"river police" date:2019-03' --json
  broadsheet compare k3xa 7qmd                two articles side by side
  broadsheet show k3xa --json                 one article for a script

An ID is what search and the reader show; its first characters are enough.
Run `broadsheet COMMAND --help` for one command.
"""

# Options of the commands with free words; the number is how many values follow.
_FREE_WORDS: dict[str, dict[str, int]] = {
    "search": {"--limit": 1, "--offset": 1, "--sort": 1, "--as-typed": 0, "--explain": 1},
    "tag": {},
}
_COMMON: dict[str, int] = {"--archive": 1, "--json": 0, "--help": 0, "-h": 0}


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving the program, so that errors take one way out."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:].rstrip('.')}.", hint=f"See {self.prog} --help.")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        parser.exit(message=f"broadsheet {program_version()}\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one run; ``words`` holds the free words of ``search`` and ``tag``.

    Raises :class:`UsageError`; ``--help`` and ``--version`` print and raise :class:`SystemExit`.
    """
    kept, words = _set_words_aside(list(arguments))
    parser, names = _parser()
    place = _command_place(kept)
    if place is not None and kept[place] not in names:
        raise UsageError(f"There is no command {kept[place]}.", hint=_meant(kept[place], names))
    options = parser.parse_args(kept)
    if getattr(options, "command", None) in _FREE_WORDS:
        options.words = words
    return options


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether ``--json`` stands among the options, readable or not as the rest may be."""
    return "--json" in arguments[: arguments.index("--") if "--" in arguments else len(arguments)]


def program_version() -> str:
    """The version of the installed distribution."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("broadsheet")
    except PackageNotFoundError:
        return "(not installed)"


# --- Free words -----------------------------------------------------------------------------------------------------


def _set_words_aside(arguments: list[str]) -> tuple[list[str], list[str]]:
    place = _command_place(arguments)
    if place is None or arguments[place] not in _FREE_WORDS:
        return arguments, []
    known = _COMMON | _FREE_WORDS[arguments[place]]
    kept, words = arguments[: place + 1], list[str]()
    rest = arguments[place + 1 :]
    while rest:
        word = rest.pop(0)
        if word == "--":
            return kept, words + rest
        name, given, _ = word.partition("=")
        if name in known and (not given or known[name]):
            kept.append(word)
            if known[name] and not given and rest:
                kept.append(rest.pop(0))
        elif word.startswith("--") and word[2:3].isalpha():
            raise UsageError(
                f"No option {name} in {arguments[place]}.",
                hint=f"To mean the word, put -- before it: broadsheet {arguments[place]} -- {word}",
            )
        else:
            words.append(word)
    return kept, words


def _command_place(arguments: Sequence[str]) -> int | None:
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--archive" else 1
    return place if place < len(arguments) else None


def _meant(word: str, names: Sequence[str]) -> str:
    if Path(word).exists():
        return f"To import it and read it: broadsheet open {word}"
    from difflib import get_close_matches

    near = get_close_matches(word, names, 1)
    return f"Did you mean {near[0]}?" if near else "See broadsheet --help."


# --- The parser -----------------------------------------------------------------------------------------------------


def _parser() -> tuple[_Parser, tuple[str, ...]]:
    """The parser and the names of its commands."""
    parser = _Parser(
        prog="broadsheet",
        description="Search, read and compare archives of news articles, offline.\n"
        "Without a command it opens the reader on your archive.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the program's version and exit")
    parser.add_argument("--archive", metavar="DIR", help="the archive to use (or BROADSHEET_ARCHIVE)")
    # A script that asks for JSON before the command means the command's.
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _reading(commands)
    _filling(commands)
    _comparing(commands)
    _keeping(commands)
    return parser, tuple(commands.choices)


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]


def _command(commands: _Commands, name: str, help: str, *, json: bool = True) -> _Parser:
    parser = commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".", allow_abbrev=False)
    parser.add_argument("--archive", metavar="DIR", default=argparse.SUPPRESS, help="the archive to use")
    if json:
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output")
    return parser


def _reading(commands: _Commands) -> None:
    opening = _command(commands, "open", "import files and folders, and open the reader", json=False)
    opening.add_argument("paths", metavar="PATH", nargs="+")
    _command(commands, "demo", "open the reader on the sample articles", json=False)
    search = _command(commands, "search", "find articles; without a query, list them all, newest first")
    search.add_argument("words", metavar="QUERY", nargs="*")
    search.add_argument("--limit", metavar="N", type=_count, default=20, help="hits to show (default 20)")
    search.add_argument("--offset", metavar="N", type=_count, default=0, help="hits to pass over first")
    search.add_argument("--sort", choices=SORTS, default="relevance")
    search.add_argument("--as-typed", action="store_true", help="the last word is the beginning of one")
    search.add_argument("--explain", metavar="ID", help="why that article is found and how it scored, or what it lacks")
    show = _command(commands, "show", "print an article")
    show.add_argument("id", metavar="ID")
    show.add_argument("--raw", action="store_true", help="the original, as it was imported")


def _filling(commands: _Commands) -> None:
    add = _command(commands, "add", "import files and folders")
    add.add_argument("paths", metavar="PATH", nargs="+")
    clean = _command(commands, "clean", "print the clean articles of files, without an archive")
    clean.add_argument("files", metavar="FILE", nargs="+", help="a file, or - for standard input")


def _comparing(commands: _Commands) -> None:
    compare = _command(commands, "compare", "two to eight articles side by side")
    compare.add_argument("ids", metavar="ID[:START-END]", nargs="+", help="an article, or a passage of it by offsets")
    compare.add_argument("--format", choices=FORMATS, default="text")
    compare.add_argument("--output", "-o", metavar="FILE", help="write it to a new file; never over another")
    verify = _command(commands, "verify", "whether each quotation of an exported file still stands in the archive")
    verify.add_argument(
        "file", metavar="FILE", help="a Markdown, HTML or JSON file of compare, or - for standard input"
    )
    parallels = _command(commands, "parallels", "who else reports a passage")
    parallels.add_argument("passage", metavar="ID:START", help="an article and an offset in its text")
    reuse = _command(
        commands, "reuse", "one text and who ran it: in the archive, or of one article; of two, what was changed"
    )
    reuse.add_argument("ids", metavar="ID", nargs="*", help="one article, or two versions of a text, the older first")
    reuse.add_argument("--limit", metavar="N", type=_count, default=100, help="texts or copies to show (default 100)")
    changes = _command(commands, "changes", "what was changed in an article, from version to version")
    changes.add_argument("id", metavar="ID")
    changes.add_argument("version", metavar="N", nargs="?", type=_count, help="up to that one of its versions, from 1")
    stories = _command(commands, "stories", "the archive grouped by event; with an id, one story")
    stories.add_argument("id", metavar="ID", nargs="?", help="a story, or an article of it")
    stories.add_argument("--matrix", action="store_true", help="who has what of the story, and who left it out")


def _keeping(commands: _Commands) -> None:
    remove = _command(commands, "remove", "take articles out of the archive")
    remove.add_argument("ids", metavar="ID", nargs="+")
    tag = _command(commands, "tag", "put tags on articles or take them off: tag ID… +TAG -TAG")
    tag.add_argument("words", metavar="ID|+TAG|-TAG", nargs="*")
    rules = _command(commands, "rules", "lines that you hid or kept; rules remove N… takes rules back")
    rules.add_argument("action", metavar="remove", nargs="?", choices=("remove",), help="forget rules by their numbers")
    rules.add_argument("numbers", metavar="N", nargs="*", type=_count)
    check = _command(commands, "check", "verify the archive against its checksums")
    check.add_argument("--repair", action="store_true", help="mend what can be mended")
    _command(commands, "rebuild", "make the full-text index anew")
    _command(commands, "stats", "what is in the archive")


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)
