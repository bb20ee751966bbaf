"""The differences over all articles of a story: computed, cached, settled by readers, judged by programs."""
