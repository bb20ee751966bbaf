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


PROGRAMS: Final = (
    Program("ArchiveBox", "the folder `archive` inside its data folder", ()),
    Program("ArchiveWeb.page, Webrecorder", "Download → WACZ (or WARC)", (".wacz", ".warc.gz")),
    Program("browsers", "Save page as → Webpage, complete; or single file", (".html", ".mhtml")),
    Program("Elasticsearch", "`elasticdump --type=data`, or the saved answer of a search", (".json", ".jsonl")),
    Program("Europresse", "tick the documents, then Save → HTML", (".html",)),
    Program("Evernote", "right click on a notebook, Export notebook → ENEX", (".enex",)),
    Program("Excel, LibreOffice", "a row an article, names of columns in the first row", (".xlsx", ".ods", ".csv")),
    Program("Factiva", "tick the headlines, the disk icon, Article format; or RTF", (".rtf", ".html")),
    Program("FreshRSS", "Subscription management → Import / export → Export, with articles", (".zip", ".json")),
    Program("Gmail", "takeout.google.com → Mail", (".mbox",)),
    Program("HTTrack", "the project's folder", ()),
    Program("Instapaper, Pocket, Raindrop", "Settings → Export: a list of addresses, without texts", (".csv", ".html")),
    Program("Joplin", "File → Export all → MD – Markdown + Front Matter", (".md",)),
    Program("Kikuzo, Yomidasu", "save the page of the article, or of the results with texts", (".html", ".txt")),
    Program("news-please", "the folder `data` below its working folder", (".json", ".html")),
    Program("newsboat", "`~/.local/share/newsboat/cache.db` or `~/.newsboat/cache.db`", (".db",)),
    Program(
        "Nexis Uni, LexisNexis", "tick the results, the download arrow, Full documents, one file", (".docx", ".rtf")
    ),
    Program("Obsidian", "the vault's folder", (".md",)),
    Program("Omnivore, Readeck", "Settings → Export", (".zip",)),
    Program("ProQuest", "tick the results, … → All save & export options → Text only, or RIS", (".txt", ".ris")),
    Program("SingleFile", "its button, then the download folder", (".html",)),
    Program(
        "The Guardian, NYT, NewsAPI", "the saved answers of the interface, with `show-fields=bodyText`", (".json",)
    ),
    Program("Thunderbird", "Save As → File; or the files without an ending in the profile's `Mail`", (".eml", ".mbox")),
    Program("wallabag", "All entries → Export → JSON", (".json",)),
    Program("Wayback Machine", "the folder of `wayback_machine_downloader`, or saved pages", ()),
    Program("wget", "the folder of `--mirror`, or the file of `--warc-file`", (".warc.gz",)),
    Program("Zotero", "`Zotero/storage` in the home folder; or File → Export Library", (".html", ".ris", ".json")),
)
"""In the order of their names."""
