"""What was worked out of words is remembered, within a limit."""

from __future__ import annotations

from baiyang_kg.reading.memory import Memory


def test_a_word_is_worked_out_once() -> None:
    """The function is asked for a key that is new, and not again."""
    asked: list[str] = []
    memory = Memory[str, int](lambda word: asked.append(word) or len(word))

    assert [memory["社区"], memory["居民"], memory["社区"]] == [2, 2, 2]
    assert asked == ["社区", "居民"]


def test_a_memory_does_not_grow_without_end() -> None:
    """It forgets all when it holds too many and works out again, unless it may hold none."""
    memory, nothing = Memory[int, int](abs, most=3), Memory[int, int](abs, most=0)

    assert [memory[-number] for number in (*range(100), 0)] == [*range(100), 0]
    assert len(memory) <= 3
    assert nothing[-7] == nothing[-7] == 7
    assert not nothing
