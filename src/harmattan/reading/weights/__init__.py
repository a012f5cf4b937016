"""The language model's files: network, word pieces, labels, and the card that says how they were made."""
