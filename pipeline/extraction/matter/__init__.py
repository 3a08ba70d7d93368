"""What it is about: its kind, what is contested, asked for, enclosed and was settled before."""
