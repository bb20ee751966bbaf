"""What follows from the articles, in files beside the store that can be deleted at any time."""
