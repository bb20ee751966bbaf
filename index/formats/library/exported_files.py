"""What a file of references says of the saved pages and PDF files that were exported with it.

Zotero exports a collection to a folder: ``Name/Name.ris`` (or ``.rdf``, ``.bib``) has the references, and
``Name/files/NUMBER/`` their files, which the references name. Few PDF files say from which outlet they are and of
which day. In Zotero's own folder, ``storage/KEY/`` has the files, and its
database what is known of them; or an export beside it that has their paths.
"""

from __future__ import annotations

from typing import Final

from index.errors import SourceError
from index.formats.library import bibtex, ris, zotero_rdf, zotero_store
from index.formats.location import Location
from index.model import DeclaredMetadata
from index.text import decode

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a file of references that is read for each of the files."""

_FILES: Final = "files/"
_BESIDE_STORAGE: Final = ("My Library", "Exported Items", "library", "zotero", "references")
"""What files of references are called that Zotero exports without the files, and that are kept beside its storage."""
_REFERENCES: Final = (("rdf", zotero_rdf.of_file), ("ris", ris.of_file), ("bib", bibtex.of_file))
"""What each kind of file of references says of a file, the kind that says most first."""


def declared(location: Location | None) -> DeclaredMetadata:
    """What the reference of a file says of it; nothing where no reference names it."""
    if location is None or len(location.folders) < 3:
        return DeclaredMetadata()
    if zotero_store.key_of(location) is not None:
        return zotero_store.declared(location) or _of_references(location, _BESIDE_STORAGE) or DeclaredMetadata()
    if location.folders[1].endswith(f"/{_FILES}"):
        return _of_references(location, ()) or DeclaredMetadata()
    return DeclaredMetadata()


def _of_references(location: Location, names: tuple[str, ...]) -> DeclaredMetadata | None:
    """What a file of references says, in the folder two above: one called like it, or by one of the names."""
    top = location.folders[2]
    own = top.rstrip("/").rpartition("/")[2]
    path = location.path.removeprefix(top)
    folder = location.folders[0].removeprefix(location.folders[1]).rstrip("/")
    for name in (own, *names):
        for kind, of_file in _REFERENCES:
            data = location.read(f"{top}{name}.{kind}", LARGEST)
            # The file may be long, and is looked through for each of its files: most have nothing to say.
            if not data or folder.encode() not in data:
                continue
            try:
                found = of_file(decode(data).text, path)
            except SourceError:
                continue
            if found is not None:
                return found
    return None
