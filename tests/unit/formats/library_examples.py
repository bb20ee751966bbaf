"""A small file of each format of news XML, of scanned print, of notes and of references."""

from __future__ import annotations

FERRY = "The ferry sails again."
LONG = (
    f"{FERRY} " + "The harbour master of Brunnvik wrote that the storm had moved the sand of the bay to the north. " * 4
)

_WORDS = "".join(f'<String CONTENT="{word}"/><SP/>' for word in FERRY.split())
_TEXTS = {
    "ALTO": f"""<alto><Layout><Page><PrintSpace>
<TextBlock><TextLine>{_WORDS}</TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>""",
    "BibTeX": f"""@article{{ferry,
  title = {{The ferry sails}},
  note = {{{LONG}}},
}}
""",
    "CSL-JSON": f"""[{{"id": 1, "type": "article-newspaper", "title": "Ferry", "container-title": "Post",
"note": "{LONG}"}}]""",
    "EndNote XML": f"""<?xml version="1.0"?><xml><records><record><ref-type name="Newspaper Article">23</ref-type>
<titles><title><style>Ferry</style></title></titles><notes><style>{LONG}</style></notes>
</record></records></xml>""",
    "Evernote": f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export><note><title>Ferry</title><content><![CDATA[<en-note><p>{LONG}</p></en-note>]]></content></note></en-export>
""",
    "JATS": f"""<article dtd-version="1.3"><front><article-meta>
<title-group><article-title>Ferry</article-title></title-group>
</article-meta></front><body><p>{FERRY}</p></body></article>""",
    "Joplin": f"""Ferry

{LONG}

id: {"0a" * 16}
source_url: https://post.example/ferry
created_time: 2021-05-04T10:00:00.000Z
type_: 1""",
    "METS": "<mets><structMap TYPE='PHYSICAL'/></mets>",
    "NITF": f"<nitf><body><body.content><p>{FERRY}</p></body.content></body></nitf>",
    "NewsML 1": f"""<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Ferry</HeadLine></NewsLines>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>{FERRY}</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>""",
    "NewsML-G2": f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet>
<inlineData contenttype="text/plain">{FERRY}</inlineData></contentSet></newsItem>""",
    "Notion": f"""# Ferry

URL: https://post.example/ferry
Tags: ships

{LONG}
""",
    "PAGE XML": f"""<PcGts><Page><TextRegion><TextLine>
<TextEquiv><Unicode>{FERRY}</Unicode></TextEquiv>
</TextLine></TextRegion></Page></PcGts>""",
    "RIS": f"""TY  - NEWS
TI  - The ferry sails
AU  - Lindqvist, Maren
T2  - Brunnvik Post
N1  - {LONG}
ER  -
""",
    "Reuters RCV1": f"""<newsitem itemid="7" date="1996-08-20"><headline>Ferry</headline>
<text><p>{FERRY}</p></text></newsitem>""",
    "Reuters SGML": f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="NO" NEWID="1"><TEXT><TITLE>FERRY</TITLE><BODY>{FERRY}
&#3;</BODY></TEXT></REUTERS>""",
    "TEI": f"<TEI><teiHeader/><text><body><p>{FERRY}</p></body></text></TEI>",
    "XML records": f"""<data><row><title>Ferry</title><text>{FERRY}</text><date>2021-05-04</date></row></data>""",
    "Zotero RDF": f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#">
<bib:Article rdf:about="#item_1"><z:itemType>newspaperArticle</z:itemType><dc:title>Ferry</dc:title>
<dcterms:isReferencedBy rdf:resource="#item_2"/></bib:Article>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;{LONG}&lt;/p&gt;</rdf:value></bib:Memo></rdf:RDF>""",
    "hOCR": f"""<html><body><div class="ocr_page"><p class="ocr_par">
<span class="ocr_line">{FERRY}</span></p></div></body></html>""",
}
WITHOUT_ARTICLES = frozenset(("METS",))
"""Formats whose articles are in the files beside them."""
EXAMPLES = {name: text.encode() for name, text in _TEXTS.items()}
