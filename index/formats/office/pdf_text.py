"""The lines of a PDF as paragraphs: broken words joined again, the headline by its size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.errors import SourceError
from index.formats.office.paragraphs import TOP, Paragraph, Properties
from index.formats.office.pdf_layout import Line, Margins, lines_of
from index.formats.office.pdf_pages import read_pages
from index.formats.source import Source
from index.text import normalise

_LARGE = 1.2
"""Size of a headline beside the text's."""
_SAME_SIZE = 0.08
"""Share by which the sizes of one paragraph's lines differ at most."""
_WIDE_PITCH = 1.3
"""Distance of two lines, in the usual one, from which they are of two paragraphs."""
_INDENT = (0.7, 6.0)
"""Indent of a paragraph's first line, in sizes of its letters."""
_SHORT = 0.88
"""Share of the column's width below which a line that ends a sentence ends its paragraph."""
_FEW_LETTERS = 20
"""Letters on each page below which a PDF of pictures is a scan."""
_UNREADABLE = 0.3
"""Share of characters whose fonts do not say what they are."""
_SHORT_HEADING = 90
"""Characters of a heading in the text."""
_TEXT_WORDS = 20
"""Words of a paragraph that is text of an article, and no deck or byline."""
_MASTHEAD_WORDS = 4
"""Words of the largest line, below which it is the name of the paper where another large line is longer."""
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_CODE = re.compile(r"\(cid:\d+\)")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True)
class PdfText:
    """The paragraphs of a PDF in reading order, and what it says about itself."""

    paragraphs: list[Paragraph]
    properties: Properties
    margins: Margins
    """What the heads and feet of its pages say."""
    complete: bool


def read_pdf(source: Source) -> PdfText:
    """The text of a PDF. Raises SourceError when it has no text layer, or cannot be read."""
    source.check_size()
    found = read_pages(source.stream)
    letters = sum(len(piece.text) for page in found.pages for piece in page.pieces)
    if letters < _FEW_LETTERS * max(1, len(found.pages)) and (not letters or any(page.images for page in found.pages)):
        raise SourceError("no text layer; run OCR first, such as: ocrmypdf FILE.pdf NEW.pdf")
    codes = sum(len(code) for page in found.pages for one in page.pieces for code in _CODE.findall(one.text))
    if codes > _UNREADABLE * letters:
        raise SourceError("its text layer has no characters that can be read; run OCR first, such as: ocrmypdf "
                          "--force-ocr FILE.pdf NEW.pdf")  # fmt: skip
    lines, margins = lines_of(found.pages)
    return PdfText(paragraphs_of(lines, found.properties.title), found.properties, margins, found.complete)


def paragraphs_of(lines: Sequence[Line], title: str | None = None) -> list[Paragraph]:
    """The paragraphs of lines in reading order; ``title`` is what the file says, which decides between large lines."""
    if not lines:
        return []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines).lower()))
    groups = _groups(lines)
    texts = [(_text(group, words), group) for group in groups]
    chosen = _headline(texts, usual, title)
    found = []
    for place, (text, group) in enumerate(texts):
        large = group[0].size >= _LARGE * usual
        bold = all(line.bold for line in group) and not all(line.bold for line in lines)
        heading = (large or bold) and len(text) <= _SHORT_HEADING and not text.endswith((".", ","))
        if place == chosen:
            found.append(Paragraph(text, "title"))
        else:
            found.append(Paragraph(text, "heading", 2) if heading and place > (chosen or 0) else Paragraph(text))
    return found


def _headline(texts: Sequence[tuple[str, Sequence[Line]]], usual: float, title: str | None) -> int | None:
    """The place of the headline among the first paragraphs."""
    top = list(enumerate(texts[:TOP]))
    large = [(place, text, group[0].size) for place, (text, group) in top if group[0].size >= _LARGE * usual]
    if title is not None:
        named = normalise(title).casefold()
        for place, (text, _) in top:
            if text.casefold() == named:
                return place
        for place, text, _ in large:
            if len(text.split()) >= _MASTHEAD_WORDS and text.casefold() in named:
                return place
    if not large:
        return None
    best = max(large, key=lambda one: (one[2], -one[0]))
    # Below a masthead is no text of an article before the headline.
    texted = next((place for place, (text, _) in top if place > best[0] and len(text.split()) >= _TEXT_WORDS), len(top))
    longer = [one for one in large if len(one[1].split()) >= _MASTHEAD_WORDS and one[0] < texted]
    if len(best[1].split()) < _MASTHEAD_WORDS and longer:
        best = max(longer, key=lambda one: (one[2], -one[0]))
    return best[0]


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph."""
    pitches = [
        above.top - below.top
        for above, below in pairwise(lines)
        if above.column == below.column and abs(above.size - below.size) < 1 and above.top > below.top
    ]
    usual = median(pitches) if pitches else 0.0
    columns = _columns(lines)
    groups = [[lines[0]]]
    for above, below in pairwise(lines):
        if _begins(above, below, usual, columns):
            groups.append([below])
        else:
            groups[-1].append(below)
    return groups


def _columns(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """The left and right edge of each column."""
    found: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = found.get(line.column, (line.left, line.right))
        found[line.column] = (min(left, line.left), max(right, line.right))
    return found


def _begins(above: Line, below: Line, pitch: float, columns: dict[int, tuple[float, float]]) -> bool:
    """Whether ``below`` is the first line of a paragraph."""
    if abs(above.size - below.size) > _SAME_SIZE * max(above.size, below.size) or above.bold != below.bold:
        return True
    left, right = columns[below.column]
    indent = below.left - left
    indented = _INDENT[0] * below.size <= indent <= _INDENT[1] * below.size
    if above.column == below.column:
        # A headline has a larger distance of its own.
        usual = max(pitch, above.size * 1.3) if above.size > pitch else pitch
        if above.top - below.top > _WIDE_PITCH * usual or above.top - below.top < 0:
            return True
        above_indent = above.left - left
        if indented and above_indent < _INDENT[0] * above.size:
            return True
        return above.right - left < _SHORT * (right - left) and _END.search(above.text) is not None
    if _HYPHEN.search(above.text) or below.text[:1].islower():
        return False
    start, end = columns[above.column]
    full = above.right - start >= _SHORT * (end - start)
    return indented or not full or _END.search(above.text) is not None


def _text(lines: Sequence[Line], words: Counter[str]) -> str:
    """The lines of a paragraph as one, words that were broken at their ends joined."""
    text = lines[0].text
    for line in lines[1:]:
        broken = _HYPHEN.search(text)
        following = re.match(r"\w+", line.text)
        if broken is not None and following is not None and (text.endswith("\u00ad") or following.group()[0].islower()):
            whole, apart = broken.group(1) + following.group(), f"{broken.group(1)}-{following.group()}"
            keeps = words[apart.lower()] > words[whole.lower()] and not text.endswith("\u00ad")
            text = (text if keeps else text[:-1]) + line.text
        elif (broken is not None and following is not None) or (_WIDE.match(text[-1:]) and _WIDE.match(line.text[:1])):
            text += line.text
        else:
            text += f" {line.text}"
    return " ".join(text.replace("\u00ad", "").split())
