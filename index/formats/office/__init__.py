"""Files of word processors and of print: a file is one article, or a book of them."""
