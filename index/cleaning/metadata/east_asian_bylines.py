"""Names in bylines of Chinese, Japanese and Korean news: the title of a reporter marks them, and no word says "by"."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = r"\u3400-\u9fff々"
_TITLE: Final = "記者|记者|特派員|特派员|通訊員|通讯员|撰稿人?|編集委員|論説委員|支局長|評論員|评论员"
_EMPLOYER: Final = (
    rf"(?:[{_HAN}]{{1,5}}[社报報网網刊台])?(?:特[约約派]|见习|見習|实习|實習|首席|[驻駐][{_HAN}]{{1,4}})?\s?"
)
_OPEN, _CLOSE = r"[【〔\[（(〈《]?\s*", r"\s*[】〕\]）)〉》]?"
_NAME: Final = rf"[{_HAN}]{{2,4}}(?:·[{_HAN}]{{1,6}})?"
_KANA_NAME: Final = rf"[{_HAN}]{{1,4}}\s?[{_HAN}\u3041-\u30ff]{{1,6}}"
"""A Japanese name, whose given name is often not in Chinese characters."""
_NAMES: Final = rf"(?P<names>{_NAME}(?:[\s、，,／/&和]{{1,2}}{_NAME}){{0,5}})"
_AFTER: Final = rf"(?:\s*[／/]?\s*[{_HAN}]{{0,6}}(?:报道|報導|報道|文|电|電))?"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # 记者 王小明; 本报记者 王小明 李华; 〔記者王小明／台北報導〕
        rf"{_OPEN}{_EMPLOYER}(?:{_TITLE})(?:[\s:：／/]*){_NAMES}{_AFTER}{_CLOSE}",
        # 文／王小明; 撰文：王小明; 執筆・山田太郎; 作者 王小明
        rf"{_OPEN}(?:撰?文|作者|執筆|取材・文|编译|編譯|글)\s?[\s:：／/・|]\s*{_NAMES}{_AFTER}{_CLOSE}",
        # 王小明／綜合報導; 王小明/文
        rf"{_OPEN}{_NAMES}\s*[／/]\s*(?:[{_HAN}]{{0,4}}(?:報導|报道|報道)|文){_CLOSE}",
        # 山田太郎記者; 編集委員の山田太郎
        rf"{_OPEN}{_NAMES}\s*(?:{_TITLE}){_CLOSE}",
        # 홍길동 기자; [서울=뉴스] 홍길동 기자 =; 홍길동·김철수 기자 hong@paper.example
        r"(?:[\[(（][^\])）]{1,30}[\])）]\s*)?(?P<names>[가-힣]{2,4}(?:[\s·,]{1,2}[가-힣]{2,4}){0,3})\s*"
        r"(?:[가-힣]{0,4}\s?)(?:기자|특파원|논설위원|객원기자|선임기자)(?:\s*[=|].*|\s*\S+@\S+)?",
    )
)
_KANA_BYLINE: Final = re.compile(
    rf"{_OPEN}(?:取材・文|文・写真|文|執筆|ライター|聞き手)\s?[\s:：／/・|＝=]\s*(?P<name>{_KANA_NAME}){_CLOSE}"
)
"""文・山田さくら; 取材・文 山田 さくら"""
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_BETWEEN: Final = re.compile(r"[\s、，,／/&和·]+")
_IN_NAME: Final = re.compile(r"[\s、，,／/&和]+")
_NO_NAME: Final = re.compile(
    r"[部局会會社市县縣省院室組组版区區]$|[가-힣]{2,}[시팀]$|^(?:선임|객원|수석|전문)$|報導|报道|報道|表示|"
    r"新聞|新闻|日报|日報|晚报|時報|时报|通信|通讯社|報社|编辑|編集|綜合|综合|本報|本报|本社|本刊|記者|记者|기자|뉴스|신문|日電|责任|責任"
)
_LONGEST: Final = 60
"""Characters of such a byline."""


def names(line: str) -> tuple[str, ...]:
    """The people that a line names with the title of a reporter; empty for any other line."""
    line = line.strip()
    if line.isascii() or len(line) > _LONGEST:
        return ()
    if (found := _KANA_BYLINE.fullmatch(line)) and _KANA.search(found["name"]) and not _NO_NAME.search(found["name"]):
        return (found["name"].strip(),)
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(line):
            split = _BETWEEN if re.search("[가-힣]", found["names"]) else _IN_NAME
            parts = [part for part in split.split(found["names"]) if part and not _NO_NAME.search(part)]
            return tuple(dict.fromkeys(parts))
    return ()
