"""What the fields of one document of LexisNexis or Nexis Uni say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import byline_names, date_in, language_text, length_text, section_and_page
from index.formats.databases.nexis.labels import Role
from index.formats.databases.text_blocks import one_line
from index.model import DeclaredMetadata

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class NexisFields:
    """The fields of one document, filled while its blocks are read."""

    raw: str
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    deck: str | None = None
    byline: str | None = None
    section: str | None = None
    page: str | None = None
    length: str | None = None
    language: str | None = None
    url: str | None = None
    correction: str | None = None
    updated: str | None = None
    first_of_body: str = ""
    """What follows the label of the body."""

    def take(self, label: str, role: Role, value: str) -> None:
        """Keep the value of a field; of two with one role the first, but all of a correction."""
        line = one_line(value)
        if role == "body":
            self.first_of_body = value
        if not line:
            return
        if role == "section":
            section, page = section_and_page(line)
            self.section, self.page = self.section or section, self.page or page
        elif role == "length":
            self.length = self.length or length_text(line)
        elif role == "language":
            self.language = self.language or language_text(line)
        elif role == "correction":
            self.correction = f"{self.correction} {line}" if self.correction and not self._only_marked else line
        elif role == "url":
            self.url = self.url or (found[0] if (found := _ADDRESS.search(line)) else None)
        elif role == "headline":
            self.headline = self.headline or line
        elif role == "byline":
            self.byline = self.byline or line
        elif role == "deck":
            self.deck = self.deck or line
        elif role == "updated":
            self.updated = self.updated or date_in(line)
        elif role == "page":
            self.page = self.page or line

    @property
    def _only_marked(self) -> bool:
        """Whether all that is known of a correction is that there is one."""
        return self.correction is not None and self.correction.lower().startswith("correction")

    def document(self, paragraphs: tuple[str, ...]) -> DatabaseDocument:
        """The document with these fields."""
        deck_url = _ADDRESS.search(self.deck) if self.deck and not self.url else None
        return DatabaseDocument(
            DeclaredMetadata(
                headline=self.headline,
                deck=self.deck,
                authors=byline_names(self.byline) if self.byline else (),
                outlet=self.outlet,
                published=self.published,
                url=self.url or (deck_url[0].rstrip(".,;") if deck_url else None),
                language=self.language,
                section=self.section,
                updated=self.updated,
            ),
            paragraphs,
            self.raw,
            page=self.page,
            length=self.length,
            correction=self.correction,
        )
