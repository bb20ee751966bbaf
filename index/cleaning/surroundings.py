"""What a page has around its article, as several lines show it that share nothing with the article.

Marks that come again and again between paragraphs, blocks that ask for consent, teasers that are a headline and a
sentence, and what a site says of itself below an article. Words alone do not show these in every language: what shows
them is their place, their form, and that the article says nothing of what they are about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.cleaning.line_groups import MEAN_HEADLINE, MOST_SHARED, OF_A_SITE, Form, form_of
from index.cleaning.lines import Line, words_of
from index.model import HiddenReason

_LEAST_MARKS = 4
"""Copies of a mark between paragraphs."""
_LONGEST_MARK = 8
"""Words of a mark."""
_MOSTLY = 0.6
"""The share of the copies of a mark that are between sentences."""
_HEADLINE = range(4, 20)
"""Words of the headline of a teaser."""
_LETTERS = 6
"""Letters of a word of English and of the space behind it, in the mean."""
_LEAST_PAIRS = 3
"""Teasers of a headline and a sentence, from which on they are a list."""
_LONGEST_TAIL = 15
"""Lines below an article in which a site speaks of itself."""
_ADDRESSED = 0.1
"""The share of the lines above that speak so, too, above which it is the way of the article itself."""
_MOST_TAIL = 0.6
"""The words of such a tail as a share of those in the paragraphs above it."""
_MOST_BELOW_CUT = 2.0
"""The same below an article that is cut off, and asks for a subscription there."""
_LEAST_TAIL = 2
"""Lines of such a tail, where no cue begins it."""
_SPOKEN = 1 / 3
"""The share of the lines of a tail in which the site says ``our`` or ``your``."""
_OWN = frozenset(
    "our your unser unsere unseren unserem unserer ihre ihren ihrem ihrer notre nos votre vos nuestro nuestra nuestros"
    " nuestras vuestro vuestra nostro nostra nostri nostre vostro vostra vostri nosso nossa nossos nossas onze uw vår"
    " våra"
    " vores din ditt dine nasz nasza nasze naszą twój twoja twoje наш наша наши наших ваш ваша ваши вашу вашего".split()
)
"""Words with which a site speaks of what is its own, and of what is its reader's."""
_BEST = frozenset(
    "largest leading biggest trusted premier größte größten größter führende führenden führender leader principal mayor"
    " líder maior principale primo maggiore grootste toonaangevende största ledande største førende ledende największy"
    " największa największym wiodący wiodąca wiodącym крупнейший крупнейшее крупнейшим ведущий ведущее ведущим".split()
)
"""Words of which each way to do so has one."""
_PRESENTS = re.compile(
    r"\b(?:largest|leading|biggest|most trusted|premier) (?:[\w-]+ ){0,4}(?:provider|source|publisher|news|media)\b"
    r"|\b(?:größte[rns]?|führende[rns]?) (?:[\w-]+ ){0,3}(?:anbieter|verlag|medienhaus|nachrichten|\w*zeitung|portal)"
    r"|\b(?:premier|leader|principal) (?:[\w-]+ ){0,3}(?:éditeur|groupe de presse|fournisseur|média|quotidien"
    r"|site d'info)"
    r"|\b(?:mayor|principal|líder) (?:[\w-]+ ){0,3}(?:proveedor|editorial|(?:grupo|medio|diario|portal)s? (?:de "
    r"|digital))"
    r"|\b(?:maior|principal|líder) (?:[\w-]+ ){0,3}(?:grupo de (?:mídia|comunicação|media)|portal de notícias|editora)"
    r"|\b(?:principale|primo|maggiore) (?:[\w-]+ ){0,3}(?:editore|gruppo editoriale|quotidiano online|testata"
    r"|fornitore)"
    r"|\b(?:grootste|toonaangevende) (?:[\w-]+ ){0,3}(?:uitgever|mediabedrijf|mediahuis|nieuwssite|aanbieder)"
    r"|\b(?:största|ledande|største|førende|ledende) (?:[\w-]+ ){0,3}(?:mediehus\w*|mediekoncern\w*|nyhet\w*|förlag\w*)"
    r"|\b(?:największ\w+|wiodąc\w+) (?:[\w-]+ ){0,3}(?:wydawc\w+|portal\w*|dostawc\w+|grup\w+ medi\w+)"
    r"|\b(?:крупнейш\w+|ведущ\w+) (?:[\w-]+ ){0,3}(?:издател\w+|медиахолдинг\w*|портал\w*|поставщик\w*)"
)
"""How a publisher presents itself."""
_CONSENT = 1 / 3
"""The share of the lines of a block with a cue, from which on all of it is no article."""
_TALLEST_CONSENT = 14
"""Lines of a block that asks for consent."""
_COOKIES = re.compile(
    r"куки|кукі|ملفات تعريف الارتباط|کوکی|עוגיות|คุกกี้|कुकी|쿠키|クッキー|evästee|informasjonskapsl|küpsis"
)
_CUT_OFF = ("…", "...")


