"""Links: which thing of an outside dataset is which thing of the graph, proposed, reviewed and applied."""
