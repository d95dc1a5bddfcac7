"""Links: which thing of an outside dataset is which thing of the graph, proposed, reviewed and applied.

The way of the data, module by module:

    records    the things of the graph, beside the rows of a dataset (`datasets`)
    sides      each made ready for comparing
    searching  which rows are worth comparing with which things, found by the names of `blocking`
    proposing  the pairs compared and judged; `within` does it with the graph on both sides
    drafting   a file of links: what was decided before, and what is proposed now
    reviewing  what a person decides on each, shown as in `telling` and `cards`
    applying   the accepted ones in the store, in the graphs of `linksets`

A pair is compared by its names in `likeness` (by their normal form and parts in `names`, other words for one
thing in `wordings`, `companies`, misprints in `slips`), by its `kinds`, and by where both lie: areas in
`divisions`, what siblings tell in `evidence`. `features` says it in words, and `judgement`, a table, decides.

A file has `mappings`. `sssom` reads and writes it, with `columns`, its head (`metadata`) and `prefixes`.
"""
