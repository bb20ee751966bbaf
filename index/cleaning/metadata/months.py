"""The names of the months, written out and short, as news of many languages dates itself."""

from __future__ import annotations

from typing import Final

JOINED: Final = "ـ"
"""What stands for the space in a name of two words: a letter, so that a name stays one word."""

_NAMES: Final = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв ocak"
    " ianuarie ledna január januára tammikuuta ιανουαρίου січня siječnja јануара януари जनवरी يناير جانفي"
    " كانونـالثاني ژانویه ינואר",
    "february feb februar février fevrier févr fév febrero febbraio fevereiro fev februari lutego февраля фев"
    " февр şubat subat februarie února február februára helmikuuta φεβρουαρίου лютого veljače фебруара февруари"
    " फरवरी فبراير فيفري شباط فوریه פברואר",
    "march mar märz maerz mrz mars marzo março marco maart mrt marca марта мар mart martie března március"
    " maaliskuuta μαρτίου березня ožujka март maret मार्च مارس آذار מרץ",
    "april apr avril avr abril abr aprile kwietnia апреля апр nisan aprilie dubna április apríla huhtikuuta"
    " απριλίου квітня travnja април अप्रैल أبريل ابريل إبريل أفريل نيسان آوریل אפריל",
    "may mai mayo maggio mag maio mei maj maja мая mayıs mayis května május mája toukokuuta μαΐου травня svibnja"
    " мај май मई مايو ماي أيار מאי",
    "june jun juni juin junio giugno giu junho czerwca июня июн haziran iunie června június júna kesäkuuta"
    " ιουνίου червня јуна юни जून يونيو جوان حزيران ژوئن יוני",
    "july jul juli juillet juil julio luglio lug julho lipca июля июл temmuz iulie července július júla"
    " heinäkuuta ιουλίου липня srpnja јула юли जुलाई يوليو جويلية تموز ژوئیه יולי",
    "august aug août aout agosto ago augustus augusti sierpnia августа авг ağustos agustos srpna augusztus"
    " augusta elokuuta αυγούστου серпня kolovoza август agustus अगस्त أغسطس اغسطس أوت آب اوت אוגוסט",
    "september sep sept septembre septiembre setiembre settembre set setembro września сентября сен сент eylül"
    " eylul septembrie září szeptember septembra syyskuuta σεπτεμβρίου вересня rujna септембра септември सितंबर"
    " سبتمبر أيلول سپتامبر ספטמבר",
    "october oct oktober okt octobre octubre ottobre ott outubro out października октября окт ekim octombrie"
    " října október októbra lokakuuta οκτωβρίου жовтня октобра октомври अक्टूबर أكتوبر اكتوبر تشرينـالأول"
    " تشرينـالاول اکتبر אוקטובר",
    "november nov novembre noviembre novembro listopada ноября ноя нояб kasım kasim noiembrie listopadu novembra"
    " marraskuuta νοεμβρίου листопада studenoga новембра ноември नवंबर نوفمبر تشرينـالثاني نوامبر נובמבר",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia декабря дек aralık"
    " aralik decembrie prosince decembra joulukuuta δεκεμβρίου грудня prosinca децембра декември desember दिसंबर"
    " ديسمبر كانونـالأول كانونـالاول دسامبر דצמבר",
)
_NUMBERS: Final = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}


def number_of(name: str) -> int | None:
    """1 for January; None where ``name`` is no month."""
    # Turkish capitals with a dot leave it behind in lower case.
    return _NUMBERS.get(name.lower().replace("i\u0307", "i"))
