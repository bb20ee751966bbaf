"""Makes the completions and the man page of ``tui/cli/shell`` from the parser of the command line.

Run ``python -m tests.make_shell_files`` from the root of the project, in an environment with the extra ``generated``.
"""

from __future__ import annotations

import os
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from tui.cli.options import EXAMPLES, command_parser
from tui.cli.query_syntax import query_note

FOLDER = Path(__file__).parents[1] / "tui" / "cli" / "shell"
FILES = {"PATH": shtab.FILE, "FILE": shtab.FILE, "DIR": shtab.DIRECTORY, "FOLDER": shtab.DIRECTORY}
"""What a shell completes in the place of an argument that is called so."""
ONE_LINE = "search, read and compare archives of news articles"


def files() -> dict[str, str]:
    """The texts by file name."""
    parser, commands = command_parser()
    for own in (parser, *(own for _, own in commands.values())):
        for action in own._actions:
            if isinstance(action.metavar, str) and action.metavar in FILES:
                vars(action)["complete"] = FILES[action.metavar]
    shells = {
        name: shtab.complete(parser, shell) for name, shell in (("broadsheet.bash", "bash"), ("_broadsheet", "zsh"))
    }
    return {**shells, "broadsheet.1": _man_page()}


def _man_page() -> str:
    parser, _ = command_parser()
    parser.epilog = None
    data = {"manual_title": "broadsheet", "project_name": "broadsheet"}
    page = Manpage(parser, data, format="single-commands-section")
    page.date = ""
    page.description = ONE_LINE
    page.add_section("queries", ">", f".nf\n{query_note()}\n.fi")
    page.add_section("examples", ">", f".nf\n{EXAMPLES.strip()}\n.fi")
    return str(page)


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    # A usage is one line: man breaks it.
    os.environ["COLUMNS"] = "1000"
    main()
