"""Outside datasets: files and services that others publish, as records to link with and as quads to load.

Two ways lead through these modules, and both begin with a table that was opened and described, or with RDF:

    link    file or address → Source → batches of Records → `linking`
    add     file            → Dataset → Quads             → `graph.replacement`

    opened      formats      the ending of a file's name chooses a reader, each of which makes a Table:
                delimited    CSV and TSV, whose characters `encoding` settles
                workbook     a sheet of Excel or OpenDocument
                objects      JSON, JSON Lines, GeoJSON
                table        what a Table is: a header, each name in it once, and blocks of rows of text
                digest       that a file is there, and its SHA-256
    described   describing   a Table with its Description and Roles, in this order:
                metadata     … read from a file of CSVW (with its `library`), and printed as one
                suggestion   … or proposed from `roles`, which columns have by the words of the header and
                             by `profile`, the look of their first rows
                description  what a Description is, with its templates of IRIs (`template`) and the
                             `properties` by which others name, number and place things
                naming       what a dataset, its columns and its graph are called where nobody says
    linked      sources      the one way in to link: a Source (`record`) of what was named
                tablesource  rows as Records, each key once (`keys`), of a kind (`kinds`), below the areas of
                             their codes (`areas`)
                rdf          labelled things of a file, and
                endpoint     of a SPARQL service, both gathered by `things`
                gazetteer    the names of a Source that a report writes, for the reader to know
    added       quads        the one way in to add: a Dataset, and its quads in a graph of its own
                triples      what rows say by their description, each key once (`keys`);
                hierarchy    which code lies in which, and
                succession   which came after which, where no column says it in RDF
                statements   what a file in RDF states, line by line
                provenance   where all of it comes from, in DCAT and PROV
                adding       into the store, and out of it

Nothing here reads a report or judges a link. What cannot be read is a DatasetError with file and line.
"""
