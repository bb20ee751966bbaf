"""Numbers in running text: what they amount to, and which of them count nothing."""
