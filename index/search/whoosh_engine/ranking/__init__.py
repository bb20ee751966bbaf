"""From what matches to an answer: order, nearness, facets, explanations, and articles nearest to terms."""
