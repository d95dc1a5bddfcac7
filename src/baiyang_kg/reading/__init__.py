"""From the characters of a report to facts. Imports no RDF library."""

from baiyang_kg.reading.model import Context, Reading
from baiyang_kg.reading.report import read

__all__ = ["Context", "Reading", "read"]
