"""The one table of keys: every action, its keys, its place, and the words for it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Where = Literal[
    "everywhere",
    "moving",
    "query",
    "results",
    "facets",
    "reader",
    "compare",
    "adding",
    "stories",
    "story",
    "matrix",
    "differences",
    "import",
    "tray",
    "parallels",
    "reuse",
    "copied",
    "changes",
    "rules",
    "links",
    "help",
]
"""A place that has keys: ``everywhere`` is the app, ``moving`` whatever shows rows, the others are screens."""


Motion = Literal[
    "move_down", "move_up", "page_down", "page_up", "half_page_down", "half_page_up", "go_first", "go_last"
]
"""The actions of ``moving``, which every widget that shows rows carries out in one ``action_move``."""


class Action(NamedTuple):
    """Something a key does."""

    name: str
    keys: tuple[str, ...]
    """As Textual names them; the first is the one that is shown in the foot."""
    help: str
    where: Where
    foot: str = ""
    """The word beside the key in the foot; empty: not shown there. Neighbours with the same word share it."""


def _place(where: Where, *rows: tuple[str, str, str, str]) -> tuple[Action, ...]:
    return tuple(Action(name, tuple(keys.split()), text, where, foot) for name, keys, text, foot in rows)


ACTIONS: tuple[Action, ...] = (
    *_place(
        "moving",
        ("move_down", "j down", "next row", ""),
        ("move_up", "k up", "previous row", ""),
        ("page_down", "space pagedown", "a page down", ""),
        ("page_up", "b pageup", "a page up", ""),
        ("half_page_down", "ctrl+d", "half a page down", ""),
        ("half_page_up", "ctrl+u", "half a page up", ""),
        ("go_first", "g home", "to the beginning", ""),
        ("go_last", "G end", "to the end", ""),
    ),
    *_place(
        "query",
        ("leave_query", "enter down", "to the results", "results"),
        ("complete_word", "tab", "complete the field or its value", "complete"),
        ("query_history", "ctrl+r", "earlier queries", "history"),
    ),
    *_place(
        "results",
        ("open", "enter", "read the article", "read"),
        ("to_tray", "c", "put the article into the tray, or take it out", "to tray"),
        ("mark_passage", "m", "mark the passage shown: C compares just what is marked", ""),
        ("compare", "C", "compare the tray; when it is empty, the story of this article", "compare the story"),
        ("differences", "D", "the facts on which the articles of its story differ", "differences"),
        ("parallels", "p", "who else reports this passage", "who else"),
        ("unfold", "z", "list the versions of the article below it, or hide them again", ""),
        ("versions", "v", "what was changed in the article, from version to version", ""),
        ("facets", "f", "filter by outlet, time, language, tag", "facets"),
        ("sort", "S", "sort in the next order", ""),
        ("drop_filter", "x", "drop the last filter", ""),
        ("take_offer", "1 2 3 4 5", "search for what is offered instead", ""),
        ("ask", "/", "type a query", "search"),
    ),
    *_place(
        "facets",
        ("open", "enter", "filter by this value, or drop the filter", "pick"),
        ("drop_filter", "x", "drop the last filter", "drop"),
        ("facets", "f", "close", "close"),
    ),
    *_place(
        "reader",
        ("next_found", "n", "next word found", "hit"),
        ("previous_found", "N", "previous word found", "hit"),
        ("find", "/", "find in the article", ""),
        ("next_article", "J", "next article", "article"),
        ("previous_article", "K", "previous article", "article"),
        ("previous_passage", "[", "previous passage", "passage"),
        ("next_passage", "]", "next passage", "passage"),
        ("parallels", "p", "who else reports this passage", "who else"),
        ("compare", "C", "compare the tray; when it is empty, the story of this article", "compare"),
        ("differences", "D", "the facts on which the articles of its story differ", "differences"),
        ("to_tray", "c", "put the article into the tray, or take it out", ""),
        ("mark_passage", "m", "mark the passage: C compares just what is marked", ""),
        ("toggle_hidden", "h", "show or hide the hidden lines", "hidden"),
        ("rule_here", "a", "hide this line in this article; a hidden one: keep it", ""),
        ("rule_outlet", "A", "hide this line in all articles of the outlet; a hidden one: keep it", ""),
        ("undo_rule", "u", "undo what was hidden or kept last", ""),
        ("toggle_source", "r", "the original, as it was imported", "source"),
        ("reuse", "w", "who has the same text", ""),
        ("versions", "v", "what was changed in the article, from version to version", ""),
        ("links", "l", "list the links, which are underlined", ""),
        ("origins", "I", "where headline, date and names came from", ""),
        ("wider", "+", "longer lines", ""),
        ("narrower", "-", "shorter lines", ""),
        ("copy", "y", "copy the passage", ""),
        ("copy_cited", "Y", "copy the passage with its citation", "cite"),
        ("open_url", "o", "open the page in the browser", ""),
        ("export", "e", "write the article to a Markdown file", ""),
    ),
    *_place(
        "compare",
        ("next_link", "n", "next link", "link"),
        ("previous_link", "N", "previous link", "link"),
        ("next_conflict", "x", "next conflict", "conflict"),
        ("previous_conflict", "X", "previous conflict", "conflict"),
        ("differences", "D", "the facts on which the articles differ", "differences"),
        ("next_column", "tab l right", "next column", "column"),
        ("previous_column", "shift+tab h left", "previous column", ""),
        ("next_view", "v", "show all passages, linked ones, those only here, or conflicts", "view"),
        ("base", "B", "make this column the base that the rows follow", "base"),
        ("order", "O", "order rows by the base, or each article as printed", ""),
        ("scroll_lock", "=", "scroll all columns together, or each on its own", ""),
        ("partner", "m", "to the other end of the link", ""),
        ("open", "enter", "open the passage in its article", "read"),
        ("parallels", "p", "who else reports this passage", "who else"),
        ("drop_column", "d", "drop this column", ""),
        ("show_matrix", "M", "who has what of the story, and who left it out", "matrix"),
        ("add_column", "+", "add an article: of the story, of the tray, or any other", "add"),
        ("copy", "y", "copy the passage", ""),
        ("copy_cited", "Y", "copy the passage with its citation", ""),
        ("export", "e", "write the comparison to a Markdown file", "export"),
        ("export_page", "E", "write the comparison to an HTML page, to print or to send", ""),
    ),
    *_place(
        "adding",
        ("add", "enter", "add it to the comparison", "add"),
        ("ask_here", "/", "search the whole archive", "search"),
    ),
    *_place(
        "stories",
        ("open", "enter", "compare the articles of the story; a single one is opened", "open"),
        ("to_tray", "c", "put its articles into the tray", "to tray"),
        ("show_story", "o", "its lead passages, its articles, and the stories of its saga", "story"),
        ("show_matrix", "m", "who has what of it, and who left it out", "matrix"),
        ("next_kin", "n", "to the next story of the same saga", "saga"),
        ("differences", "D", "the facts on which its articles differ", "differences"),
        ("next_order", "S", "newest first, most outlets first, or by title", "order"),
    ),
    *_place(
        "story",
        ("open", "enter", "read the passage or the article, or go to the story", "open"),
        ("differences", "D", "the facts on which its articles differ", "differences"),
        ("compare", "C", "compare the articles of the story", "compare"),
        ("show_matrix", "m", "who has what of it, and who left it out", "matrix"),
        ("next_kin", "n", "to the next story of the same saga", "saga"),
        ("unfold", "z", "list the versions of the article below it, or hide them again", ""),
        ("versions", "v", "what was changed in the article, from version to version", ""),
        ("to_tray", "c", "put its articles into the tray", "to tray"),
    ),
    *_place(
        "matrix",
        ("open", "enter", "open the passage in its article", "read"),
        ("previous_column", "left h", "the article to the left", "article"),
        ("next_column", "right l", "the article to the right", "article"),
        ("mark_column", "m", "mark the article, or unmark it", "mark"),
        ("compare", "C", "compare the articles marked; without any, those that have the passage", "compare"),
        ("differences", "D", "the facts on which the articles differ", "differences"),
        ("next_filter", "f", "all passages, those of several articles, or those that only one has", "show"),
        ("parallels", "p", "who else reports this passage", "who else"),
    ),
    *_place(
        "differences",
        ("open", "enter", "both passages side by side", "side by side"),
        ("settle", "space", "settle it: same, not the same, update, not settled", "settle"),
        ("next_statement", "n", "the next sentence that states the value", "sentence"),
        ("read", "r", "read the article at this sentence", "read"),
        ("compare", "C", "compare the articles", "compare"),
        ("show_matrix", "m", "who has what of the story, and who left it out", "matrix"),
    ),
    *_place(
        "import",
        ("start", "enter", "import the file or folder", "import"),
        ("complete_path", "tab", "complete the path", "complete"),
        ("edit_path", "e", "type another path", "another path"),
        ("stop", "ctrl+k", "stop the import; imported articles stay", "stop"),
    ),
    *_place(
        "tray",
        ("compare", "C", "compare what is in the tray", "compare"),
        ("differences", "D", "the facts on which its articles differ", "differences"),
        ("open", "enter", "read the article", "read"),
        ("remove", "d", "take it out of the tray", "take out"),
        ("clear", "E", "empty the tray", "empty"),
    ),
    *_place(
        "parallels",
        ("open", "enter", "open the passage in its article", "read"),
        ("compare", "C", "compare both articles", "compare"),
        ("to_tray", "c", "put the article into the tray, or take it out", "to tray"),
        ("mark_passage", "m", "mark the passage: C in the tray compares just what is marked", "mark"),
        ("copy_cited", "Y", "copy the passage with its citation", "cite"),
    ),
    *_place(
        "reuse",
        ("compare", "enter C", "compare both articles side by side", "compare"),
        ("changes", "w v", "what was changed from the earlier to the later one", "changes"),
        ("open", "r", "read the other article", "read"),
        ("to_tray", "c", "put the article into the tray, or take it out", "to tray"),
    ),
    *_place(
        "copied",
        ("compare", "enter C", "compare the articles that have the text", "compare"),
        ("reuse", "w", "who has the text, and how much of it", "who has it"),
        ("open", "r", "read the source", "read"),
        ("to_tray", "c", "put the source into the tray, or take it out", "to tray"),
    ),
    *_place(
        "changes",
        ("next_change", "n", "next change", "change"),
        ("previous_change", "N", "previous change", "change"),
        ("later_version", "J", "the next version", "version"),
        ("earlier_version", "K", "the version before", "version"),
        ("next_column", "tab l right h left", "to the other version", ""),
        ("next_view", "v", "both versions whole, or only what was changed", "view"),
        ("open", "enter", "read this version at this passage", "read"),
        ("compare", "C", "compare both side by side", "compare"),
    ),
    *_place(
        "rules",
        ("remove", "d", "remove the rule: a line that it hid is shown again", "forget"),
        ("open", "enter", "read the article in which it was made", "read"),
    ),
    *_place(
        "links",
        ("open", "enter", "open the page in the browser", "open"),
        ("copy", "y", "copy the address", "copy"),
    ),
    *_place(
        "everywhere",
        ("ask", "/", "go to the query line", ""),
        ("show_stories", "s", "stories", ""),
        ("show_texts", "W", "texts that several articles have", ""),
        ("show_import", "i", "import files and folders", ""),
        ("show_tray", "t", "the tray", ""),
        ("show_rules", "R", "the lines that you hid or kept", ""),
        ("next_theme", "T", "next theme", ""),
        ("command_palette", "ctrl+p", "every command by name", ""),
        ("back", "q escape", "go back", ""),
        ("quit", "ctrl+q", "quit", ""),
        ("show_keys", "?", "keys", "keys"),
    ),
)

TITLES: dict[Where, str] = {
    "everywhere": "Everywhere",
    "moving": "Moving",
    "query": "The query line",
    "results": "Results",
    "facets": "Facets",
    "reader": "Reading",
    "compare": "Comparing",
    "adding": "Adding an article",
    "stories": "Stories",
    "story": "One story",
    "matrix": "Who has what",
    "differences": "Where the articles differ",
    "import": "Import",
    "tray": "The tray",
    "parallels": "Who else reports this",
    "reuse": "Who has the same text",
    "copied": "Copied text",
    "changes": "What was changed",
    "rules": "Lines hidden and kept",
    "links": "Links",
    "help": "Keys",
}
