"""What gives a line away as furniture of the page: cue phrases of the trade, each kind with its reason.

A cue is one piece of evidence about a line, not a verdict: classifying weighs it with the line's shape and company.
Phrases are of the general kind, in the languages that news archives mostly hold; none names an outlet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONGEST = 600

_KINDS: Final[tuple[tuple[str, str], ...]] = (
    (
        "newsletter",
        r"newsletters?\b|\bsign(?:ing|ed)?[ -]?up (?:for|to|here|now|today|with|below)|^sign up$|\bsubscri(?:be|bing|ption|ptions)\b"
        r"|\b(?:in|to|into|straight to) your (?:e-?mail )?inbox|\b(?:free|daily|weekly) (?:daily )?(?:e-?mail|briefing|digest)s?\b"
        r"|\be-?mail (?:address|alerts?)\b|\bunsubscribe|mailing list|\babonnieren|\babonnez|\bs'abonner|\bsuscr[ií]b|\biscriviti"
        r"|\binscreva-se|\binfolettre|\bbolet[ií]n\b|\babonneer|\bprenumerera|\bподпи[сш]|\bbültenimi"
        r"|^(?:get|receive) (?:the|our|all|more|unlimited|breaking)\b.{0,80}\b(?:news|stories|facts|headlines|updates|access|analysis|alerts)\b",
    ),
    (
        "advertisement",
        r"^advert|^ads?$|^ad feedback|^sponsored|^anzeige$|^werbung$|^publicit|^publicidad|^pubblicit|^reklam|^реклама"
        r"|\bcontinue (?:reading|below)|story continues below|article continues|^promoted\b|^paid (?:post|content)"
        r"|\baffiliate (?:links?|commission)|\bearn (?:a|an affiliate) commission|^shop now|^buy now|\btoo many ads|^our picks",
    ),
    (
        "related story",
        r"^(?:read|see|watch|view|more|learn)(?: more| also| next| now| it)?\s*[:|»>]|^read (?:more|next|also|full)\b|^read the (?:full|rest|original)"
        r"|^related\b|^recommended\b|^more (?:from|on|in|stories|news|about|like|to explore)\b|^(?:most|trending|top) (?:read|popular|viewed|recent|stories|news|commented)"
        r"|^trending\b|^popular\b|^(?:you (?:may|might) (?:also )?(?:like|be interested))|^don'?t miss|^up next|^next (?:article|story|post|up)|^previous (?:article|story|post)"
        r"|^also (?:read|see|on)\b|^see also|^editors?'?s?'? (?:picks?|choice)|^latest (?:news|stories|from|in|articles|videos?)|^in (?:case you missed|other news)"
        r"|^(?:mehr (?:zum|lesen|dazu|aus|von|über)|lesen sie|lesetipp|weiterlesen|das könnte|auch interessant|zum thema|à lire|lire (?:aussi|la suite|plus)|sur le même"
        r"|leer (?:más|también)|lea (?:también|además)|te puede interesar|más (?:noticias|información|sobre)|noticias relacionadas|leggi anche|leia (?:também|mais)|lees (?:ook|meer)"
        r"|läs (?:också|mer|även)|читайте|смотрите также|czytaj|zobacz|ilgili haber)"
        r"|^news ?line$|^(?:breaking|latest|live) news$|^for more (?:stories|news|on)|^what to read|^explore more|^keep reading|^further reading",
    ),
    (
        "site chrome",
        r"^skip (?:to|past|nav)|^(?:main )?menu$|^search\b.{0,20}$|^log ?in\b|^sign in\b|^register\b|^home$|^back to (?:top|home)|^toggle|^close$|^open (?:in|menu)"
        r"|^(?:terms|conditions|privacy|cookies?|about(?: us)?|contact(?: us)?|careers|help|faq|sitemap|site map|accessibility|imprint|impressum|datenschutz|advertise)\b.{0,60}$"
        r"|\bterms (?:of|and|&) (?:service|use|conditions)|\bprivacy (?:policy|notice|statement|choices)|\bcookies?\b|\bgdpr\b|do not sell|\bdatenschutz|\bmentions légales|\bpolítica de"
        r"|^sections$|^navigation|^download (?:the|our)|\bapp store\b|google play|\byour browser|javascript|\bad ?blocker|^loading\b|^play(?: video)?$|^watch (?:live|now|video)"
        r"|^tags?\b\s*:?|^topics?\b\s*:?$|^filed under|^categor(?:y|ies)\b|^table of contents|^in this article|^jump to|^page \d+|^\d+ of \d+$|^view (?:all|image|gallery|comments)|^show (?:more|all|less)"
        r"|^(?:newsroom|editions?|e-?paper|obituaries|classifieds|weather|jobs|podcasts?|videos?|photos?|gallery|live|opinion|sports?|business|politics|world|technology|entertainment|lifestyle)$"
        r"|^an error (?:has )?occurred|^please (?:try|enter|check|log|sign|enable|click)|^thank you for|^thanks for (?:reading|signing|subscribing)|already (?:a|have an) (?:subscriber|account|member)"
        r"|^get in touch|\bour (?:standards|journalism|newsroom)|^support (?:our|us|independent)|\bdonat(?:e|ion) |^become a (?:member|subscriber)|^this (?:article|story|content|page) (?:is|was|has)\b",
    ),
    (
        "copyright",
        r"©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|все права|\bsyndicat|may not be (?:published|reproduced|broadcast)"
        r"|\btrust principles",
    ),
    (
        "sharing",
        r"^share\b|^tweet\b|^(?:pin it|email|e-mail|print|copy(?: link)?|save|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|flipboard|instagram|youtube|tiktok|messenger|bluesky|threads)\b.{0,30}$"
        r"|^share (?:this|on|via|by|article)|\bfollow (?:us|me|him|her|them|on|@|\w+ on)\b|^follow\b|\bon (?:twitter|facebook|instagram|linkedin|youtube|tiktok)\b|^teilen|^partag|^compartir|^condivid|^поделиться|^paylaş"
        r"|^like us|^join (?:us|the conversation|our)|^link copied|^copy link|^listen\b|^gift (?:this )?article|^bookmark",
    ),
    (
        "comment",
        r"^\d* ?comments?\b|^(?:leave|post|add|view|read|show|write) (?:a |your |all |the |\d+ )?(?:comment|reply)|^repl(?:y|ies)\b|^comments? (?:are|on|\()|^your email address will not|^log in to (?:comment|reply|leave)"
        r"|^join the (?:discussion|conversation)|^kommentare?\b|^commentaires?\b|^comentarios?\b|^commenti\b|^комментари|^reageren|\bsays:$|^report (?:abuse|comment)|^(?:up|down)vote|^\d+ (?:likes?|replies|shares|views)",
    ),
    (
        "caption",
        r"\[(?:afp|ap|reuters|getty|epa|file|photo|image|tns|pti|ani|anadolu|dpa)[^\]]*\]$|\((?:afp|ap|epa|getty|photo|picture|image|file|foto|reuters|pti)\b[^)]{0,60}\)$|^(?:photo|photograph|picture|image|illustration|foto|bild|fotos?|credit|video|graphic|crédit|imagen|quelle|source)s?(?: (?:by|courtesy|credit|via|illustration))?\s*[:|©]"
        r"|^photo(?:graph)?s? (?:by|courtesy)|\bphotograph:|\bfile photo|\bap photo|\bgetty images|/getty|/reuters|/afp|/ap\b|/epa|\bvia getty|\bshutterstock|\bistock|\bimage (?:source|credit|caption)|\bcredit(?:\.\.\.|…|:)|\bphoto(?:s)? (?:by|credit|courtesy|provided)|^pictured:?|\(picture:|\bpicture alliance|\bcourtesy of .{0,40}$",
    ),
    (
        "reading time",
        r"^(?:~ ?)?\d+[ -]?(?:to \d+ )?(?:min(?:ute)?s?\.?)(?: to)?(?: read(?:ing)?| lesezeit| de lecture| de lectura)?\b.{0,12}$|^(?:reading time|read time|lesezeit|temps de lecture|tiempo de lectura|время чтения)",
    ),
    (
        "about the author",
        r"^about (?:the |our )?(?:author|writer|reporter)|\bis (?:a|an|the|our) (?:\w+[ -]){0,6}(?:reporter|journalist|correspondent|writer|editor|columnist|contributor|author|freelancer|anchor|fellow|professor)\b|\bcan be (?:reached|contacted|found)|\b(?:e-?mail|contact|reach) (?:him|her|them|me|the author)\b|^(?:reporting|writing|editing|compiled|edited|written|additional reporting) by\b|\bcontributed to this (?:report|story|article)|\bcovers? \w+ for\b|^read more from this author|\bauthor of\b|\bdie autorin|\bder autor\b",
    ),
)  # fmt: skip

REASONS: Final = tuple(reason for reason, _ in _KINDS)
"""Every reason that a cue can give, in the order in which cues are tried."""

_CUES = tuple((reason, re.compile(pattern)) for reason, pattern in _KINDS)


@lru_cache(maxsize=1 << 15)
def cue(line: str) -> str | None:
    """The kind of furniture that the words of ``line`` speak of; None for most lines.

    Only the first 600 characters are looked at; ``line`` is as it stands in the source, in any case.
    """
    low = line[:_LONGEST].lower().replace("\u2019", "'").strip(" \t-–—•*·|>»›")
    return next((reason for reason, pattern in _CUES if pattern.search(low)), None)
