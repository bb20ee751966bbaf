"""Where a page was retrieved from and when, as its place, or the program that saved it, says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from index.formats.location import Location
from index.formats.pages import archivebox
from index.model import DeclaredMetadata

_HEAD: Final = 64 * 1024
"""Characters of a page in which it names its address."""
_MIRRORED: Final = re.compile(
    r"<!-- Mirrored from (?P<address>[^\s<>]{4,2000}) by HTTrack Website Copier/[^<>]{0,80}?\], "
    r"(?P<date>[^<>]{8,60}?) -->"
)
_LINK: Final = re.compile(r"<link\b[^<>]{0,2000}>|<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_NAMES_ITSELF: Final = re.compile(r"""\b(?:rel=["']?canonical\b|property=["']?og:url\b)""", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"""\b(?:href|content)=["']?(https?://[^\s"'<>]{4,2000})""", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}(?:[:+]\d{1,5})?", re.IGNORECASE)
_CAPTURE: Final = re.compile(r"(?:19|20)\d{12}(?:[a-z]{2}_)?")
"""A folder that is named by the time of a capture, as the Wayback Machine writes it in addresses."""
_SCHEME: Final = re.compile(r"(https?)(?:%3a|[:@_])?", re.IGNORECASE)
"""A folder that is called like the scheme of an address, with what programs write for its colon."""
_WITH_QUERY: Final = re.compile(r"(?:%3f|@)(?=[^/]*=[^/]*\Z)", re.IGNORECASE)
"""What wget and others write for a question mark where a file's name cannot have one."""
_ADDED: Final = re.compile(r"(?P<name>[^/]*(?:\?[^/]*|\.(?:php|aspx?|jsp|cgi|cfm)))\.html\Z")
"""A name that does not end as that of a page, with the ending that wget adds."""
_DOWNLOADER: Final = "websites"
"""The folder in which wayback_machine_downloader makes one for each host."""
_INDEX: Final = re.compile(r"(?:\A|(?<=/))index\.html?\Z")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was retrieved from and when, each None where that is not known."""

    url: str | None = None
    captured: str | None = None

    def declared(self, text: str) -> DeclaredMetadata:
        """As metadata of the page with this source text."""
        return DeclaredMetadata(url=wanted_address(self.url, text), captured=self.captured)


def origin(location: Location | None, text: str) -> Origin:
    """The origin of a page that is in ``location``."""
    if found := _MIRRORED.search(text[:_HEAD]):
        return Origin(_address(found["address"], text), found["date"])
    if location is None:
        return Origin()
    snapshot = archivebox.snapshot(location)
    if snapshot is not None:
        return Origin(snapshot.url, snapshot.captured)
    return Origin(_of_capture(location.path, text) or _of_mirror(location.path, text))


def wanted_address(url: str | None, text: str) -> str | None:
    """``url``, from which a page was retrieved, unless the page itself names its address.

    What it names is the same however it was reached. A front page that every page of a site names is not believed.
    """
    own = own_address(text)
    if own is None or url is None:
        return url
    is_front = not path_of(own).strip("/")
    return url if is_front and path_of(url).strip("/") else None


def path_of(url: str) -> str:
    """The path of an address; empty for one that cannot be split."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def own_address(text: str) -> str | None:
    """The address that the head of a page gives for it; None where it has none, or a relative one."""
    for element in _LINK.finditer(text[:_HEAD]):
        if _NAMES_ITSELF.search(element.group()) and (found := _ABSOLUTE.search(element.group())):
            return found[1]
    return None


def _of_capture(path: str, text: str) -> str | None:
    """The address in a path below a folder that is named by the time of a capture.

    ``20190304120000/http/host/page``, ``20190304120000id_/host/page`` and ``host/20190304120000/page`` are in use.
    """
    parts = path.split("/")
    at = next((i for i in range(len(parts) - 1, -1, -1) if _CAPTURE.fullmatch(parts[i])), None)
    if at is None:
        return None
    rest = [part for part in parts[at + 1 :] if part]
    scheme = _SCHEME.fullmatch(rest[0]) if rest else None
    rest = rest[1:] if scheme else rest
    if len(rest) > 1 and _HOST.fullmatch(rest[0]):
        address = "/".join(rest)
    elif rest and at and _HOST.fullmatch(parts[at - 1]):
        address = "/".join((parts[at - 1], *rest))
    else:
        return None
    address = _INDEX.sub("", address)
    return f"{scheme[1].lower()}://{address}" if scheme else _address(address, text)


def _of_mirror(path: str, text: str) -> str | None:
    """The address in a path below a folder that is named by a host, where the page itself has that address in it."""
    parts = path.split("/")
    for at in range(len(parts) - 2, -1, -1):
        if _HOST.fullmatch(parts[at]):
            address = _INDEX.sub("", "/".join((parts[at].replace("+", ":"), *parts[at + 1 :])))
            address = _WITH_QUERY.sub("?", address)
            if at and parts[at - 1] == _DOWNLOADER:
                return _address(address, text)
            forms = [address, _ADDED.sub(r"\g<name>", address)]
            return next((_address(form, text) for form in forms if _is_in(form, text)), None)
    return None


def _is_in(address: str, text: str) -> bool:
    """Whether a page has an address without its scheme in it, as it is, escaped for markup, or in another address."""
    return any(
        _ends_in(form, text) for form in (f"//{address}", f"//{html.escape(address)}", quote(f"//{address}", safe=""))
    )


def _ends_in(address: str, text: str) -> bool:
    """Whether the text has the address, and not only as the beginning of a longer one."""
    place = text.find(address)
    while place >= 0:
        after = text[place + len(address) : place + len(address) + 1]
        if not after or after in "\"'<> \n\r\t\\&?#)":
            return True
        place = text.find(address, place + 1)
    return False


def _address(address: str, text: str) -> str:
    """An address whose scheme was not noted: HTTPS where the page uses it for its own host."""
    host = address.partition("/")[0]
    has_https = f"https://{host}" in text or quote(f"https://{host}", safe="") in text
    return f"{'https' if has_https else 'http'}://{address}"
