"""Pages of a PDF."""
