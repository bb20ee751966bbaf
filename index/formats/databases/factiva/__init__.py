"""Factiva: HTML, RTF, text and XML."""
