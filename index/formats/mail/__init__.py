"""Mail: a message is an article, a newsletter as much as a letter to a list."""
