"""Words with their places become lines, columns, tables and, in reading order, the text."""
