"""What the law says, as dated data files, and the small code that applies them."""
