"""Outside datasets: files and services that others publish, as records to link with and as quads to load."""