def apart(lines: Sequence[Line], groups: Sequence[int]) -> dict[int, HiddenReason]:
    """The lines that are taken out before the others are judged, each with its reason; ``groups`` as for a verdict."""
    found: dict[int, HiddenReason] = {}
    rest = list(range(len(lines)))
    for kind, reason in (
        (marks, HiddenReason.MARK),
        (consent, HiddenReason.SITE_CHROME),
        (tail, HiddenReason.SITE_CHROME),
        (teasers, HiddenReason.RELATED_STORY),
    ):
        gone = kind([lines[i] for i in rest], [groups[i] for i in rest])
        if gone:
            found.update({rest[i]: lines[rest[i]].cue or reason for i in gone})
            rest = [place for i, place in enumerate(rest) if i not in gone]
    return found


def marks(lines: Sequence[Line], groups: Sequence[int]) -> set[int]:
    """Short lines that come four times or more, most of them between sentences: whatever their words are.

    Two marks without a cue that come so are the names of two speakers in turn, and none.
    """
    counts = Counter(line.low for line in lines if line.words <= _LONGEST_MARK and _may_be_mark(line))
    often = {low for low, count in counts.items() if count >= _LEAST_MARKS}
    if not often:
        return set()
    places: dict[str, list[int]] = {}
    between: Counter[str] = Counter()
    others = [i for i, line in enumerate(lines) if line.low not in often]
    above = dict(zip(others, others, strict=True))
    last = -1
    nearest: list[int] = []
    for i in range(len(lines)):
        last = above.get(i, last)
        nearest.append(last)
    following = len(lines)
    for i in reversed(range(len(lines))):
        line = lines[i]
        if line.low not in often:
            following = i
            continue
        places.setdefault(line.low, []).append(i)
        before = nearest[i]
        between[line.low] += (before < 0 or lines[before].ends) and (following == len(lines) or lines[following].ends)
    found = {low for low, at in places.items() if between[low] >= _MOSTLY * len(at)}
    uncued = {low for low in found if lines[places[low][0]].cue is None}
    if len(uncued) > 1 or any(low[-1:] in ":：" for low in uncued):
        found -= uncued
    return {i for low in found for i in places[low]}


def _may_be_mark(line: Line) -> bool:
    """Whether a line is neither a sentence nor a date nor a rule."""
    return not line.ends and not line.dated and any(c.isalpha() for c in line.text)


def consent(lines: Sequence[Line], groups: Sequence[int]) -> set[int]:
    """The lines of blocks above the article that ask its reader for consent, or offer a subscription."""
    found: set[int] = set()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and groups[end] == groups[start]:
            end += 1
        block = range(start, end)
        start = end
        cued = [i for i in block if lines[i].cue in OF_A_SITE or _of_cookies(lines[i].low)]
        if not cued or (len(block) == 1 and _is_no_notice(lines, block[0])):
            if any(lines[i].prose for i in block):
                break
            continue
        asks = any(_of_cookies(lines[i].low) for i in cued)
        if asks and len(block) <= _TALLEST_CONSENT and len(cued) >= _CONSENT * len(block):
            found.update(block)
    return found if any(line.prose for i, line in enumerate(lines) if i not in found) else set()


def _is_no_notice(lines: Sequence[Line], place: int) -> bool:
    """Whether a paragraph alone in its block speaks to nobody, and no button is below it: a story about such words."""
    line = lines[place]
    below = place + 1 < len(lines) and lines[place + 1].cue in OF_A_SITE and not lines[place + 1].prose
    is_spoken = "addresses the reader" in line.features or not _OWN.isdisjoint(words_of(line.low))
    return line.prose and not below and not is_spoken


