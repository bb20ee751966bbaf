"""Plain text whose page is gone: header, body and layout told from the lines alone."""
