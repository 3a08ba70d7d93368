"""The head and the foot: title, addressees, day and place, signatures, an issuer and its number."""
