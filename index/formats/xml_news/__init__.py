"""News as XML: what agencies and archives exchange, and the text of scanned print."""
