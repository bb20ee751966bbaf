"""The store of record: source documents, articles in all their versions, and what a reader makes of them."""

from index.model import Rule
from index.store.backup import back_up
from index.store.connection import translated
from index.store.desk.saved_searches import StoredSearch
from index.store.files import ReadFile
from index.store.identifiers import story_id
from index.store.imports.imports import Put
from index.store.line_rules import concerns, line_at, line_of
from index.store.reader import Reader
from index.store.store import Store
from index.store.stories import stories_from, stories_json
from index.store.writer import Writer

__all__ = [
    "Put",
    "ReadFile",
    "Reader",
    "Rule",
    "Store",
    "StoredSearch",
    "Writer",
    "back_up",
    "concerns",
    "line_at",
    "line_of",
    "stories_from",
    "stories_json",
    "story_id",
    "translated",
]
