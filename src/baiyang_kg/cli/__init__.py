"""The command line: arguments, files, exit codes. What is done stands elsewhere and is loaded when needed.

Exit codes: 0 done, 1 ran and found violations or nothing, 2 bad input or usage, 130 interrupted. Data goes to
standard output, everything else to standard error.
"""

from baiyang_kg.cli import reading, querying, canned, browsing, exporting, checking, comparing  # noqa: F401, I001 (each adds its commands, in the order of --help)
from baiyang_kg.cli import adding, linking, proposing, reviewing, serving, shells  # noqa: F401 (as above)
from baiyang_kg.cli.program import main

__all__ = ["main"]
