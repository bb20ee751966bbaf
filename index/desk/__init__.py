"""What a reader makes: names of searches, synonyms. It knows neither the store nor the search."""
