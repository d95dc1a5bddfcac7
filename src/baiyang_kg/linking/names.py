"""Names in the form in which they are compared: one script, no ornament, the words of the kind set apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.errors import ExportError, LexiconError
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What print adds to a name: blanks, quotes, brackets, points in the middle, invisible signs.
_ORNAMENT = re.compile(
    "[ \t\r\xa0\u2002-\u200f\u2028\u2029\u3000\ufeff\"'`“”‘’„「」『』《》〈〉〔〕【】()（）\\[\\]［］·•・‧]+"
)
NUMERALS = "〇一二三四五六七八九"
_NUMBER = re.compile("[第十百0-9]")
_SHORTEST = 2  # characters that stand behind an area at least
_ONES = frozenset(NUMERALS[1:])
_ORDERED = {*_ONES, "十", *"0123456789"}


class Name(NamedTuple):
    """A name and its parts."""

    text: str  # in normal form, with the words of its kind
    core: str  # without them and without the areas before it; never empty unless the name is
    kind: str  # that its ending tells; "" where it tells none
    areas: tuple[str, ...] = ()  # cores of the areas that stand before it: 钱塘 白杨
    joint: bool = False  # one office for several communities: 云涛联合社区
    suffix: str = ""  # the words of its kind


def normal_form(name: str) -> str:
    """Return `name` in normal form: simplified characters, their usual width, no ornament.

    Numbers are their digits in Chinese, without the sign of order: 第2社区 is 二社区. Letters are small.
    """
    return normal_forms([name])[0]


def normal_forms(names: Sequence[str]) -> list[str]:
    r"""Return many names in normal form, at once, which is hundreds of times faster than one by one.

    A line break within a name ("\n") becomes nothing, as blanks do.
    """
    if not names:
        return []
    text = "\n".join(names)
    if text.count("\n") >= len(names):
        text = "\n".join(name.replace("\n", "") for name in names)
    text = unicodedata.normalize("NFKC", text)
    if not "".join(names).isalnum():  # most are: Chinese characters are letters, and ornament is none
        text = _ORNAMENT.sub("", text)
    text = str(_converter().convert(text)).lower()
    return _NUMBER.sub(_digit_by_digit, text).split("\n")


def _digit_by_digit(match: re.Match[str]) -> str:
    """Return a sign of a number as digits: 2 and 第二 are 二, 54 and 五十四 are 五四, 一百 is 一〇〇."""
    sign, text, end = match[0], match.string, match.end()
    before, behind = text[end - 2 : end - 1], text[end : end + 1]
    if sign == "第":
        return "" if behind in _ORDERED else sign
    if sign == "十":
        return ("" if before in _ONES else "一") + ("" if behind in _ONES else "〇")
    if sign == "百":
        return "〇〇" if before in _ONES and behind not in _ONES else sign
    return NUMERALS[int(sign)]


@cache
def _converter() -> Any:
    try:
        import opencc  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing_extra() from error
    return opencc.OpenCC("t2s")


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in the order in which they are tried: a longer one before what it begins with."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def missing_extra() -> ExportError:
    """Return what is said where the libraries of linking are not installed."""
    return ExportError("link", "the libraries of linking are missing", "pip install 'baiyang-kg[link]'")


@lru_cache(maxsize=1 << 16)
def parse_name(text: str, parents: tuple[str, ...] = ()) -> Name:
    """Return the parts of a name in normal form; `parents` are the areas, in normal form, it may begin with.

    杭州市白杨街道邻里社区居委会 is the community 邻里, with 白杨街道 before it.
    """
    rest, areas = _without_areas(text, parents)
    match = _ending().search(rest)
    suffix = match[1] if match else ""
    if rest[-1:] == "居" and rest[-2:-1] in _ONES:
        suffix, rest = "居委会", rest + "委会"  # 岭脚二居
    kind = _suffixes().get(suffix, "")
    core = rest.removesuffix(suffix)
    if len(core) == 1 and suffix.startswith(("村", "县", "区", "镇", "乡", "市")):
        core += suffix[0]  # 赵村委会 is that of 赵村
    return Name(text, core, kind.removeprefix("joint_"), areas, kind.startswith("joint_"), suffix)


def _without_areas(text: str, parents: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what of a name stands behind the names of areas, and those areas."""
    areas: list[str] = []
    while before := next((parent for parent in parents if _stands_before(text, parent)), ""):
        core = core_of(before)
        text = _behind(text, before)
        areas.append(core)
    return text, tuple(areas)


def _stands_before(text: str, area: str) -> bool:
    """Tell whether a name begins with an area, and not to name it: 白杨街道办事处."""
    core = core_of(area)
    if not core or not text.startswith(core) or text[len(core) :] in _suffixes():
        return False
    rest = _behind(text, area)
    return len(rest) >= 2 and not (rest[0] in NUMERALS and rest[1:] in _suffixes())  # 望江一村


def _behind(text: str, area: str) -> str:
    """Return what of a name stands behind an area, in full or in short; 民权街 is 民权街道 in some cities."""
    if text.startswith(area):
        return text.removeprefix(area)
    rest = text.removeprefix(core_of(area))
    return rest.removeprefix("街") if area.endswith("街道") and len(rest) > _SHORTEST else rest


def core_of(text: str) -> str:
    """Return what of a name in normal form is its own: 白杨 of 白杨街道."""
    match = _ending().search(text)
    return text[: match.start(1)] if match else text


@cache
def _suffixes() -> dict[str, str]:
    """Return the kind that each suffix tells."""
    kinds: dict[str, str] = {}
    for row in read_table(resource("data/linking/suffixes.tsv")):
        for suffix in row.words("suffixes"):
            if suffix in kinds:
                raise LexiconError(
                    row.place, f"{suffix} is a suffix of {kinds[suffix]}", "let one kind have it"
                )
            kinds[suffix] = row["kind"]
    return kinds


@cache
def _ending() -> re.Pattern[str]:
    """Return the pattern of the longest suffix of a name; two characters stand before a short one."""
    suffixes = longest_first(_suffixes())
    short = "|".join(re.escape(suffix) for suffix in suffixes if len(suffix) == 1)
    long = "|".join(re.escape(suffix) for suffix in suffixes if len(suffix) > 1)
    return re.compile(f"(?<=.)((?:{long})$|(?<=..)(?:{short})$)")


@cache
def suffixes_of(*kinds: str) -> tuple[str, ...]:
    """Return the suffixes of some kinds, of all kinds if none is given, in code-point order."""
    return tuple(sorted(suffix for suffix, kind in _suffixes().items() if not kinds or kind in kinds))


@cache
def branch_endings() -> re.Pattern[str]:
    """Return the pattern of what makes an institution's name that of a part of it: 下沙校区."""
    endings = [row["endings"] for row in read_table(resource("data/linking/branches.tsv"))]
    return re.compile(f".{{0,4}}(?:{'|'.join(map(re.escape, endings))})")
