"""Groups articles by event into stories, and stories into sagas."""
