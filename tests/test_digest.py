"""`graph/digest.py`: what is said decides, and nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baiyang_kg.graph import digest as module
from baiyang_kg.graph.digest import digest

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")), max_size=20)


@given(lines=LINES, run=st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_it_is_that_of_the_sorted_lines(lines: list[str], run: int) -> None:
    """However many lines are held unpacked, the digest is that of all of them, sorted by their bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RUN", run)
        found = digest(iter(lines))

    ordered = sorted(line.encode() for line in lines)
    assert found == hashlib.sha256(b"".join(line + b"\n" for line in ordered)).hexdigest()
