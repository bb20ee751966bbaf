"""The text of values in BibTeX: accents, dashes and braces of LaTeX become characters."""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
              "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
              "b": "\u0331"}  # fmt: skip
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
            "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "textendash": "–",
            "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "ldots": "…",
            "textquotedblright": "”", "dots": "…", "textellipsis": "…", "euro": "€", "pounds": "£",
            "textasciitilde": "~", "textbackslash": "", "newline": " "}  # fmt: skip
_ACCENT = re.compile(r"\\([`'^~\"=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
                     r"|\\([uvHckrdb])(?:\s*\{\s*(\\?[A-Za-z])\s*\}|\s+([A-Za-z]))")  # fmt: skip
_LETTER = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))")
_COMMAND = re.compile(r"\\(?:text\w+|emph|mkbibquote|enquote|url|href\s*\{[^{}]*\})\s*(?=\{)")
_ESCAPED = re.compile(r"\\([&%$#_{}])")


def plain_text(value: str) -> str:
    """The value without LaTeX: ``M{\\"o}ller`` is Möller."""
    value = value.replace("\\par", "\n\n").replace("\\\\", "\n")
    value = _COMMAND.sub("", _ACCENT.sub(_accented, value))
    value = _LETTER.sub(lambda found: _LETTERS.get(found.group(1), found.group()), value)
    value = value.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    value = re.sub(r"(?<!\\)~", " ", value)
    kept = _ESCAPED.sub(lambda found: {"{": "\ue000", "}": "\ue001"}.get(found.group(1), found.group(1)), value)
    return kept.replace("{", "").replace("}", "").replace("\ue000", "{").replace("\ue001", "}")


def _accented(found: re.Match[str]) -> str:
    mark = found.group(1) or found.group(4)
    letter = (found.group(2) or found.group(3) or found.group(5) or found.group(6)).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[mark])
