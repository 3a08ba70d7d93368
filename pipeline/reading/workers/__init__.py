"""Processes that read: confined, replaced when they die, the pages of one file spread over them."""
