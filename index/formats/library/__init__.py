"""Libraries of references and notes: what citation managers and note programs export."""
