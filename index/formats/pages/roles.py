"""What a file is for the program that saved it: many beside a page belong to it and are no articles."""

from __future__ import annotations

import re
from typing import Final

from index.formats.feeds import omnivore
from index.formats.location import Location
from index.formats.pages import archivebox

PAGE_ENDINGS: Final = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx")
"""Endings of pages that browsers save."""
_OF_A_PAGE: Final = re.compile(
    r"(?P<page>.+)(?:[_.-](?:files|Dateien|fichiers|bestanden|file|archivos|tiedostot|pliki|soubory|elemei|ficheiros|"
    r"arquivos|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak|filer)|_файлы)",
    re.IGNORECASE,
)
"""The folder that a browser makes beside a page, as Windows calls connected files and folders in its languages."""
_SITE_FILES: Final = {
    "robots.txt": "rules for robots",
    "ads.txt": "a list of sellers of advertisements",
    "app-ads.txt": "a list of sellers of advertisements",
    "security.txt": "contacts of a website",
    "humans.txt": "names of the makers of a website",
}
_INDEXES: Final = {".cdx": "an index of a web archive", ".cdxj": "an index of a web archive"}
_HTTRACK: Final = frozenset("hts-log.txt hts-err.txt hts-ioinfo.txt backblue.gif fade.gif cookies.txt".split())
_WGET_LOG: Final = re.compile(r"wget-log(?:\.\d{1,6})?")


def other_role(location: Location | None) -> str | None:
    """What a file is, where its name and place show that it is no article; None for any other."""
    if location is None:
        return None
    return (
        site_file(location.name)
        or _of_saved_page(location)
        or _of_httrack(location)
        or _of_wget(location)
        or archivebox.other_role(location)
        or omnivore.other_role(location)
    )


def site_file(name: str) -> str | None:
    """What a file with this name is on every website; None for any other name."""
    low = name.lower()
    return _SITE_FILES.get(low) or _INDEXES.get(low[low.rfind(".") :] if "." in low else "")


def _of_saved_page(location: Location) -> str | None:
    for folder in location.folders:
        parent, _, name = folder.rstrip("/").rpartition("/")
        found = _OF_A_PAGE.fullmatch(name)
        beside = f"{parent}/" if "/" in folder.rstrip("/") else ""
        if found and location.has(beside, *(found["page"] + ending for ending in PAGE_ENDINGS)):
            return f"a part of the saved page {found['page']}"
    return None


def _of_httrack(location: Location) -> str | None:
    folder = location.folders[0]
    if location.name in _HTTRACK and (location.name.startswith("hts-") or location.has(folder, "hts-log.txt")):
        return "a file of HTTrack"
    if folder.endswith("hts-cache/"):
        above = folder.removesuffix("hts-cache/")
        if location.has(above, "hts-log.txt", "index.html"):
            return "HTTrack's cache of the pages beside it"
    return None


def _of_wget(location: Location) -> str | None:
    if _WGET_LOG.fullmatch(location.name):
        return "a log of wget"
    if location.name.endswith(".orig") and location.has(location.folders[0], location.name.removesuffix(".orig")):
        return "the page beside it, as it was before wget changed its links"
    return None
