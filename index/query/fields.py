"""The fields that a query can name."""

from __future__ import annotations

TEXT_FIELDS = ("headline", "deck", "body")
"""The fields in which a word without a field is looked for."""

WRITTEN = "written"
"""The field of a prefix or pattern that words of any text field may match as they are written."""

OUTLET_WHOLE = "outlet_whole"
"""The field of outlets' names as wholes."""

FIELD_BOOST = {"headline": 1.5, "deck": 1.2, "body": 1.0}
"""How much a word counts in each text field. Tuned on judged queries."""
