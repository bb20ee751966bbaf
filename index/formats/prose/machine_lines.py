"""Texts that machines write and read, by what their lines look like: logs, code, settings, lists, keys.

Each kind is one row of a table, so that the report can say what a file is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple


class MachineKind(NamedTuple):
    """What a text is that is no article."""

    words: str
    """As the report says it: ``a log``."""
    certain: bool = False
    """Whether sentences in it change nothing."""
    begins_so: bool = False
    """Whether its first line is a machine's too."""


_LINES: Final = 400
"""Lines that are looked at."""
_MOST: Final = 0.5
"""Share of the lines from which a text is of their kind."""
_MOST_AFTER_CODE: Final = 0.2
"""The same share in a text whose first line is a comment or code."""
_TABLE_LINES: Final = 3
"""Lines that a table of values has at least ..."""
_COMMA_LINES: Final = 5
"""... where they are between commas, which sentences have too ..."""
_TABLE_CELLS: Final = 3
"""... and cells of each."""
_LIST_LINES: Final = 3
"""Lines that a list of single words has at least."""
_NEARLY_ALL: Final = 0.8
"""Share of the lines of a list that are single words."""
_EVEN: Final = 0.9
"""Share of the lines of a table that have the same number of cells."""
_MINIFIED: Final = 1000
"""Characters of a line from which few spaces show that nobody reads it."""
_FEW_SPACES: Final = 1 / 25
"""Share of the characters of a line that are spaces, in scripts with spaces."""

_STARTS = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"#EXTM3U", "a playlist"),
        (r"\[playlist\]\s*\n", "a playlist"),
        (r"WEBVTT\b", "subtitles"),
        (r"1\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> ", "subtitles"),
        (r"\[Script Info\]", "subtitles"),
        (r"-----BEGIN [A-Z ]+-----", "a key or certificate"),
        (r"(?:diff --git |Index: \S+\n=+|--- \S+.*\n\+\+\+ \S+)", "a patch"),
        (r"#!\s*/", "a script"),
        (r"<\?php", "source code"),
        (r"BEGIN:V(?:CARD|CALENDAR)", "contacts or a calendar"),
        (r"(?:Traceback \(most recent call last\):|Exception in thread )", "an error trace"),
        (r"(?:--|/\*)[^\n]*\n?[^\n]*\b(?:SQL|dump)\b", "a dump of a database"),
        (r"(?:PRAGMA foreign_keys|CREATE TABLE|INSERT INTO|DROP TABLE|BEGIN TRANSACTION)\b", "a dump of a database"),
        (r"%!PS-Adobe", "a PostScript file"),
        (r"\\(?:documentclass|input|begin\{)", "a LaTeX file"),
        (r"(?:# )?Netscape HTTP Cookie File", "cookies of a browser"),
    )
)
"""How some files begin, without regard to what follows."""

_LICENCE = re.compile(
    r"(?:Format: https?://www\.debian\.org/doc|is free software[;:,] you can redistribute it"
    r"|Permission is hereby granted, free of charge, to any person|Redistribution and use in source and binary forms"
    r"|GNU (?:LESSER |AFFERO )?GENERAL PUBLIC LICENSE\s+Version|Apache License\s+Version \d"
    r"|Mozilla Public License,? [Vv]ersion"
    r"|This is free and unencumbered software released into|SIL OPEN FONT LICENSE|Creative Commons Legal Code"
    r"|Boost Software License|Eclipse Public License|END[- ]USER LICENSE AGREEMENT"
    r"|Permission to use, copy, modify, and(?:/or)? distribute this software)"
)
_LICENCE_HEAD: Final = 1500
"""Characters in which a licence says what it is; an article that quotes one does so further down."""

