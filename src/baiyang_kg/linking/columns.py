"""The columns of a file of links: the slots of SSSOM 1.1 in their order, and those of our own."""

from __future__ import annotations

NOT = "Not"  # in the column predicate_modifier: the predicate does not hold
# The slots of a mapping, in the order of the standard; other columns stand behind them.
STANDARD = (
    *("record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label"),
    *("predicate_modifier", "object_id", "object_label", "object_category", "mapping_justification"),
    *("author_id", "author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label"),
    *("license", "subject_type", "subject_source", "subject_source_version", "object_type"),
    *("object_source", "object_source_version", "predicate_type", "mapping_provider", "mapping_source"),
    *("mapping_cardinality", "cardinality_scope", "mapping_tool", "mapping_tool_id"),
    *("mapping_tool_version", "mapping_date", "publication_date", "review_date", "confidence"),
    *("reviewer_agreement", "curation_rule", "curation_rule_text", "subject_match_field"),
    *("object_match_field", "match_string", "subject_preprocessing", "object_preprocessing"),
    *("similarity_score", "similarity_measure", "see_also", "issue_tracker_item", "derived_from"),
    *("other", "comment"),
)
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
# Our own slots, with the property that says what each means (section "Non-standard slots" of the standard).
EXTENSIONS = {
    "status": "adms:status",
    "features": "skos:note",
    "rivals": "skos:editorialNote",
    "subject_parents": "skos:scopeNote",
    "object_parents": "skos:scopeNote",
    "object_code": "skos:notation",
    "object_place": "dcterms:bibliographicCitation",
}
# Columns that hold a text as it is, with the field of Mapping that has it.
TEXTS = {
    "subject_label": "subject_label",
    "subject_category": "subject_category",
    "object_label": "object_label",
    "object_category": "object_category",
    "author_label": "author",
    "comment": "comment",
    "features": "features",
    "subject_parents": "subject_parents",
    "object_parents": "object_parents",
    "object_code": "object_code",
    "object_place": "object_place",
}
READ = {*REQUIRED, *TEXTS, *EXTENSIONS, "predicate_modifier", "mapping_date", "confidence"}
COLUMNS = (*(name for name in STANDARD if name in READ), *EXTENSIONS)  # what is always written
