"""What each quantity counts or measures: all readings, and the one that weighs most."""
