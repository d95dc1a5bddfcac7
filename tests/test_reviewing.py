"""`baiyang-kg link review`: a person decides on links, and each decision is saved at once."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import pytest
from click.testing import CliRunner

from baiyang_kg.cli import main
from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.linking.cards import find_row
from baiyang_kg.linking.mappings import ACCEPTED, PROPOSED, REJECTED, Mapping, MappingSet
from baiyang_kg.linking.reviewing import Review
from baiyang_kg.linking.sssom import format_mappings, read_mappings
from baiyang_kg.terminal import width
from proposed import BUREAU, link

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TABLE = 'code,name\n330114002005,邻里社区\n330114002020,"云涛,社区"\n'


def proposed(name: str, code: str, line: int, other: str = "", **further: object) -> Mapping:
    """A mapping that waits for a decision, with what speaks for it."""
    told = "name same; parent same (白杨街道); rivals none"
    return link(name, code, other=other, object_place=f"villages.csv:{line}", features=told, **further)


TIDE = proposed("云涛社区", "330114002020", 3, predicate=vocab.CLOSE_MATCH)
NEIGHBOURS = proposed("邻里社区", "330114002005", 2)
UNSURE = proposed("邻里社区", "330114002006", 4, "邻里二社区", rivals=(BUREAU + "330114002005",))


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """A file with three links to decide on, beside the table that they lead to."""
    (tmp_path / "villages.csv").write_text(TABLE, encoding="utf-8")
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(
        format_mappings(MappingSet("https://example.org/links", (TIDE, NEIGHBOURS, UNSURE), {}, {}))
    )
    return path


def review(links: Path, store: os.PathLike[str], keys: str = "", *further: str, code: int = 0) -> Result:
    """What a review prints whose keys come from a pipe, one a line."""
    command = ["link", "review", str(links), "--author", "李雷", "--date", "2026-11-23", "-s", str(store)]
    given = "".join(f"{key}\n" for key in keys.split())
    result = CliRunner().invoke(main, [*command, *further], input=given, env={"COLUMNS": "80"})
    assert result.exit_code == code, result.output
    return result


def fates(links: Path) -> dict[str, str]:
    """What became of each link, by the code that it leads to."""
    return {mapping.object_code: mapping.status for mapping in read_mappings(links).mappings}


def test_a_card_shows_both_sides(links: Path, asking: Path) -> None:
    """Name, kind, areas, a sentence of a report; code and place of the row; features and rivals."""
    card = review(links, asking, "s s q").stdout

    assert "邻里社区                               │ 邻里社区\n" in card
    assert "社区 Community                         │ 社区 Community 330114002005" in card
    assert "“邻里社区获杭州市老旧改工作典型案例”   │ villages.csv:2" in card
    assert "同一 (exact match)" in card
    assert "  + parent same (白杨街道)\n" in card
    assert "  ! also proposed: 邻里社区 exact 邻里二社区 330114002006\n" in card
    assert max(map(width, card.splitlines())) <= 80


def test_each_decision_is_saved_at_once(links: Path, asking: Path) -> None:
    """A review that is left in the middle goes on with what is undecided."""
    first = review(links, asking, "a q")
    assert fates(links) == {
        "330114002020": ACCEPTED,
        "330114002005": PROPOSED,
        "330114002006": PROPOSED,
    }
    assert "1 decided, 2 undecided" in first.stderr

    second = review(links, asking, "a r")
    assert "1 of 2" in second.stdout
    assert "云涛社区" not in second.stdout.partition("2 of 2")[0]
    assert "! already accepted: 邻里社区 exact 邻里社区 330114002005" in second.stdout
    assert set(fates(links).values()) == {ACCEPTED, REJECTED}
    decided = read_mappings(links).mappings[-1]
    assert (decided.author, decided.date) == ("李雷", "2026-11-23")


def test_a_predicate_can_be_changed_and_a_note_written(links: Path, asking: Path) -> None:
    """The other predicate counts once it is accepted, with the note beside it."""
    review(links, asking, "p b n one-of-several a q")
    (changed,) = read_mappings(links).of(ACCEPTED)

    assert (changed.predicate, changed.comment) == (vocab.BROAD_MATCH, "one-of-several")
    assert changed.confidence is None


def test_going_back_decides_anew(links: Path, asking: Path) -> None:
    """What was accepted by mistake is rejected, and counts once."""
    result = review(links, asking, "a b r q")

    assert fates(links)["330114002020"] == REJECTED
    assert "1 decided, 2 undecided" in result.stderr


def test_a_closer_look_shows_everything(links: Path, asking: Path) -> None:
    """All that the graph knows of the thing, and the whole row of the table beside the file."""
    look = review(links, asking, "s c q").stdout

    assert "获得荣誉 (won)\n  典型案例\n" in look
    assert "villages.csv:2\ncolumn  value\n" in look
    assert "name    邻里社区\n" in look


def test_wrong_keys_decide_nothing(links: Path, asking: Path) -> None:
    """They are answered with those that there are."""
    result = review(links, asking, "x p z q")

    assert "'x' is no key here: [a]ccept" in result.stdout
    assert "that is none: [e]xact" in result.stdout
    assert set(fates(links).values()) == {PROPOSED}


def test_a_review_needs_no_graph(links: Path, tmp_path: Path) -> None:
    """The file says enough of both sides; that sentences are missing is said."""
    result = review(links, tmp_path / "none.kg", "a a a")

    assert "there is no store here: sentences of reports are not shown" in result.stderr
    assert set(fates(links).values()) == {ACCEPTED}


def test_what_is_sure_is_accepted_together(links: Path, asking: Path) -> None:
    """Exact matches without rivals are listed and accepted; those that share a thing are not sure."""
    result = review(links, asking, "", "--accept-sure")
    assert "0 decided, 3 undecided" in result.stderr

    other = proposed("伊萨卡社区", "330114002011", 9)
    content = read_mappings(links)
    links.write_bytes(format_mappings(content._replace(mappings=(*content.mappings, other))))
    result = review(links, asking, "", "--accept-sure")
    assert "伊萨卡社区  exact  伊萨卡社区  330114002011" in result.stdout
    assert read_mappings(links).of(ACCEPTED)[0].author == "李雷"
    assert "1 decided, 3 undecided" in result.stderr


def test_what_was_accepted_together_is_not_asked_again(links: Path) -> None:
    """After it the review goes on with the others, and what was decided before stays decided."""
    content = read_mappings(links)
    other = proposed("伊萨卡社区", "330114002011", 9)
    far = other._replace(predicate=vocab.CLOSE_MATCH).reject(author="韩梅梅", date="2026-11-01")
    links.write_bytes(format_mappings(content._replace(mappings=(*content.mappings, other, far))))
    session = Review(links, author="李雷", date="2026-11-23")

    assert [mapping.object_code for mapping in session.accept_sure()] == ["330114002011"]
    assert session.accept_sure() == []
    assert (len(session), session.decided) == (3, 1)
    assert session.current is not None
    assert session.current.object_code == "330114002020"
    assert [mapping.author for mapping in read_mappings(links).of(REJECTED)] == ["韩梅梅"]


def test_what_another_wrote_meanwhile_is_not_overwritten(links: Path) -> None:
    """A decision on a file that was changed since it was read is refused, and the file stays."""
    session = Review(links, author="李雷", date="2026-11-23")
    other = Review(links, author="韩梅梅", date="2026-11-23")
    other.accept()
    with pytest.raises(LinkError, match="was changed by another program"):
        session.reject()

    assert session.current == TIDE._replace(place=session.current.place if session.current else "")
    assert [mapping.author for mapping in read_mappings(links).of(ACCEPTED)] == ["韩梅梅"]


def test_an_author_is_needed(links: Path) -> None:
    """Nobody decides without a name."""
    result = CliRunner().invoke(main, ["link", "review", str(links)])

    assert result.exit_code == 2
    assert "--author" in result.stderr


def test_at_a_terminal_one_key_is_enough(links: Path, tmp_path: Path) -> None:
    """Keys need no return behind them."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "baiyang_kg", "link", "review", links, "--author", "李雷"]
    command += ["-s", tmp_path / "none.kg"]
    with subprocess.Popen(command, stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        _await(run.stdout, b"[q]uit ? ")
        for key in (b"a", b"q"):
            os.write(leader, key)
            while not select.select([run.stdout], [], [], 1)[0]:  # what is typed too early is lost
                os.write(leader, key)
            _await(run.stdout, b"[q]uit ? ")
        assert run.wait(60) == 0
    os.close(leader)
    os.close(follower)

    assert fates(links)["330114002020"] == ACCEPTED


def _await(output: IO[bytes], end: bytes) -> None:
    """Read until `end` has come, or everything."""
    shown = b""
    while not shown.endswith(end) and (more := os.read(output.fileno(), 4096)):
        shown += more


def test_a_row_is_found_by_its_place(links: Path) -> None:
    """Cells stand beside the names of their columns; a place that is not at hand has none."""
    assert find_row("villages.csv:3", (links.parent,)) == [("code", "330114002020"), ("name", "云涛,社区")]
    assert not find_row("none.csv:3", (links.parent,))
    assert not find_row("", (links.parent,))
    assert re.fullmatch(r"villages\.csv:\d", NEIGHBOURS.object_place)
