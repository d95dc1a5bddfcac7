"""Named things: every span that could be a name, the ones that are, their types and what is said of them."""
