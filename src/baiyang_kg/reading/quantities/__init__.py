"""Numbers with their bounds and units, and numbers that state no quantity, each with its reason."""
