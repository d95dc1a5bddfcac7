"""The texts of public gold are found in a copy of their corpus by their hash, and by nothing else."""

from __future__ import annotations

import hashlib
import json

from public_texts import find_texts, public_golds, wanted_texts

ARTICLE = "柏树巷社区新建口袋公园5个。\n"
LINES = (
    "标题：一 正文：另一篇。\n",
    "标题：二 日期：2023-08-01 正文： 柏树巷社区新建口袋公园5个。 \n",
    "柏树巷社区新建口袋公园6个。\n",
)


def test_an_article_is_found_by_the_hash_of_its_body() -> None:
    """Title, day and blanks at the ends are no part of the body; an article one figure apart is another."""
    wanted = {hashlib.sha256(ARTICLE.encode()).hexdigest(): "public/news-000.txt"}
    assert list(find_texts(LINES, wanted)) == [("public/news-000.txt", ARTICLE.encode())]


def test_every_public_gold_names_a_text_of_its_own() -> None:
    """Two gold files of one text would hide one of them from the search."""
    golds = public_golds()
    assert golds
    assert len(wanted_texts()) == len(golds)
    for path in golds:
        assert json.loads(path.read_text("utf-8"))["text_file"] == f"public/{path.stem}.txt"
