"""`linking/sssom.py` and `linking/metadata.py`: files of links, read with every fault and written alike."""

from __future__ import annotations

import os
import re
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sssom_pydantic
from hypothesis import given, settings
from hypothesis import strategies as st

from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint
from baiyang_kg.linking.columns import COLUMNS
from baiyang_kg.linking.mappings import ACCEPTED, MANUAL_CURATION, PROPOSED, REJECTED, Mapping, MappingSet
from baiyang_kg.linking.sssom import format_mappings, parse_mappings, read_mappings
from proposed import BUREAU, STREET, link

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = Path(os.environ.get("BAIYANG_KG_SSSOM", ROOT / ".venv-validators" / "bin" / "sssom"))


def links(*mappings: Mapping) -> MappingSet:
    """A mapping set of the communities of a street and the bureau's codes."""
    metadata = {
        "mapping_set_title": "白杨街道 ↔ 国家统计局",
        "mapping_set_version": "1",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "subject_source": "graph:baiyang-2023",
        "mapping_tool": "baiyang-kg",
    }
    return MappingSet(vocab.LINKSET_GRAPH + "baiyang-2023-nbs-2022", mappings, {}, metadata)


NEIGHBOURS = link(
    "邻里社区",
    "330114002005",
    confidence=Decimal("0.98"),
    features="name: same; parents: same",
    rivals=(BUREAU + "330114002006",),
    object_parents="浙江省 杭州市 钱塘区 白杨街道",
    object_place="villages.csv:48",
    others=(("object_source", "dataset:villages"), ("object_source_version", "2022")),
)
TIDE = NEIGHBOURS._replace(
    subject=STREET + "云涛联合社区",
    subject_label="云涛联合社区",
    object=BUREAU + "330114002020",
    object_label="云涛社区",
    comment='one of several:\tsee "智慧养老"\nand the year after',
    rivals=(),
).reject(author="李雷", date="2026-11-23")
LINKS = links(NEIGHBOURS.accept(author="李雷|韩梅梅", date="2026-11-23"), TIDE)


def bare(mappings: Sequence[Mapping]) -> set[Mapping]:
    """Mappings without the place where each was read."""
    return {mapping._replace(place="") for mapping in mappings}


def text_of(*rows: str, head: str = "") -> str:
    """A file of links with the columns that a mapping must have, status and confidence."""
    return (
        "#mapping_set_id: https://example.org/links\n#curie_map:\n#  x: https://example.org/\n"
        f"{head}subject_id\tpredicate_id\tobject_id\tmapping_justification\tstatus\tconfidence\tmapping_date\n"
        + "".join(f"{row}\n" for row in rows)
    )


PLAIN = "x:a\tskos:exactMatch\tx:b\tsemapv:LexicalMatching"


def test_what_is_written_is_read_again() -> None:
    """Everything that a mapping says comes back, breaks, tabs and quotes in a comment among it."""
    text = format_mappings(LINKS)
    read = parse_mappings(text, place="links.sssom.tsv")

    assert bare(read.mappings) == bare(LINKS.mappings)
    assert (read.id, read.title, read.licence) == (LINKS.id, LINKS.title, LINKS.licence)
    assert format_mappings(read) == text


def test_the_same_rows_give_the_same_bytes() -> None:
    """The order in which the rows were made does not show."""
    assert format_mappings(links(*reversed(LINKS.mappings))) == format_mappings(LINKS)


def test_a_decision_changes_one_line() -> None:
    """A file under version control shows who decided what: no column comes or goes with a decision."""
    before = format_mappings(links(NEIGHBOURS, TIDE)).splitlines()
    after = format_mappings(LINKS).splitlines()

    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(names, names)
def test_any_name_comes_back(label: str, comment: str) -> None:
    """Labels and comments are any text; the IRI of any name of ours is ASCII in the file and itself again."""
    mapping = NEIGHBOURS._replace(
        subject=mint("community", label), subject_label=label.strip(), comment=comment.strip()
    )
    (row,) = parse_mappings(format_mappings(links(mapping)), place="x").mappings

    assert row._replace(place="") == mapping
    assert format_mappings(links(mapping)).splitlines()[-1].split(b"\t")[0].isascii()


