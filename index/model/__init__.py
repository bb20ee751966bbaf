"""The records that travel through broadsheet, and the small protocols by which siblings serve each other.

Records are frozen and hold only standard types, so that they can cross threads and processes. Offsets count
Unicode code points; spans are half-open. Dates of publication are :class:`PartialDate`; other times, such as that of a
rule, are ISO 8601 strings.
"""

from index.model.addresses import Address
from index.model.archive_state import CheckReport, Damage, Statistics
from index.model.articles import (
    Article,
    BlockKind,
    CleanArticle,
    CleanedSource,
    DeclaredMetadata,
    Form,
    HiddenLine,
    Metadata,
    Rule,
    RuleKind,
    SourceDocument,
    TextLink,
)
from index.model.comparisons import (
    Comparison,
    Conflict,
    ConflictKind,
    Coverage,
    Link,
    LinkKind,
    Parallel,
    Passage,
    Shared,
    Strength,
)
from index.model.copies import (
    Change,
    Changes,
    Reuse,
    ReuseGroup,
    ReuseKind,
    ReuseMember,
    ReuseRole,
    SourceGuess,
    Version,
)
from index.model.dates import PRECISIONS, PartialDate, Precision, as_json, iso_of, sort_key
from index.model.hidden_reasons import HiddenReason
from index.model.imports import FormatNames, ImportedArticle, ImportReport, Progress, SkippedSource
from index.model.protocols import LineEvidence, PassageIndex, TermStatistics
from index.model.quotations import AttributedField, Attribution, Misattribution, Quotation, Standing, Verdict
from index.model.references import Reference
from index.model.search import (
    Dropped,
    Edition,
    Explanation,
    Facet,
    FieldScore,
    Hit,
    Matches,
    PartScore,
    ResultPage,
    Sort,
)
from index.model.spans import Span
from index.model.stories import Kin, Lead, Matrix, MatrixCell, MatrixRow, Story

__all__ = [
    "PRECISIONS",
    "Address",
    "Article",
    "AttributedField",
    "Attribution",
    "BlockKind",
    "Change",
    "Changes",
    "CheckReport",
    "CleanArticle",
    "CleanedSource",
    "Comparison",
    "Conflict",
    "ConflictKind",
    "Coverage",
    "Damage",
    "DeclaredMetadata",
    "Dropped",
    "Edition",
    "Explanation",
    "Facet",
    "FieldScore",
    "Form",
    "FormatNames",
    "HiddenLine",
    "HiddenReason",
    "Hit",
    "ImportReport",
    "ImportedArticle",
    "Kin",
    "Lead",
    "LineEvidence",
    "Link",
    "LinkKind",
    "Matches",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Metadata",
    "Misattribution",
    "Parallel",
    "PartScore",
    "PartialDate",
    "Passage",
    "PassageIndex",
    "Precision",
    "Progress",
    "Quotation",
    "Reference",
    "ResultPage",
    "Reuse",
    "ReuseGroup",
    "ReuseKind",
    "ReuseMember",
    "ReuseRole",
    "Rule",
    "RuleKind",
    "Shared",
    "SkippedSource",
    "Sort",
    "SourceDocument",
    "SourceGuess",
    "Span",
    "Standing",
    "Statistics",
    "Story",
    "Strength",
    "TermStatistics",
    "TextLink",
    "Verdict",
    "Version",
    "as_json",
    "iso_of",
    "sort_key",
]
