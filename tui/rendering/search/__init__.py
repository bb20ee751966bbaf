"""What is asked, and what is shown about its results."""
