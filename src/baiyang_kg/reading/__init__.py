"""From the characters of a report to facts. Imports no RDF library.

The way of the data, folder by folder: `page` (characters to words in clauses and sentences), `quantities`
(numbers with bounds and units), `things` (what each counts), `periods` (the time it is of), `facts` (kind,
what it qualifies, the observation); `names` beside them. `report` puts them together, `contract` prints the
records, `explain` and `confidence` say why a reading won and how surely.
"""

from baiyang_kg.reading.model import Context, Reading
from baiyang_kg.reading.report import read

__all__ = ["Context", "Reading", "read"]
