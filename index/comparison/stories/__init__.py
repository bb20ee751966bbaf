"""Articles by the event that they tell of, events by the saga."""
