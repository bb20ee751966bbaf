"""Export to files, and the reading of exported quotations."""
