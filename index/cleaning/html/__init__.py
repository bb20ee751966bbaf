"""Web pages: their body and their metadata."""
