"""JSON of any shape: an object is an article, whatever names its program gave the fields."""
