"""Articles side by side: links between their sentences, the facts on which they differ, reuse, and stories."""
