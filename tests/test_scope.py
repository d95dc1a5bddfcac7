"""The pieces that grammar speaks of: sentences, statements, clauses, quotations, titles."""

from __future__ import annotations

from sentences import scope_of

RAW = "全年新增车位30个，新建“口袋”公园2座；印发《三年计划》……成效明显。下一步\n\n改善环境。"


def test_a_text_is_parted_at_its_stops() -> None:
    """Sentences end at stops, statements at semicolons too, clauses at commas too; ends are inside."""
    scope = scope_of(RAW)
    pieces = {
        name: [scope.text.chars[slice(*span)] for span in found.spans]
        for name, found in (
            ("sentence", scope.sentences),
            ("statement", scope.statements),
            ("clause", scope.clauses),
        )
    }

    assert pieces["sentence"][0] == "全年新增车位30个，新建“口袋”公园2座；印发《三年计划》……"
    assert pieces["statement"][:2] == [
        "全年新增车位30个，新建“口袋”公园2座；",
        "印发《三年计划》……成效明显。",
    ]
    assert pieces["clause"][:3] == ["全年新增车位30个，", "新建“口袋”公园2座；", "印发《三年计划》……"]
    assert all("".join(parts) == scope.text.chars for parts in pieces.values())


def test_a_place_knows_its_quotation_and_its_title() -> None:
    """Marks belong to their quotation; outside there is none."""
    scope = scope_of(RAW)
    chars = scope.text.chars
    quoted, title = scope.quotation_at(chars.index("袋")), scope.title_at(chars.index("三年"))

    assert quoted == (chars.index("“"), chars.index("”") + 1)
    assert title == (chars.index("《"), chars.index("》") + 1)
    assert scope.is_quoted(chars.index("口"))
    assert scope.quotation_at(0) is scope.title_at(0) is None
    assert not scope.is_quoted(0)


def test_half_a_quotation_quotes_only_what_stands_just_behind_it() -> None:
    """A lost closing mark does not make names of all numbers behind."""
    scope = scope_of("开展“5户联保行动30次。")
    chars = scope.text.chars

    assert scope.is_quoted(chars.index("5"))
    assert not scope.is_quoted(chars.index("30"))


def test_a_clause_without_end_is_parted() -> None:
    """Of a list that never stops, the parts are bounded, end behind a 、 and still cover the text."""
    scope = scope_of("新增车位、" * 900)
    parts = [scope.text.chars[slice(*span)] for span in scope.clauses.spans]

    assert "".join(parts) == scope.text.chars
    assert all(len(part) <= 1000 and part.endswith("、") for part in parts)
