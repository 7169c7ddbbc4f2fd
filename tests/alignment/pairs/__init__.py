"""Hand-written pairs of tellings and what differs between them, one module for each family."""
