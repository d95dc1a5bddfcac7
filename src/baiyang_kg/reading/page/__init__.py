"""From the characters of a report to words in clauses and sentences, each with its place in the print."""
