"""What leaves as a file, and reading it back."""
