"""Text in terminal cells: widths, line breaks, runs of one ink."""
