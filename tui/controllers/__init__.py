"""What screens share: each controller owns one part of a page and its actions."""
