"""Messages that were forwarded inside the text of another, as mail programs of several languages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.formats.mail.footers import COVERING_WORDS

_FROM = ("from", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "feladó", "от", "від", "kimden",
         "gönderen", "差出人", "发件人", "寄件者", "보낸 사람", "expéditeur", "mittente")  # fmt: skip
_SUBJECT = ("subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "ämne", "emne", "aihe",
            "temat", "předmět", "tárgy", "тема", "konu", "件名", "主题", "主題", "主旨", "제목", "subiect")  # fmt: skip
_DATE = ("date", "datum", "sent", "gesendet", "envoyé", "fecha", "enviado", "enviado el", "enviada em", "data",
         "inviato", "verzonden", "skickat", "sendt", "dato", "lähetetty", "päiväys", "wysłano", "odesláno", "dátum",
         "дата", "отправлено", "tarih", "日付", "送信日時", "日期", "发送时间", "날짜", "보낸 날짜")  # fmt: skip
_LABEL = re.compile(r"^[>\s]*\*?([^\W\d_][\w .-]{0,20}?|[\u3040-\u9fff\uac00-\ud7a3 ]{1,8})\s?\*?\s?[:：]\*?\s*(.*)$")
_LONGEST_MARK = 200
"""Characters of a line that parts a covering note from what it forwards."""
_MARK = re.compile(r"^[>\s]*-{3,}.*-{3,}\s*$|^[>\s]*[^\n]{5,60}[:：]\s*$|^\s*[_-]{10,}\s*$")
_MOST_LINES = 12
"""Lines of the header of a forwarded letter."""
_PREFIX = re.compile(
    r"^\s*(?:(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|vl|pd|továbbítás|转发|轉寄|転送|ilt|inoltro|fw)\s*[:：]\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A letter inside another."""

    sender: str
    subject: str
    date: str
    text: str


def without_prefix(subject: str) -> str:
    """A subject without the ``Fwd:`` of mail programs."""
    return _PREFIX.sub("", subject)


def is_forward(subject: str) -> bool:
    """Whether a subject says that the letter was forwarded."""
    return _PREFIX.match(subject) is not None


def forwarded(text: str) -> Forwarded | None:
    """The letter that ``text`` forwards; None where it forwards none, or says much about it first."""
    lines = text.split("\n")
    words = 0
    for place, line in enumerate(lines):
        if words > COVERING_WORDS:
            return None
        found = _header(lines, place)
        if found is not None and (place == 0 or _is_mark_above(lines, place) or (found.subject and found.date)):
            return found
        words += 0 if _is_mark(line) else len(line.split())
    return None


def _is_mark(line: str) -> bool:
    return len(line) <= _LONGEST_MARK and _MARK.match(line) is not None


def _is_mark_above(lines: list[str], place: int) -> bool:
    above = [line for line in lines[max(0, place - 3) : place] if line.strip(" >\r")]
    return not above or any(_is_mark(line) for line in above)


def _header(lines: list[str], start: int) -> Forwarded | None:
    """The letter whose header begins at line ``start``: who sent it, and its subject or date."""
    if not (first := _LABEL.match(lines[start])) or _role(first.group(1)) is None:
        return None
    values: dict[str, str] = {}
    place = start
    for place in range(start, min(len(lines), start + _MOST_LINES)):
        bare = lines[place].strip("> \r")
        label = _LABEL.match(lines[place])
        if not bare or label is None:
            if bare and values and lines[place][:1] in (" ", "\t"):
                continue
            if bare or not (
                place + 1 < len(lines) and (ahead := _LABEL.match(lines[place + 1])) and _role(ahead.group(1))
            ):
                break
            continue
        role = _role(label.group(1))
        if role is not None:
            values.setdefault(role, label.group(2).strip())
    else:
        place += 1
    if "from" not in values or not ("subject" in values or "date" in values):
        return None
    return Forwarded(
        values["from"], values.get("subject", ""), values.get("date", ""), _unquoted(lines[place:]).strip("\n")
    )


def of_letter(label: str) -> str | None:
    """``from``, ``subject`` or ``date``, where a line of a letter's head has this label in some language; else None."""
    return _role(label)


def _role(label: str) -> str | None:
    name = label.strip().lower()
    return next(
        (role for role, names in (("from", _FROM), ("subject", _SUBJECT), ("date", _DATE)) if name in names), None
    )


def _unquoted(lines: list[str]) -> str:
    """Lines without ``>`` where all of them have it."""
    if all(line.startswith(">") for line in lines if line.strip()):
        lines = [re.sub(r"^> ?", "", line) for line in lines]
    return "\n".join(lines)
