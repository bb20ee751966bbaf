"""ProQuest: text, HTML, mail and lists of titles."""