COMMENT: Final = r"\s*(?:#(?:$|[\s#!=*-])|//|/\*|\*/|;;|--\s|%%|dnl\b|REM\s|\"\"\"|'''|<!--)|\s\*(?:\s|$)"
"""How comments begin in languages of programs and settings. A bullet of a list begins its line."""
_LINE_KINDS: Final = (
    (r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\s", "a log"),
    (r"\[?(?:\w{3} )?\w{3} [ \d]\d \d\d:\d\d:\d\d\b", "a log"),
    (r"\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s", "a log"),
    (r"\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[", "a log"),
    (r"\W{0,3}(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE|NOTICE)\b\W", "a log"),
    (r"\d+[.)]?\s+\d+[.)]?\s+\S+\.\w+$", "a log"),
    (r"(?i:User-agent|Disallow|Allow|Sitemap|Crawl-delay|Host|Clean-param)\s*:", "rules for web crawlers"),
    (r"[\w.-]+(?:\[[\w,]+\])?\s*(?:[=~<>!]=|@ )\s*\S+$", "a list of software packages"),
    (r"(?:[A-Za-z]:)?[\\/]?(?:[\w.@%+~-]+[\\/])+[\w.@%+~-]*$", "a list of files"),
    (r"[0-9a-fA-F]{16,}(?:\s+\*?\S+)?$", "a list of checksums or keys"),
    (r"[A-Za-z0-9+/_-]{40,}={0,2}$", "base64, not text"),
    (r"(?i:[\w.-]+\.[a-z]{2,},\s*[\w-]+,\s*(?:DIRECT|RESELLER))", "a list of sellers of advertising (ads.txt)"),
    (r"\s*(?:import|from|def|class|return|const|let|var|function|public|private|static|#include|#define|package"
     r"|using|namespace|end|elif|else|try|except|finally|require|module|fn|func|impl|struct)\b.*[;{(:})\]]$",
     "source code"),
    (r"(?:import [\w.]+(?:, [\w.]+)*(?: as \w+)?|from [\w.]+ import [\w, *(]+)$", "source code"),
    (r"\s*[\w.\[\]\"'$>-]+\s*(?:[-+*/|:]?=|=>|:=)\s*\S", "source code or settings"),
    (r"\s*(?:[{}()\[\];]+|\S.*[{};]|.*\)\s*:)$", "source code"),
    (COMMENT, "source code or settings"),
    (r"\s*(?:#include|@\w+\(|</?[a-zA-Z][^>]*>\s*$)", "source code"),
    (r"\[[\w .:\"-]+\]$", "settings"),
    (r"[\w./-]+\s*=(?:\s|$|\S)", "settings"),
    (r"\s*[a-z_][\w.-]*:(?:\s*$|\s+(?:\d+|true|false|null|['\"\[{]).*$)", "settings"),
    (r"\s*-\s+(?:name|id|key|uses|run|path|image):", "settings"),
)  # fmt: skip
"""What a line looks like, and what a text of such lines is; the first that fits counts."""
_LINE_KIND: Final = re.compile("|".join(f"({pattern})" for pattern, _ in _LINE_KINDS))
"""One group for each kind."""
_ONE_WORD = re.compile(r"[^\s\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]{1,40}$")
_ASCII_SPACED = re.compile(r"[^\u0e00-\u109f\u1780-\u17ff\u3040-\uffff]")


def machine_kind(text: str) -> MachineKind | None:
    """What ``text`` is where most of its lines are a machine's; None where that is not evident."""
    for pattern, words in _STARTS:
        if pattern.match(text):
            return MachineKind(words, certain=True)
    if _LICENCE.search(text, 0, _LICENCE_HEAD):
        return MachineKind("a licence of software", certain=True)
    lines = [line.rstrip() for line in text.split("\n", 2 * _LINES)[: 2 * _LINES] if line.strip()][:_LINES]
    if not lines:
        return None
    if any(_is_minified(line) for line in lines):
        return MachineKind("minified or encoded data")
    counted = Counter(kind for line in lines if (kind := _line_kind(line)) is not None)
    total = counted.total()
    # Comments of a program read like sentences; but an article begins with a headline, not with a comment.
    most = _MOST if _line_kind(lines[0]) is None else _MOST_AFTER_CODE
    if total > most * len(lines):
        return MachineKind(counted.most_common(1)[0][0], begins_so=most == _MOST_AFTER_CODE)
    if _is_table(lines):
        return MachineKind("a table of values")
    if len(lines) >= _LIST_LINES and sum(1 for line in lines if _ONE_WORD.match(line.strip())) > _NEARLY_ALL * len(
        lines
    ):
        return MachineKind("a list of words")
    return None


def without_machine_lines(text: str) -> str:
    """``text`` without the lines that look like a machine's."""
    return "\n".join(line for line in text.split("\n") if not line.strip() or _line_kind(line) is None)


def _line_kind(line: str) -> str | None:
    found = _LINE_KIND.match(line)
    return _LINE_KINDS[found.lastindex - 1][1] if found and found.lastindex else None


def _is_minified(line: str) -> bool:
    if len(line) < _MINIFIED:
        return False
    spaced = len(_ASCII_SPACED.findall(line))
    return spaced > _MOST * len(line) and line.count(" ") + line.count("\u00a0") < _FEW_SPACES * spaced


def _is_table(lines: list[str]) -> bool:
    """Whether nearly every line has the same number of the same separator."""
    text = "\n".join(lines)
    for mark in "\t;|,":
        # Few texts have as many of them as a table has, whatever lines they are in.
        if text.count(mark) < (_TABLE_CELLS - 1) * _EVEN * len(lines):
            continue
        counts = Counter(line.count(mark) for line in lines)
        cells, often = counts.most_common(1)[0]
        least = _COMMA_LINES if mark == "," else _TABLE_LINES
        if cells + 1 >= _TABLE_CELLS and len(lines) >= least and often >= _EVEN * len(lines):
            return True
    return False
