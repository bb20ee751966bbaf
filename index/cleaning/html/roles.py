"""What an element of a page is beside the article, by its names: classes and identifiers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from index.model import HiddenReason

Role = HiddenReason | Literal["deck", "read out"]

_LONGEST_NAME = 400
"""Characters of an element's names that are looked at."""
_TABLE: tuple[tuple[Role, str], ...] = (
    (
        HiddenReason.CAPTION,
        "caption figcaption imagecaption imgcaption photocaption picturecaption mediacaption photocredit imagecredit"
        " image-credit img-credit photo-credit picture-credit media-credit video-credit gallery-credit figure-credit"
        " image-legend photo-legend picture-legend figure-legend",
    ),
    (
        HiddenReason.ABOUT_THE_AUTHOR,
        "author-bio author-biography author-description author-about author-box authors-bio writer-bio writer-about"
        " contributor-bio contributor-description contributor-about about-author the-author aboutauthor bio-text"
        " bio-box bio-author biography-text author-card author-info author-signature signature-bloc bloc-signature"
        " autor-bio autor-box autorenbox autoreninfo autor-info auteur-bio auteur-info info-auteur biographie biografie"
        " biografia biografía biografi",
    ),
    (
        HiddenReason.COMMENT,
        "comment comments commentlist disqus respond kommentar kommentare commentaire commentaires comentario"
        " comentarios commenti commento comentário comentários reacties kommentarer kommentit komentarze komentáře"
        " yorumlar leserkommentare",
    ),
    (
        HiddenReason.NEWSLETTER,
        "newsletter newsletters signup sign-up subscribe subscription subscriptions mailchimp mc-embed inscription"
        " infolettre offer offers aboblock abo-box abo-teaser boletin bulten nyhetsbrev nieuwsbrief",
    ),
    (
        HiddenReason.ADVERTISEMENT,
        "ad ads advert adverts advertisement advertisements advertising adslot sponsor sponsored sponsors promo promos"
        " promotion promotions pub publicite publicidad publicidade pubblicita werbung anzeige anzeigen reklam reklama"
        " reklame annons annonce advertentie iklan",
    ),
    (
        HiddenReason.RELATED_STORY,
        "related recommend recommended recommendation recommendations recirc recirculation more-stories more-news"
        " more-from more-on more-articles read-more readmore read-next read-also teaser teasers trending most-read"
        " most-popular most-viewed mostread popular outbrain taboola suggested suggestion suggestions also-read"
        " also-like up-next lire-aussi card cards a-lire articles-lies article-lie articles-similaires plus-lus"
        " relacionadas"
        " relacionados relacionada noticias-relacionadas mas-leidas mais-lidas leia-mais correlati correlate"
        " articoli-correlati leggi-anche gerelateerd lees-ook meest-gelezen verwandte-artikel mehr-zum-thema"
        " weitere-artikel meistgelesen relaterat relaterade las-mer mest-last les-ogsa powiazane czytaj-takze"
        " zobacz-takze"
        " najczesciej-czytane souvisejici ilgili ilgili-haberler cok-okunanlar baca-juga terkait",
    ),
    (
        HiddenReason.SHARING,
        "share sharing social follow partage partager teilen compartir compartilhar condividi condivisione delen dela"
        " paylas udostepnij",
    ),
    (
        HiddenReason.SITE_CHROME,
        "cookie cookies consent gdpr onetrust didomi breadcrumb breadcrumbs bread-crumb bread-crumbs menu menus toolbar"
        " topbar top-bar login log-in tags topics pagination skip-link modal popup pop-up about-us fil-ariane"
        " brotkrumen"
        " mots-cles schlagworte etiquetas",
    ),
    (
        "deck",
        "standfirst stand-first dek deck subheadline sub-headline subtitle sub-title article-summary article-intro"
        " article-lead article-lede article-description strapline strap-line chapo vorspann",
    ),
)
"""Names, and what has them; where an element has several, the first of the table counts."""
_READ_OUT = re.compile(
    r"(?:[a-z]{1,4}[-_]{1,2})*(?:sr-only|visually-?hidden|screen-?reader(?:-only|-text)?|a11y-hidden|off-?screen)"
)
"""A class of words that are read out; longer names (``label--visually-hidden``) are about something inside."""
_RANKS = {name: rank for rank, (_, names) in enumerate(_TABLE) for name in names.split()}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 13)
def role_of(names: str) -> Role | None:
    """What an element with these classes and this identifier is beside the body.

    That is why it is hidden, the deck, or words that are read out and not seen; None for most elements.
    """
    if not names or len(names) > _LONGEST_NAME:
        return None
    if not names.islower():
        names = _CAMEL.sub("-", names).lower()
    if ("hidden" in names or "screen" in names or "sr-only" in names) and any(map(_READ_OUT.fullmatch, names.split())):
        return "read out"
    words = _WORD.findall(names)
    pairs = (f"{one}-{two}" for one, two in pairwise(words))
    ranks = [_RANKS[name] for name in (*words, *pairs) if name in _RANKS]
    return _TABLE[min(ranks)][0] if ranks else None
