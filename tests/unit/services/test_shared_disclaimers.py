"""Two outlets with the same disclaimers below their articles have no story, no copy and no passage in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.boilerplate import is_boilerplate
from tests.copied_texts import text_of
from tests.properties.accounts import ACCOUNTS

LINES = {
    "en": (
        "This page was prepared without the involvement of our newsroom and does not necessarily reflect the views of "
        "the publisher.",
        "Sign up for our weekly newsletter and find the stories of the day in your inbox every morning.",
        "All rights reserved.",
        "The views expressed in this column are those of the author and not of this newspaper.",
    ),
    "de": (
        "Dieser Beitrag wurde ohne die Redaktion erstellt.",
        "Er gibt nicht unbedingt die Meinung der Redaktion wieder.",
        "Melden Sie sich f\u00fcr unseren Newsletter an, der jeden Morgen in Ihrem Postfach liegt.",
        "Alle Rechte vorbehalten.",
    ),
    "fr": (
        "Les opinions exprim\u00e9es dans ces colonnes n\u2019engagent que leurs auteurs et non la r\u00e9daction.",
        "Inscrivez-vous \u00e0 notre lettre d\u2019information pour la recevoir chaque matin.",
        "La reproduction de cette page sans autorisation du journal est interdite.",
    ),
    "es": (
        "Las opiniones expresadas en esta p\u00e1gina son responsabilidad de sus autores.",
        "Suscr\u00edbete a nuestro bolet\u00edn y rec\u00edbelo cada ma\u00f1ana en tu correo.",
        "Todos los derechos reservados.",
    ),
    "ru": (
        "Мнение автора может не совпадать с позицией редакции этого издания.",
        "Подпишитесь на нашу рассылку и читайте её каждое утро за завтраком.",
        "Перепечатка без письменного разрешения редакции запрещена.",
    ),
    "ar": (
        "الآراء الواردة في هذه الصفحة تعبر عن رأي كاتبها وحده.",
        "اشترك في نشرتنا البريدية لتصلك كل صباح مع القهوة.",
        "جميع الحقوق محفوظة للصحيفة وكتابها.",
    ),
    "zh": (
        "本文仅代表作者个人看法，不代表本报立场。",
        "订阅我们的每日简报，每天早上送到您的信箱。",
        "版权所有，未经本报许可不得转载。",
    ),
    "ja": (
        "この欄の見解は筆者のものであり、本紙の立場とは限りません。",
        "ニュースレターに登録すると、毎朝メールでお届けします。",
        "無断転載を固く禁じます。",
    ),
}
"""By language, invented in the manner of outlets."""


@pytest.mark.parametrize("language", LINES)
def test_shared_disclaimers_join_nothing(language: str, tmp_path: Path) -> None:
    space = "" if language in ("zh", "ja") else " "
    sentences = [sentence.text for sentence in ACCOUNTS[language]]
    stories = {}
    for shared in ((), LINES[language]):
        folder = tmp_path / f"{len(shared)}"
        folder.mkdir()
        for outlet, own in (("Quay Herald", sentences[:2]), ("Plover Post", sentences[2:])):
            text = text_of(f"From the {outlet}", outlet, "2021-03-02", *own[:-1], space.join((own[-1], *shared)))
            (folder / f"{outlet}.md").write_text(text, encoding="utf-8")
        with Archive.open(tmp_path / f"archive {len(shared)}") as archive:
            list(archive.add([folder]))
            one, other = (archive.article(hit.id) for hit in archive.search("").hits)
            assert not shared or all(line in one.text and line in other.text for line in shared), "none is hidden"
            stories[bool(shared)] = len(archive.stories())
            assert archive.reuse() == ()
            compared = archive.compare([one.id, other.id])
            assert compared.links == ()
            assert not {p.text for found in compared.only.values() for p in found} & {*shared}
            assert archive.coverage(one.id) == ()
            assert not any(row.passage.text in shared for row in archive.matrix(one.id).rows)
            assert not any(lead.passage.text in shared for story in archive.stories() for lead in (story.lead or ()))
    assert stories[True] == stories[False]


@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines])
def test_disclaimers_and_newsletters_report_nothing(line: str) -> None:
    assert is_boilerplate(line)
    assert is_boilerplate(f"\u2014 {line}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Polls do not necessarily reflect the views of those who stay at home, the institute said.",
        "The newsroom was closed without warning, and forty people lost their desks.",
        "Die Ansichten des Autors emp\u00f6rten den Stadtrat von Ansel.",
        "Las opiniones del autor indignaron al concejo.",
        "La reproduction des saumons a repris dans la Selle.",
        "Мнение автора проекта учли при голосовании.",
        "未经市议会批准，工厂不得开工。",
        "男は写真の無断使用の疑いで逮捕された。",
        "The council signed up for the flood register of the valley.",
        "All rights reserved. The bridge will close on Tuesday.",
    ],
)
def test_what_reports_something_is_no_boilerplate(sentence: str) -> None:
    assert not is_boilerplate(sentence)
