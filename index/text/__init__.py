"""Text as code points: decoding, normalizing, sentences, tokens, stems, index terms, languages, printable text.

Pure functions only; spans are half-open and count code points.
"""

from index.text.alternatives import Also, also, readings
from index.text.decoding import Decoded, decode
from index.text.normalizing import normalise
from index.text.printable import printable
from index.text.sentences import paragraph_ends, paragraphs, sentence_end_at, sentence_ends, sentences
from index.text.stemming import stem, stems
from index.text.tokens import Token, fold, fold_text, is_lone, sought, tokens, words_as_written

__all__ = [
    "Also",
    "Decoded",
    "Token",
    "also",
    "decode",
    "fold",
    "fold_text",
    "is_lone",
    "normalise",
    "paragraph_ends",
    "paragraphs",
    "printable",
    "readings",
    "sentence_end_at",
    "sentence_ends",
    "sentences",
    "sought",
    "stem",
    "stems",
    "tokens",
    "words_as_written",
]
