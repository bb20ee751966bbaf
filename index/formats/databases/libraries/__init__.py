"""Databases that libraries offer, whose text has labelled lines above and below each article: Gale, NewsBank, EBSCO."""
