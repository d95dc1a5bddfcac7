"""Learn the weights of the ranking from annotated reports, or measure them by leaving one report out.

    python bench/learn.py GOLD.json …            writes data/lexicon/figure-weights.tsv
    python bench/learn.py --leave-one-out GOLD.json …   trains without each report in turn, prints how often it is right
"""
