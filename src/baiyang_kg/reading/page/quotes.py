"""Which quotation marks belong together.

Newspaper text often has one form of mark for both ends ("), and damage loses halves. Inside one block the
cheapest pairing is searched by dynamic programming: a pair costs more the longer it is and the worse its
neighbours fit, a mark without a partner costs a fixed price.
"""

from __future__ import annotations

import re

_LONELY = 40  # the price of a mark without partner, in characters of pair length
_OPENS_AFTER = frozenset("，。；：、？！（“”—《\n")
_CLOSES_BEFORE = frozenset("，。；：、？！）“”—》等的和")
_ENDS = re.compile("[。！？；]")
_MARKS = re.compile('["“”]')


def pair_quotes(chars: str) -> str:
    """Return `chars` with every quotation mark made “ or ”, by the cheapest pairing of this block."""
    if '"' not in chars:
        return chars  # each mark says by itself which end it is
    pieces, done = [], 0
    for place, mark in reversed(_cheapest(chars, [mark.start() for mark in _MARKS.finditer(chars)])):
        pieces += [chars[done:place], mark]
        done = place + 1
    return "".join([*pieces, chars[done:]])


def _cheapest(chars: str, places: list[int]) -> list[tuple[int, str]]:
    """Choose for each mark its direction, for the last one first.

    `prices[i]` and `paired[i]` are of the best choice for the first i marks.
    """
    prices, paired = [0], [False]
    for i, place in enumerate(places):
        price, is_paired = prices[i] + _LONELY, False
        is_near = i and prices[i - 1] + place - places[i - 1] < price  # no pair costs less than its length
        if is_near and chars[places[i - 1]] != "”" and chars[place] != "“":
            together = prices[i - 1] + _price(chars, places[i - 1], place)
            if together < price:
                price, is_paired = together, True
        prices.append(price)
        paired.append(is_paired)
    directed, last = [], len(places)
    while last:
        if paired[last]:
            directed += [(places[last - 1], "”"), (places[last - 2], "“")]
            last -= 2
        else:
            directed.append((places[last - 1], _lonely_mark(chars, places[last - 1])))
            last -= 1
    return directed


def _price(chars: str, start: int, end: int) -> int:
    price = end - start
    if end - start == 1:
        price += 2 * _LONELY  # an empty quotation
    if _ENDS.search(chars, start + 1, end - 1):
        price += _LONELY // 2
    if chars[start] == '"' and start and chars[start - 1] in _CLOSES_BEFORE - _OPENS_AFTER:
        price += 4
    if chars[start] == '"' and chars[start + 1] in _CLOSES_BEFORE:
        price += 8  # what opens a quotation is not followed by a comma
    if chars[end] == '"' and chars[end - 1] in _OPENS_AFTER:
        price += 8  # nor does one close behind a comma
    return price


def _lonely_mark(chars: str, place: int) -> str:
    if chars[place] != '"':
        return chars[place]
    after = chars[place + 1] if place + 1 < len(chars) else "。"
    return "”" if after in _CLOSES_BEFORE else "“"
