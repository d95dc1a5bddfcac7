"""Pages for people: the preview of an entity beside a cell, all that is known of it, and where to begin.

No script, and nothing that is loaded from elsewhere. What stands on them comes out of reports, so each word
is escaped; the client shows the preview in a frame of its own (Reconciliation Service API 0.2, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from baiyang_kg.graph.vocab import REPORT

if TYPE_CHECKING:
    from baiyang_kg.graph.show import Fact, Portrait
    from baiyang_kg.serving.catalogue import Catalogue, Entity

_FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'
_STYLE = f"""
:root {{ color-scheme: light dark; }}
body {{ margin: 2rem auto; max-width: 52rem; padding: 0 1.5rem; line-height: 1.6; font-family: {_FONT}; }}
h1 {{ font-size: 1.35rem; margin: 0; }}
h2 {{ font-size: 1rem; margin: 1.4rem 0 .2rem; }}
h3 {{ font-size: .9rem; margin: .8rem 0 0; }}
p, ul, blockquote {{ margin: .2rem 0; }}
ul {{ padding-left: 1.2rem; }}
blockquote {{ padding-left: .8rem; border-left: 3px solid #8886; }}
.kind, small, footer {{ opacity: .75; }}
small {{ font-size: .8rem; overflow-wrap: anywhere; }}
code {{ overflow-wrap: anywhere; }}
""".strip()
_SMALL = """
body { margin: 0; padding: .6rem .8rem; font-size: 14px; line-height: 1.45; }
h1 { font-size: 1.05rem; }
""".strip()
_PREVIEWED = 3  # lines of facts in a preview
_ABOVE = ("所在地", "报告区域", "规则", "提及")  # headings of what a preview says above, or need not say
_SENTENCE = 16  # characters, at least: what is shorter is a name
_LISTED = 30  # things of a class on the front page


def preview_page(entity: Entity, portrait: Portrait) -> str:
    """Return the page that a client shows in a small frame: name, class, place, and the first sentence."""
    parts = [f"<h1>{escape(entity.record.name)}</h1>", f'<p class="kind">{escape(entity.description)}</p>']
    if quoted := _first_sentence(portrait):
        words, place = quoted
        parts.append(_quoted(words, place))
    sections = [
        (heading.partition(" (")[0], facts)
        for heading, facts in portrait.sections.items()
        if not heading.startswith(_ABOVE)
    ]
    for heading, facts in sections[:_PREVIEWED]:
        told = "；".join(fact.text for fact in facts[:3])
        parts.append(f"<p><small>{escape(heading)}：{escape(told)}</small></p>")
    return _page(entity.record.name, parts, style=f"{_STYLE}\n{_SMALL}")


def view_page(entity: Entity, portrait: Portrait) -> str:
    """Return the page of an entity: all that is known of it, each fact with the words it was read from."""
    parts = [f"<h1>{escape(entity.record.name)}</h1>", f'<p class="kind">{escape(entity.description)}</p>']
    parts.append(f"<p><small>{escape(portrait.thing.iri)}</small></p>")
    for heading, facts in portrait.sections.items():
        parts.append(f"<h2>{escape(heading)}</h2>\n<ul>")
        for quotations, told in groupby(facts, key=lambda fact: fact.quotations):
            items = [f"<li>{escape(fact.text)}" for fact in told]
            quoted = [_quoted(one.words, one.evidence.removeprefix(REPORT)) for one in quotations]
            parts += ["</li>\n".join(items), *quoted, "</li>"]
        parts.append("</ul>")
    return _page(entity.record.name, parts)


def front_page(title: str, endpoint: str, catalogue: Catalogue) -> str:
    """Return the page on which a person lands: what to give to which program, and what there is."""
    parts = [
        f"<h1>{escape(title)}</h1>",
        "<p>在 OpenRefine 里把表格的一列与图谱对照：列菜单 → 搭配 → 开始搭配数据… → 添加标准服务，填入：</p>",
        f"<p><code>{escape(endpoint)}</code></p>",
        '<p lang="en">OpenRefine: column menu → Reconcile → Start reconciling… → Add standard service…</p>',
        "<h2>图谱里的事物 Things of the graph</h2>",
    ]
    by_type: dict[str, list[Entity]] = defaultdict(list)
    for entity in catalogue.entities.values():
        by_type[entity.types[0]].append(entity)
    for kind, entities in sorted(by_type.items(), key=lambda pair: len(pair[1])):
        links = [
            f'<a href="view?id={quote(one.id, safe="")}">{escape(one.record.name)}</a>'
            for one in entities[:_LISTED]
        ]
        more = f"等 {len(entities)} 项" if len(entities) > _LISTED else ""
        parts.append(f"<h3>{escape(catalogue.types[kind].name)}</h3>\n<p>{' · '.join(links)} {more}</p>")
    return _page(title, parts)


def _first_sentence(portrait: Portrait) -> tuple[str, str] | None:
    """Return the first sentence that something known of the thing was read from, and its place.

    Where there is none, the longest words; where no report names it, None.
    """
    passages = [
        (f"“{one.words}”", one.evidence.removeprefix(REPORT))
        for facts in portrait.sections.values()
        for one in sorted(quotation for fact in facts for quotation in fact.quotations)
    ]
    passages += [
        _split(fact)
        for heading, facts in portrait.sections.items()
        if "mentions" in heading
        for fact in facts
    ]
    sentences = (passage for passage in passages if len(passage[0]) >= _SENTENCE)
    return next(sentences, max(passages, key=lambda passage: len(passage[0]), default=None))


def _quoted(words: str, place: str) -> str:
    return f"<blockquote>{escape(words)} <small>{escape(place)}</small></blockquote>"


def _split(mention: Fact) -> tuple[str, str]:
    words, _, place = mention.text.rpartition(" ")
    return words, place


def _page(title: str, parts: list[str], *, style: str = _STYLE) -> str:
    opening = [
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>",
    ]
    return "\n".join([*opening, *parts, "</body>\n</html>\n"])