def _of_cookies(low: str) -> bool:
    return "cookie" in low or (not low.isascii() and _COOKIES.search(low) is not None)


def teasers(lines: Sequence[Line], groups: Sequence[int]) -> set[int]:
    """Pairs of a headline and a sentence at the end of a text: announced, or of what the text above says nothing of."""
    pairs: list[tuple[int, int]] = []
    end = len(lines)
    while end >= 2:
        sentence, headline = lines[end - 1], lines[end - 2]
        if not (sentence.ends and sentence.cue is None and _is_headline(headline)):
            break
        pairs.append((end - 2, end - 1))
        end -= 2
    announced = end > 0 and lines[end - 1].cue == HiddenReason.RELATED_STORY and not lines[end - 1].ends
    if announced and pairs and any(line.prose for line in lines[:end]):
        return {i for pair in pairs for i in pair}
    if len(pairs) < _LEAST_PAIRS or sum(_length(lines[one]) for one, _ in pairs) < MEAN_HEADLINE * len(pairs):
        return set()
    if not any(line.prose for line in lines[:end]):
        return set()
    about = _about(lines[:end])
    foreign = [_shared(lines[one], about) <= MOST_SHARED for one, _ in pairs]
    return {i for pair in pairs for i in pair} if sum(foreign) > len(foreign) / 2 else set()


def _is_headline(line: Line) -> bool:
    """Whether a line has the form and length of the headline of a teaser."""
    form = form_of(line)
    if line.cue is not None or line.words not in _HEADLINE:
        return False
    return form == Form.TITLE or (form == Form.SHORT and _length(line) >= MEAN_HEADLINE)


def _length(line: Line) -> float:
    """The words of a line; as many as its letters are in English, where compounds are written as one word."""
    return max(line.words, len(line.text) / _LETTERS)


def tail(lines: Sequence[Line], groups: Sequence[int]) -> set[int]:
    """The last lines of a text in which its site speaks, of nothing that the text above is about."""
    if not any(_speaks(line) for line in lines[-_LONGEST_TAIL:]):
        return set()
    counts: Counter[str] = Counter(word for line in lines for word in line.content)
    start = len(lines)
    while start > 0 and len(lines) - start < _LONGEST_TAIL and _is_foreign(lines[start - 1], counts):
        start -= 1
    while start < len(lines) and not _is_own(lines[start]):
        start += 1
    run = range(start, len(lines))
    if not any(line.prose and line.cue is None for line in lines[:start]):
        return set()
    spoken = sum(1 for i in run if _is_own(lines[i]))
    if spoken < max(_LEAST_TAIL, _SPOKEN * len(run)):
        return set()
    if sum(1 for line in lines[:start] if _speaks(line)) > _ADDRESSED * start:
        return set()
    whole = sum(line.words for line in lines[:start] if line.prose and line.cue is None)
    cut = start > 0 and lines[start].cue == HiddenReason.NEWSLETTER and lines[start - 1].text.endswith(_CUT_OFF)
    most = (_MOST_BELOW_CUT if cut else _MOST_TAIL) * whole
    return set(run) if sum(lines[i].words for i in run) <= most else set()


def _is_own(line: Line) -> bool:
    return line.cue in OF_A_SITE or _speaks(line)


def _speaks(line: Line) -> bool:
    """Whether a site speaks in a line of what is its own or its reader's, or presents its publisher."""
    if line.cue is not None or "quotes" in line.features:
        return False
    if not _OWN.isdisjoint(words_of(line.low)):
        return True
    return not _BEST.isdisjoint(line.content) and _PRESENTS.search(line.low) is not None


def _is_foreign(line: Line, counts: Counter[str]) -> bool:
    """Whether a line is no quotation, and about nothing that is above it; takes its words out of ``counts``."""
    counts.subtract(line.content)
    if line.cue in OF_A_SITE:
        return True
    if "quotes" in line.features or line.dated or line.text.endswith(_CUT_OFF):
        return False
    return sum(1 for word in line.content if counts[word] > 0) <= MOST_SHARED * len(line.content)


def shared(line: Line, others: Iterable[Line]) -> float:
    """The share of a line's longer words that others have, too."""
    return _shared(line, _about(others))


def _about(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.content)


def _shared(line: Line, about: frozenset[str]) -> float:
    return len(line.content & about) / max(1, len(line.content))
