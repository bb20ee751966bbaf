"""Articles and comparisons as Markdown, every quotation with where it stands. Pure, but for :func:`write_new`.

A citation names outlet, headline, day, address and the offsets in the clean text of one version, so that a quotation
can be checked against the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from index.model import Article, Comparison, Conflict, Link, Passage, Span
from index.text import printable
from tui.wording import headline, long_day, outlet, similarity, span_of_days

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_LINE_START = re.compile(r"^(\s*)([#+\-=>]|\d+(?=[.)]))", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[^\w.]+")
_MOST_FILES = 1000


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is: nothing in it is markup."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text, lines=True)))


def citation(article: Article, span: Span | None = None) -> str:
    """Outlet, headline, day, address, version and offsets, as far as they are known, in plain text."""
    about = [article.outlet, f"“{headline(article)}”", long_day(article.published), article.content.metadata.url]
    where = f"{article.short_id} v{article.version}"
    if span is not None:
        where += f", characters {span[0]}–{span[1]}"
    return ", ".join(part for part in about if part) + f" [{where}]"


def quoted(article: Article, span: Span) -> str:
    """A passage with its citation, in plain text, as it is copied."""
    return f"“{article.text[span[0] : span[1]]}”\n{citation(article, span)}\n"


def article_markdown(article: Article) -> str:
    """A whole article, with what is known about it at the top."""
    about = article.content.metadata
    facts = [about.outlet or "", long_day(about.published), ", ".join(about.authors)]
    lines = [f"# {plain(headline(article))}", ""]
    if about.deck:
        lines += [f"*{plain(about.deck)}*", ""]
    lines += [plain(" · ".join(fact for fact in facts if fact)), ""] if any(facts) else []
    lines += [_address(about.url), ""] if about.url else []
    for start, end in article.content.paragraphs:
        lines += [plain(article.text[start:end]), ""]
    lines += ["---", "", plain(citation(article)), ""]
    return "\n".join(lines)


def comparison_markdown(comparison: Comparison) -> str:
    """A comparison: its articles, its links with both passages quoted, what only one has, names."""
    articles = {article.id: article for article in comparison.articles}
    lines = ["# " + " / ".join(plain(outlet(article)) for article in comparison.articles), ""]
    if days := span_of_days(article.published for article in comparison.articles):
        lines += [days, ""]
    for number, article in enumerate(comparison.articles, start=1):
        address = article.content.metadata.url
        lines.append(f"{number}. {_about(article)}" + (f" {_address(address)}" if address else ""))
    lines += ["", "## What they share", ""]
    if not comparison.links:
        lines += ["No passage of one is linked to a passage of another.", ""]
    for link in comparison.links:
        lines += [*_link(link, articles), ""]
    for article in comparison.articles:
        lines += _only(article, comparison.only.get(article.id, ()))
    if comparison.names:
        lines += ["## One name, several spellings", ""]
        lines += [f"- {plain(' = '.join(variants))}" for variants in comparison.names]
        lines.append("")
    return "\n".join(lines)


def _about(article: Article) -> str:
    facts = [article.outlet or "", long_day(article.published), f"{article.short_id} v{article.version}"]
    return f"**{plain(headline(article))}** · " + plain(" · ".join(fact for fact in facts if fact))


def _address(url: str) -> str:
    parts = urlsplit(url) if len(url) < 4096 else None
    if parts is None or parts.scheme not in ("http", "https"):
        return plain(url)
    return f"<{quote(url, safe=':/?#@!$&()*+,;=%[]~')}>"


def _link(link: Link, articles: Mapping[str, Article]) -> list[str]:
    title = f"### {link.kind} {similarity(link.similarity)}" + (" · moved" if link.moved else "")
    lines = [title, "", *_quotation(articles[link.left.article], link.left), ""]
    lines += [*_quotation(articles[link.right.article], link.right), ""]
    if link.shared:
        lines.append(f"- shares {plain(', '.join(dict.fromkeys(shared.text for shared in link.shared)))}")
    lines += [f"- differs ({conflict.kind}): {plain(_sides(conflict))}" for conflict in link.conflicts]
    return lines


def _sides(conflict: Conflict) -> str:
    return f"{conflict.left} / {conflict.right}"


def _only(article: Article, passages: Iterable[Passage]) -> list[str]:
    lines: list[str] = []
    for passage in passages:
        lines += [*_quotation(article, passage), ""]
    return [f"## Only in {plain(outlet(article))}", "", *lines] if lines else []


def _quotation(article: Article, passage: Passage) -> list[str]:
    text = plain(" ".join(passage.text.split()))
    return [f"> {text}", ">", f"> — {plain(citation(article, (passage.start, passage.end)))}"]


def file_name(*parts: str | None) -> str:
    """A file name ending in ``.md`` out of titles and days, safe on every platform."""
    words = "-".join(_NOT_IN_NAMES.sub("-", part).strip("-.") for part in parts if part)
    return f"{words[:80].strip('-.').lower() or 'broadsheet'}.md"


def write_new(folder: Path, name: str, text: str) -> Path:
    """Write ``text`` to a new file in ``folder``, numbered where the name is taken; never over another file.

    Raises OSError when the folder takes no file.
    """
    stem = name.removesuffix(".md")
    for number in range(1, _MOST_FILES):
        path = folder / (name if number == 1 else f"{stem}-{number}.md")
        try:
            with path.open("x", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} has {_MOST_FILES} files of that name")
