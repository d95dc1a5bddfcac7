"""Pictures of answers: an indicator over years, figures as bars, approximate values as intervals.

`parse_plot` says, from the header of a canned query, which columns are drawn, and `form_of_picture` what the
name of a file says. `write_plot` draws them, and is the only one to load the library for that.
"""

from __future__ import annotations

from baiyang_kg.plots.description import KINDS, Plot, parse_plot
from baiyang_kg.plots.writing import form_of_picture, write_plot

__all__ = ["KINDS", "Plot", "form_of_picture", "parse_plot", "write_plot"]
