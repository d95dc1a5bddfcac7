"""The named things of a report."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.names import split_area


@pytest.mark.parametrize(
    ("area", "parts"),
    [
        ("白杨街道", ("白杨街道",)),
        ("甘肃省陇南市", ("甘肃省", "陇南市")),
        ("河北省保定市阜平县", ("河北省", "保定市", "阜平县")),
        ("山东省枣庄市市中区垎塔埠街道", ("山东省", "枣庄市", "市中区", "垎塔埠街道")),
        ("广东省深圳市光明区玉塘街道", ("广东省", "深圳市", "光明区", "玉塘街道")),
        ("米易", ("米易",)),
    ],
)
def test_area_is_split_into_its_levels(area: str, parts: tuple[str, ...]) -> None:
    """An administrative address falls into its levels, the largest first; what is no address stays whole."""
    assert split_area(area) == parts
