"""What exports of WordPress (WXR) and Blogger have beside the posts that a feed has."""

from __future__ import annotations

import re

from lxml import etree

from index.errors import NotAnArticle
from index.formats.feeds.xml_tree import name, namespace, text_of

_NO_POSTS = frozenset(("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
                       "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
                       "wp_navigation", "wp_font_family", "wp_font_face"))  # fmt: skip
"""https://developer.wordpress.org/themes/basics/post-types/"""
_BLOCK_COMMENT = re.compile(r"<!-- /?wp:[^>]*-->")
_BLOCK_TAGS = ("<h", "<ul", "<ol", "<blockquote", "<div", "<figure", "<table", "<pre")


def check_kind(element: etree._Element) -> None:
    """Raise NotAnArticle for what exports of WordPress and Blogger have beside posts."""
    for child in element:
        kind, value = name(child), text_of(child).lower()
        if kind == "post_type" and value in _NO_POSTS:
            raise NotAnArticle(f"not a post but of the kind {value}")
        if kind == "status" and "wordpress.org/export" in namespace(child) and value not in ("publish", "private"):
            raise NotAnArticle("a post that was not published")
        if kind == "type" and "blogger" in namespace(child) and value not in ("post", "page"):
            raise NotAnArticle(f"not a post but a {value}")
        if kind == "category" and (child.get("scheme") or "").endswith("g/2005#kind"):
            term = (child.get("term") or "").rpartition("#")[2]
            if term not in ("post", "page"):
                raise NotAnArticle(f"not a post but a {term}")


def with_paragraphs(markup: str) -> str:
    """``markup`` with the paragraphs that WordPress makes of blank lines when it shows a post."""
    if "<p" in markup.lower() or "\n\n" not in markup.replace("\r", ""):
        return markup
    blocks = re.split(r"\n\s*\n", _BLOCK_COMMENT.sub("", markup.replace("\r\n", "\n")))
    return "\n".join(block if block.lstrip().startswith(_BLOCK_TAGS) else f"<p>{block}</p>" for block in blocks)
