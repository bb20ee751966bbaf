"""ProQuest: text, HTML and lists of titles."""
