"""Unicode, folding and offsets: the ground that every text of donthu stands on."""
