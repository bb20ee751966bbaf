"""Plain text without its page: header, body and layout, as the lines alone show them."""
