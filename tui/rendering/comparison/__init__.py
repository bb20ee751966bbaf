"""Articles side by side: rows, cells, captions, where the cursor can go."""
