"""What a sentence says besides figures, days and names: outcomes, attributes, causes, ranks, quotations."""