def test_iris_of_others_are_not_touched() -> None:
    """An IRI that others encoded, and one that they did not, are both written as they are."""
    for outside in ("http://zh.example.org/r/%E6%9D%AD", "http://zh.example.org/r/杭州市"):
        written = format_mappings(links(NEIGHBOURS._replace(object=outside, rivals=())))
        (row,) = parse_mappings(written, place="x").mappings

        assert row.object == outside


def test_files_of_other_tools_keep_what_we_do_not_know() -> None:
    """Further columns, prefixes and metadata of a file come back; without a status, a person decides."""
    text = (
        "#mapping_set_id: https://example.org/links\n#creator_id:\n#- x:me\n#mapping_date: 2026-01-02\n"
        "#curie_map: {x: 'https://example.org/'}\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\tnote\n"
        "x:a\tskos:exactMatch\tx:b\tsemapv:ManualMappingCuration\tAnn\tn\n"
        "x:c\tskos:exactMatch\tx:d\tsemapv:LexicalMatching\t\t\n"
    )
    read = parse_mappings(text.encode(), place="x")
    judged, matched = read.mappings

    assert (judged.status, matched.status) == (ACCEPTED, PROPOSED)
    assert judged.others == (("reviewer_label", "Ann"), ("note", "n"))
    assert {judged.date, matched.date} == {"2026-01-02"}
    assert read.metadata["creator_id"] == ["x:me"]
    assert bare(parse_mappings(format_mappings(read), place="x").mappings) == bare(read.mappings)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (text_of(PLAIN, PLAIN.replace("x:b", "nbs:b")), 6, "object_id: the prefix nbs: is not declared"),
        (text_of(PLAIN.replace("x:a", "a")), 5, "subject_id: 'a' is no CURIE"),
        (text_of(PLAIN.replace("x:a", "x:a b")), 5, "subject_id: 'x:a b' is no IRI"),
        (text_of(f"{PLAIN}\tmaybe"), 5, "status: 'maybe' is none"),
        (text_of(f"{PLAIN}\trejected"), 5, "is rejected, and its predicate_modifier is not Not"),
        (text_of(f"{PLAIN}\t\t1.5"), 5, "confidence: '1.5' is no number from 0 to 1"),
        (text_of(f"{PLAIN}\t\tNaN"), 5, "confidence: 'NaN' is no number from 0 to 1"),
        (text_of(f"{PLAIN}\t\t\t2026-13-01"), 5, "mapping_date: '2026-13-01' is no date"),
        (text_of(f"{PLAIN}\t\t\t\t\t"), 5, "has 9 cells, and there are 7 columns"),
        (text_of(PLAIN, '"x:a\tb'), 6, "is no row of a table: unexpected end of data"),
        (text_of("x:a\t\tx:b\tsemapv:LexicalMatching"), 5, "has no predicate_id"),
        (text_of(PLAIN).replace("object_id", "object"), 4, "has no column object_id"),
        (text_of(PLAIN).replace("\tstatus\t", "\tobject_id\t"), 4, "names the column 'object_id' twice"),
        (text_of(head="#curie_map: {}\n"), 4, "the key 'curie_map' stands here twice"),
        (
            text_of(head="#  skos: https://example.org/\n"),
            2,
            "curie_map: skos: means http://www.w3.org/2004/",
        ),
        (text_of(head="#  y: nothing\n"), 2, "curie_map: 'y' with 'nothing' is no prefix"),
        (text_of(head="#a: [\n"), 4, "the head is no YAML"),
        (text_of(head="#a: &b [*b]\n"), 0, "the head repeats a value"),
        (text_of(head="#license: free for all\n"), 4, "license: 'free for all' is no IRI"),
        ("subject_id\tobject_id\n", 1, "the head of the file has no mapping_set_id"),
        ("#mapping_set_id: https://example.org/links\n", 2, "there is no table behind the head"),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, line: int, found: str) -> None:
    """A message says where the fault stands, what was found there and what to do."""
    with pytest.raises(LinkError) as refusal:
        parse_mappings(text.encode(), place="links.sssom.tsv")

    assert refusal.value.place == (f"links.sssom.tsv:{line}" if line else "links.sssom.tsv")
    assert refusal.value.found.startswith(found)
    assert refusal.value.remedy


