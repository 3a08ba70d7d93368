"""Kinds of files and what is in them: plain text, Word, images."""
