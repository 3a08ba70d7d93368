"""What a clerk must see: what is missing, doubtful, urgent, or for others to decide."""
