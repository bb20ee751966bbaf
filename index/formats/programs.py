"""Where programs and databases keep or export articles: the one table for help and README."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Program:
    """A program or database whose articles can be imported."""

    name: str
    how: str
    """Where its files are, or what to click, as its own interface names it."""
    endings: tuple[str, ...]
    """Of the files, with their dot; empty for a folder of pages."""
    is_checked: bool = True
    """Whether public documentation, or a public file of that place, says so; the menus of services change."""

    @property
    def words(self) -> str:
        """Where its articles are, for people."""
        return self.how if self.is_checked else f"{self.how} (menus not checked)"


PROGRAMS: Final = (
    Program("ArchiveBox", "the folder `archive` inside its data folder", ()),
    Program("ArchiveWeb.page, Webrecorder", "Download → WACZ (or WARC)", (".wacz", ".warc.gz")),
    Program("browsers", "Save page as → Webpage, complete; or single file", (".html", ".mhtml")),
    Program(
        "EBSCO, Gale, NewsBank", "tick the articles, then Download (or Save) → as text", (".txt",), is_checked=False
    ),
    Program("Elasticsearch", "`elasticdump --type=data`, or the saved answer of a search", (".json", ".jsonl")),
    Program("Europresse", "tick the documents, then Save → HTML", (".html",), is_checked=False),
    Program("Evernote", "mark the notes, File → Export Notes → ENEX", (".enex",)),
    Program("Excel, LibreOffice", "a row an article, names of columns in the first row", (".xlsx", ".ods", ".csv")),
    Program(
        "Factiva", "tick the headlines, the disk icon, Article format; or RTF", (".rtf", ".html"), is_checked=False
    ),
    Program("FreshRSS", "Subscription management → Import / export → Export, with articles", (".zip", ".json")),
    Program("Gmail", "takeout.google.com → Mail", (".mbox",), is_checked=False),
    Program("HTTrack", "the project's folder", ()),
    Program(
        "Instapaper, Pocket, Raindrop",
        "Settings → Export: a list of addresses, without texts",
        (".csv", ".html", ".zip"),
        is_checked=False,
    ),
    Program("Internet Archive", "captures up to 2008 are ARC files, later ones WARC", (".arc.gz", ".warc.gz")),
    Program("Joplin", "File → Export all → MD – Markdown + Front Matter", (".md",)),
    Program(
        "Kikuzo, Yomidasu",
        "save the page of the article, or of the results with texts",
        (".html", ".txt"),
        is_checked=False,
    ),
    Program("Mailman", "the months of a list's archive; or its digests", (".txt.gz", ".eml")),
    Program(
        "news-please", "`news-please-repo/data` in the home folder, or `data` in its `working_path`", (".json", ".html")
    ),
    Program("newsboat", "`~/.local/share/newsboat/cache.db` or `~/.newsboat/cache.db`", (".db",)),
    Program(
        "Nexis Uni, LexisNexis",
        "tick the results, the download arrow, Full documents, one file",
        (".docx", ".rtf"),
        is_checked=False,
    ),
    Program("Obsidian", "the vault's folder", (".md",)),
    Program("Omnivore (closed in 2024), Readeck", "Settings → Export", (".zip",), is_checked=False),
    Program("ProQuest", "tick the results, … → All save & export options → Text only", (".txt",), is_checked=False),
    Program("Safari", "File → Save As → Web Archive", (".webarchive",), is_checked=False),
    Program("SingleFile", "its button, then the download folder", (".html",)),
    Program(
        "The Guardian, NYT, NewsAPI", "the saved answers of the interface, with `show-fields=bodyText`", (".json",)
    ),
    Program(
        "Thunderbird",
        "Save As → File; or the files without an ending in the profile's `Mail` and `ImapMail`",
        (".eml", ".mbox"),
    ),
    Program("wallabag", "All entries → Export → JSON", (".json",), is_checked=False),
    Program("Wayback Machine", "the folder of `wayback_machine_downloader`, or saved pages", ()),
    Program("wget", "the folder of `--mirror`, or the file of `--warc-file`", (".warc.gz",)),
    Program(
        "Zotero",
        "`Zotero/storage` in the home folder; or File → Export Library",
        (".html", ".ris", ".json"),
        is_checked=False,
    ),
)
"""In the order of their names."""
