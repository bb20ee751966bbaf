"""LexisNexis, Nexis and Nexis Uni: text, HTML, Word, RTF and PDF."""
