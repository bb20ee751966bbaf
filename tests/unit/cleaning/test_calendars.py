"""Days of other calendars, digits of other scripts, and names in East Asian bylines."""

from __future__ import annotations

import pytest

from index.cleaning.metadata import bylines, dates

WRITTEN = [
    "12 มีนาคม 2562",
    "12 มี.ค. 62",
    "วันที่ 12 มีนาคม พ.ศ. 2562",
    "2562-03-12",
    "۲۱ اسفند ۱۳۹۷",
    "۱۳۹۷/۱۲/۲۱",
    "٥ رجب ١٤٤٠ هـ",
    "5 Rajab 1440",
    "平成31年3月12日",
    "民國108年3月12日",
    "二〇一九年三月十二日",
    "２０１９年３月１２日",
    "१२ मार्च २०१९",
    "١٢ مارس ٢٠١٩",
    "12 במרץ 2019",
    "12 de març de 2019",
    "ngày 12 tháng 3 năm 2019",
    "2019 m. kovo 12 d.",
    "2019. március 12.",
    "2019. gada 12. marts",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_one_day_in_many_calendars_and_scripts(text: str) -> None:
    found = dates.find(text)
    assert found is not None and found.date.iso == "2019-03-12"
    assert [one.date.iso for one in dates.find_all(f"({text})")] == ["2019-03-12"]


def test_the_first_year_of_an_era_has_its_own_sign() -> None:
    found = dates.find("令和元年5月1日")
    assert found is not None and found.date.iso == "2019-05-01"


@pytest.mark.parametrize("text", ["31 เมษายน 2562", "30 صفر 1600", "平成31年13月12日", "1397/12/21"])
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert dates.find(text) is None


def test_where_a_line_has_a_day_in_two_calendars_the_gregorian_one_counts() -> None:
    assert [one.date.iso for one in dates.find_all("5 رجب 1440 هـ - 12 مارس 2019 م")] == ["2019-03-12"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 王小明", ("王小明",)),
        ("本报记者 王小明 李华", ("王小明", "李华")),
        ("〔記者王小明／台北報導〕", ("王小明",)),
        ("文／王小明", ("王小明",)),
        ("山田太郎記者", ("山田太郎",)),
        ("[서울=뉴스] 홍길동 기자 =", ("홍길동",)),
        ("市长对记者表示", ()),
        ("政治部記者", ()),
        ("中新网记者 李明 摄", ()),
        ("责任编辑：李华", ()),
    ],
)
def test_the_title_of_a_reporter_marks_a_name(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors_of(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, March 12, 2019 - 08.00 by Ada Quill",
        "By Ada Quill | 12 March 2019",
        "12.3.2019, 8:00 Uhr, von Ada Quill",
    ],
)
def test_a_name_beside_a_date(line: str) -> None:
    assert bylines.authors_beside_date(line) == ("Ada Quill",)


def test_the_name_of_a_newspaper_behind_a_comma_is_no_author() -> None:
    assert bylines.authors_of("By Ada Quill, Nordwick Courier") == ("Ada Quill",)
    assert bylines.authors_of("By Ada Quill, Bo Sun") == ("Ada Quill", "Bo Sun")
