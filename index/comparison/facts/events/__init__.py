"""Events of sentences: their verb and names, when they are and where."""
