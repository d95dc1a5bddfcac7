"""Documents that are no text: the text that is archived for them, made the same way every time."""
