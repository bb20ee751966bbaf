"""Pages of the web, as they were saved."""