def test_a_break_in_a_cell_does_not_shift_the_lines(tmp_path: Path) -> None:
    """The row below a comment of two lines is named by the line where it begins."""
    path = tmp_path / "links.sssom.tsv"
    path.write_text(text_of(f'{PLAIN}\t""\t""\t""'.replace("x:a", '"x:a\nb"'), "x:a"), encoding="utf-8")
    with pytest.raises(LinkError, match="no IRI") as refusal:
        read_mappings(path)
    assert refusal.value.place == f"{path}:5"

    path.write_text(text_of(f'{PLAIN}\t"proposed"\t"1"\t\n\n\n\n', "x:a"), encoding="utf-8")
    with pytest.raises(LinkError) as refusal:
        read_mappings(path)
    assert refusal.value.place == f"{path}:10"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """The line that is no UTF-8 is named; a mark of byte order is no fault."""
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(text_of(PLAIN).encode("utf-8-sig"))
    assert len(read_mappings(path).mappings) == 1

    path.write_bytes(text_of(PLAIN).encode() + "x:社区".encode("gb18030"))
    with pytest.raises(LinkError, match="is not text in UTF-8") as refusal:
        read_mappings(path)
    assert refusal.value.place == f"{path}:6"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(LinkError, match=r"none\.sssom\.tsv: cannot be read: No such file"):
        read_mappings(tmp_path / "none.sssom.tsv")


def test_another_library_reads_the_same(tmp_path: Path) -> None:
    """sssom-pydantic finds every row, with its predicate, its modifier and our own slots."""
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(format_mappings(LINKS))
    read, _, about, faults = sssom_pydantic.read(path, return_errors=True)

    assert not faults
    assert str(about.id) == LINKS.id or about.id.curie
    rows = {(row.object.identifier, row.predicate_modifier): row for row in read}
    assert set(rows) == {("nbs/2022/330114002005", None), ("nbs/2022/330114002020", "Not")}
    extensions = rows["nbs/2022/330114002005", None].extensions
    assert extensions
    assert (extensions["status"].value, extensions["object_place"].value) == (ACCEPTED, "villages.csv:48")


BUNDLED = sorted((ROOT / "data" / "links").glob("*.sssom.tsv"))


@pytest.mark.parametrize("path", [None, *BUNDLED], ids=["made", *(path.name for path in BUNDLED)])
def test_the_standards_own_tool_finds_no_fault(path: Path | None, tmp_path: Path) -> None:
    """`sssom validate` has nothing to say of a file of ours, and drops no row of it."""
    if not VALIDATOR.exists():
        pytest.skip(f"{VALIDATOR} is absent: no file of links was validated; make one with: make validators")
    if path is None:
        path = tmp_path / "links.sssom.tsv"
        path.write_bytes(format_mappings(LINKS))
    checks = ("JsonSchema", "PrefixMapCompleteness", "StrictCurieFormat")
    command = [VALIDATOR, "validate", *(word for check in checks for word in ("-V", check)), path]
    said = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")

    unknown = re.compile(r"No attr for \w+ \[\d+ instances\]")  # it does not yet know slots of one's own
    assert not [line for line in (said.stdout + said.stderr).splitlines() if not unknown.fullmatch(line)]


def test_every_column_is_described() -> None:
    """The page on links explains each column that is written."""
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")

    assert not [column for column in COLUMNS if f"`{column}`" not in page]


def test_a_decision_says_who_answers_for_it() -> None:
    """An accepted mapping is a person's judgement; a rejected one is the negation of the proposal."""
    accepted = NEIGHBOURS.accept(author="李雷", date="2026-11-23")
    assert (accepted.status, accepted.justification, accepted.author) == (ACCEPTED, MANUAL_CURATION, "李雷")
    assert (TIDE.status, TIDE.negated, TIDE.confidence) == (REJECTED, True, None)
