"""Answers in the forms that the next tool wants, and what to cite beside them; each form is a module.

What is written by the engine itself (csv tsv json xml and the formats of RDF) is in `graph.results`.
"""
