"""The time that a figure is of: what the text says of time, what it may mean, what is planned, the choice."""
