"""Closed forms, marked once for the whole paper: dates, numbers, symbols, bodies, addresses."""
