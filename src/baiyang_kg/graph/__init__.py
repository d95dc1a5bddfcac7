"""From quads to answers. Imports nothing of `reading`."""
