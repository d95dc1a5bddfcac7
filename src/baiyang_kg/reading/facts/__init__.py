"""What a figure states: its kind, what it qualifies, its theme."""
