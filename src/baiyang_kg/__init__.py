"""Reads Chinese annual reports into a knowledge graph with evidence for every figure."""

__version__ = "0.1.0"
