"""Who writes, speaks, is accused or is only named, and what identifies each of them."""
