"""Which numbers are a place in an order: 居全区第三, 由第六位升至第二位, 位列国内前三, 取得第4名的好成绩."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope

_FURTHEST = 22  # characters before a rank where the word that says so begins
_BEFORE = re.compile(
    r"(?:居|列|排|排名|位|位次|名|名次|全[省市国区县球镇]|跃|升至|升到|爬到|保持|稳|跻身|为|获|增速|总量|均)"
    r"[^，。；]{0,4}$"
    r"|(?:居|列|排名?|位次|名次|登上|跻身|取得|获得?|荣获|夺得)[^，。；“”]{0,16}[的中]?$"
    r"|(?:从|由)[^，。；“”]{0,14}$"
)
_AFTER = re.compile(r"(?:[位名])?(?=[，。；、）！和的]|后，|$|\n)")
_MOVED = re.compile(r"[位名](?:跃|上|前|晋|提|升|下|降|退)")
_AMONG = re.compile(r"[位名强]?(?=[，。；、）！]|$|\n)")
_AMONG_BEFORE = re.compile(
    r"(?:居|列|排|排名|位|位次|名|名次|跃|升至|保持|稳|跻身|进入)[^，。；]{0,10}(?<![目以之此提日])$"
)


def is_rank_at(scope: Scope, start: int, end: int) -> bool:
    """Say whether the numeral from `start` to `end` is a rank, behind 第 or behind 前."""
    chars = scope.text.chars
    edge = start - 1
    if chars[edge:start] not in ("前", "第"):
        return False
    begin = max(0, edge - _FURTHEST)
    if chars[edge] == "前":
        return bool(_AMONG.match(chars, end) and _AMONG_BEFORE.search(chars, begin, edge))
    if _MOVED.match(chars, end):
        return True
    return bool(_AFTER.match(chars, end) and _BEFORE.search(chars, begin, edge))
