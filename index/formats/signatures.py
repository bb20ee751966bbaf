"""What a file is, as its first bytes or characters show.

Formats use this to see that a file is not theirs, and the report to say what a file is that no format reads.
"""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "an image, sound or film"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"AT&TFORM", "a DjVu document"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"FEA1", "a Feather table"),
    (b"\x89HDF\r\n\x1a\n", "a table of measurements (HDF5)"),
    (b"\x80\x04\x95", "a pickle of Python"),
    (b"fLaC", "sound"),
    (b"FLV\x01", "a film"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"8BPS", "an image of an editor"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"OTTO\x00", "a font"),
    (b"\x00asm", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"!<arch>\n", "a library of programs"),
    (b"\x00\x00\x00\x01Bud1", "settings of a folder (.DS_Store)"),
    (b"bplist00", "settings of a Mac"),
    (b"d8:announce", "a torrent"),
    (b"\x04\x22\x4d\x18", "lz4-compressed"),
    (b"LZIP", "lzip-compressed"),
    (b"\x85\x02\x0c", "encrypted"),
)
TEXT_BUT_NO_PROSE = frozenset((".css", ".js", ".mjs", ".map", ".csv", ".tsv", ".xml", ".svg", ".rss", ".py", ".log",
                               ".ini", ".toml", ".yaml", ".yml", ".sqlite", ".lock", ".c", ".h", ".cpp", ".hpp",
                               ".cs", ".go", ".rs", ".java", ".kt", ".ts", ".tsx", ".jsx", ".rb", ".pl", ".pm",
                               ".php", ".sh", ".bat", ".ps1", ".sql", ".r", ".lua", ".swift", ".scss", ".less",
                               ".conf", ".cfg", ".properties", ".env", ".m3u", ".m3u8", ".srt", ".vtt", ".ass",
                               ".diff", ".patch", ".pem", ".crt", ".asc", ".sig", ".md5", ".sha256", ".desktop",
                               ".plist", ".strings", ".po", ".pot", ".tex", ".cls", ".ics", ".vcf",
                               ".url", ".webloc"))  # fmt: skip
"""Endings of files whose text nobody reads as an article."""
_OF_A_PROJECT = (
    (re.compile(r"(?:README|LIESMICH|LEESMIJ|LISEZ-?MOI|LEEME|LÉAME|LEIAME|LEGGIMI|ЧИТАЙ)", re.IGNORECASE), "a README"),
    (re.compile(r"(?:LICEN[CS]E|COPYING|EULA)(?:[-_.](?:MIT|APACHE|BSD|GPL)[\w.-]*)?", re.IGNORECASE), "a licence"),
    (re.compile(r"CHANGE-?LOG|CHANGES|RELEASE[-_ ]NOTES|HISTORY"), "a list of changes"),
    (re.compile(r"change-?log|release[-_]notes"), "a list of changes"),
    (re.compile(r"TODO|CONTRIBUTING|CODE[-_]OF[-_]CONDUCT|SECURITY|AUTHORS|CONTRIBUTORS|INSTALL|NOTICE|CLAUDE|AGENTS"),
     "a file of a software project"),
    (re.compile(r"(?:requirements(?:[-_.][\w-]+)?|constraints|CMakeLists|entry_points|top_level|SOURCES)"),
     "a file of a software project"),
    (re.compile(r"(?:robots|humans|ads|app-ads|llms|security)"), "a file of a web server"),
)  # fmt: skip
"""What files are by their whole name before the ending: in capitals where the word may be a headline too."""
_ENDINGS_OF_TEXTS = frozenset(("", ".txt", ".text", ".md", ".markdown", ".rst"))
_SAMPLE = 64 * 1024
"""Characters whose controls are counted."""
_FEW_CONTROLS, _SHARE_OF_CONTROLS = 8, 0.02
"""A text has at most so many controls, or so large a share of them ..."""
_SHARE_IN_SHORT = 0.2
"""... and a short one at most this share, however few they are."""
_TAGS_SAMPLE = 20_000
"""Characters in which the tags of a piece of a page are looked for."""
_FEW_TAGS = 2
"""Tags from which a text is a piece of a page."""
# Characters that no text holds in number; ESC and backspace occur in captured terminal output.
_CONTROLS = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MARKUP = re.compile(
    # Possessive: comments without an end to them could be divided in 2 to the power of their number ways.
    r"(?>\s+|<!--.*?-->)*+(?:<\?xml[^>]*>)?(?>\s+|<!--.*?-->)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h1|script|link|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|rss|feed|svg|urlset|sitemapindex)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>")


def signature(head: bytes) -> str | None:
    """What a file that begins with ``head`` is, such as ``a PDF``; None where the bytes are of no known kind."""
    for first, words in _SIGNATURES:
        if head.startswith(first):
            return words
    return "a film or image" if head[4:8] == b"ftyp" else None


def file_of_a_project(path: str) -> str | None:
    """What a file is by its name, such as ``a README``, where all of that name are the same and no articles."""
    name = re.split(r"[/\\!]", path)[-1]
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    if f"{dot}{ending}".lower() not in _ENDINGS_OF_TEXTS:
        return None
    return next((words for pattern, words in _OF_A_PROJECT if pattern.fullmatch(stem)), None)


def is_binary(text: str) -> bool:
    """Whether what was decoded has more control characters than any text."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return controls > min(_SHARE_IN_SHORT * len(sample), max(_FEW_CONTROLS, _SHARE_OF_CONTROLS * len(sample)))


def is_page(head: str) -> bool:
    """Whether a text that begins with ``head`` is an HTML page or a piece of one."""
    return _MARKUP.match(head) is not None


def is_other_markup(head: str) -> bool:
    """Whether a text that begins with ``head`` is XML of a kind that holds no article."""
    return _OTHER_MARKUP.match(head) is not None and not is_page(head)


def has_tags(text: str) -> bool:
    """Whether the first part of ``text`` has at least two HTML tags."""
    return sum(1 for _ in _TAG.finditer(text[:_TAGS_SAMPLE])) >= _FEW_TAGS
