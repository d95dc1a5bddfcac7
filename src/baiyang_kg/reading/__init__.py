"""From the characters of a report to facts. Imports no RDF library."""
