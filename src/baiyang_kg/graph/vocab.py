"""The names of the graph: namespaces, our own terms, and the standard terms that the mapping writes.

Plain strings, so that importing them costs nothing. `ontology/*.ttl` says what our terms mean, and a test
keeps the two equal: a new term is a stanza there and a line here. What is found by the contract's word (an
entity type, a predicate, a theme) is looked up in the ontology by `graph.terms` and needs no code.
"""

from __future__ import annotations

BY = "https://w3id.org/baiyang-kg/ns#"
ID = "https://w3id.org/baiyang-kg/id/"
REPORT = "https://w3id.org/baiyang-kg/report/"
GRAPH = "https://w3id.org/baiyang-kg/graph/"
DATASET_GRAPH = "https://w3id.org/baiyang-kg/dataset/"  # what an outside dataset says, a graph each
LINKSET_GRAPH = "https://w3id.org/baiyang-kg/linkset/"  # accepted links, a graph for each file of them
CODE = "https://w3id.org/baiyang-kg/code/"  # codes of divisions, by authority and year of release
SHAPE = "https://w3id.org/baiyang-kg/shapes#"
UNIT_CODE = "http://qudt.org/vocab/unit/"
DC = "http://purl.org/dc/elements/1.1/"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
QUDT = "http://qudt.org/schema/qudt/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

ONTOLOGY_GRAPH = GRAPH + "ontology"
DESCRIPTION_GRAPH = GRAPH + "description"  # what the store holds, as DCAT and VoID

# What a query may use without declaring it, and what an export declares.
PREFIXES = {
    "by": BY,
    "id": ID,
    "indicator": ID + "indicator/",
    "measure": ID + "unit/",
    "theme": ID + "theme/",
    "topic": ID + "topic/",
    "report": REPORT,
    "graph": GRAPH,
    "dataset": DATASET_GRAPH,
    "linkset": LINKSET_GRAPH,
    "code": CODE,
    "unit": UNIT_CODE,
    "dc": DC,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "qudt": QUDT,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}

# Classes
PROVINCE = BY + "Province"
CITY = BY + "City"
DISTRICT = BY + "District"
SUBDISTRICT = BY + "Subdistrict"
TOWN = BY + "Town"
COMMUNITY = BY + "Community"
VILLAGE = BY + "Village"
PLACE = BY + "Place"
RESIDENTIAL_COMPOUND = BY + "ResidentialCompound"
VENUE = BY + "Venue"
INDUSTRY_PARK = BY + "IndustryPark"
WATERWAY = BY + "Waterway"
PROJECT = BY + "Project"
PROGRAMME = BY + "Programme"
ORGANIZATION = BY + "Organization"
COMPANY = BY + "Company"
TEAM = BY + "Team"
POLICY_DOCUMENT = BY + "PolicyDocument"
AWARD = BY + "Award"
EVENT = BY + "Event"
PERSON = BY + "Person"
NAMED_THING = BY + "NamedThing"
PLAN = BY + "Plan"
DERIVED_OBSERVATION = BY + "DerivedObservation"
STATED_NUMBER = BY + "StatedNumber"
DAMAGE = BY + "Damage"
UNIT = BY + "Unit"
DIVISION_CODE = BY + "DivisionCode"

# Properties whose values are things
KIND = BY + "kind"
BOUND = BY + "bound"
DIRECTION = BY + "direction"
THEME = BY + "theme"
QUALIFIES = BY + "qualifies"
CHANGE_OF = BY + "changeOf"
SHARE_OF = BY + "shareOf"
PROGRESS_OF = BY + "progressOf"
RANK_OF = BY + "rankOf"
REASON = BY + "reason"
OF_INDICATOR = BY + "ofIndicator"
UNIT_KIND = BY + "unitKind"
REPORTED_FOR = BY + "reportedFor"
LOCATED_IN = BY + "locatedIn"
PART_OF = BY + "partOf"
CARRIED_OUT_BY = BY + "carriedOutBy"
ORGANIZED_BY = BY + "organizedBy"
FUNDED_BY = BY + "fundedBy"
TAKES_PART_IN = BY + "takesPartIn"
HOSTS = BY + "hosts"
WON = BY + "won"
AWARDED_BY = BY + "awardedBy"
MEMBER_OF = BY + "memberOf"
STATUS = BY + "status"
SIGNED_WITH = BY + "signedWith"
COOPERATES_WITH = BY + "cooperatesWith"
SERVES = BY + "serves"
ISSUED = BY + "issued"

# Properties whose values are words and numbers
STATED_TEXT = BY + "statedText"
OFFSET = BY + "offset"
POPULATION = BY + "population"
PERIOD_STATED = BY + "periodStated"
COUNTED_THING = BY + "countedThing"
ACTION = BY + "action"
RULE = BY + "rule"
TRUNCATED = BY + "truncated"
CONFIDENCE = BY + "confidence"
FACTOR = BY + "factor"
SHA256 = BY + "sha256"
ORIGINAL_SHA256 = BY + "originalSha256"

# Concept schemes
KIND_SCHEME = BY + "KindScheme"
BOUND_SCHEME = BY + "BoundScheme"
DIRECTION_SCHEME = BY + "DirectionScheme"
STATUS_SCHEME = BY + "StatusScheme"
UNIT_KIND_SCHEME = BY + "UnitKindScheme"
REASON_SCHEME = BY + "ReasonScheme"
DAMAGE_SCHEME = BY + "DamageScheme"
UNIT_SCHEME = BY + "UnitScheme"
THEME_SCHEME = BY + "ThemeScheme"
TOPIC_SCHEME = BY + "TopicScheme"
INDICATOR_SCHEME = BY + "IndicatorScheme"

# Kinds of figures
LEVEL = BY + "Level"
CHANGE_RATE = BY + "ChangeRate"
CHANGE_AMOUNT = BY + "ChangeAmount"
SHARE = BY + "Share"
PROGRESS = BY + "Progress"
TARGET = BY + "Target"
RANK = BY + "Rank"

# Bounds
EXACT = BY + "Exact"
ABOUT = BY + "About"
NEARLY = BY + "Nearly"
AT_LEAST = BY + "AtLeast"
MORE_THAN = BY + "MoreThan"
AT_MOST = BY + "AtMost"
LESS_THAN = BY + "LessThan"

# Directions of change
INCREASE = BY + "Increase"
DECREASE = BY + "Decrease"

# Stages of projects
PLANNED = BY + "Planned"
IN_PROGRESS = BY + "InProgress"
COMPLETED = BY + "Completed"

# Kinds of units
CURRENCY_UNIT = BY + "CurrencyUnit"
COUNT_UNIT = BY + "CountUnit"
AREA_UNIT = BY + "AreaUnit"
LENGTH_UNIT = BY + "LengthUnit"
WEIGHT_UNIT = BY + "WeightUnit"
VOLUME_UNIT = BY + "VolumeUnit"
TIME_UNIT = BY + "TimeUnit"
PERCENT_UNIT = BY + "PercentUnit"
PERCENTAGE_POINT_UNIT = BY + "PercentagePointUnit"
PERSON_UNIT = BY + "PersonUnit"
PERSON_TIME_UNIT = BY + "PersonTimeUnit"
HOUSEHOLD_UNIT = BY + "HouseholdUnit"
OTHER_UNIT = BY + "OtherUnit"

# Why a number is no figure
DATE_NUMERAL = BY + "DateNumeral"
ORDINAL_NUMERAL = BY + "OrdinalNumeral"
NAME_NUMERAL = BY + "NameNumeral"
POLICY_NAME_NUMERAL = BY + "PolicyNameNumeral"
SLOGAN_NUMERAL = BY + "SloganNumeral"
TITLE_NUMERAL = BY + "TitleNumeral"
THRESHOLD_NUMERAL = BY + "ThresholdNumeral"
PHONE_NUMERAL = BY + "PhoneNumeral"
CODE_NUMERAL = BY + "CodeNumeral"
OTHER_NUMERAL = BY + "OtherNumeral"

# What is broken in a source
LOST_FRAGMENT = BY + "LostFragment"
COLUMN_BREAK = BY + "ColumnBreak"
UNPAIRED_QUOTATION = BY + "UnpairedQuotation"
CONFUSABLE_CHARACTER = BY + "ConfusableCharacter"
DISPLACED_TEXT = BY + "DisplacedText"
LEFTOVER_MARKUP = BY + "LeftoverMarkup"
OTHER_DAMAGE = BY + "OtherDamage"

# Terms of standard vocabularies
A = RDF + "type"
LABEL = RDFS + "label"
STATEMENT, SUBJECT, PREDICATE, OBJECT = RDF + "Statement", RDF + "subject", RDF + "predicate", RDF + "object"
BOOLEAN, DATE, DECIMAL, INTEGER = XSD + "boolean", XSD + "date", XSD + "decimal", XSD + "integer"
YEAR, YEAR_MONTH = XSD + "gYear", XSD + "gYearMonth"
INTEGERS = frozenset(
    f"{XSD}{name}"
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
NUMBERS = INTEGERS | {DECIMAL, XSD + "double", XSD + "float"}
OBSERVATION = SCHEMA + "Observation"
OBSERVED_THING = SCHEMA + "observationAbout"
OBSERVATION_DATE = SCHEMA + "observationDate"
OBSERVATION_PERIOD = SCHEMA + "observationPeriod"
INDICATOR = SCHEMA + "StatisticalVariable"
MEASURED_INDICATOR = SCHEMA + "variableMeasured"
VALUE, LEAST_VALUE, GREATEST_VALUE = SCHEMA + "value", SCHEMA + "minValue", SCHEMA + "maxValue"
UNIT_OF_VALUE, UNIT_AS_PRINTED = SCHEMA + "unitCode", SCHEMA + "unitText"
PASSAGE = SCHEMA + "text"  # of evidence: its words without the breaks of print
IN_PLACE = SCHEMA + "containedInPlace"
REPORT_CLASS, ABOUT_THING, COVERAGE = SCHEMA + "Report", SCHEMA + "about", SCHEMA + "temporalCoverage"
DERIVED_FROM, PROV_ENTITY = PROV + "wasDerivedFrom", PROV + "Entity"
EVIDENCE, SOURCE, SELECTOR = OA + "SpecificResource", OA + "hasSource", OA + "hasSelector"
POSITION_SELECTOR, START, END = OA + "TextPositionSelector", OA + "start", OA + "end"
QUOTE_SELECTOR, QUOTE = OA + "TextQuoteSelector", OA + "exact"
DATASET = DCAT + "Dataset"
TITLE, SOURCE_REPORT, CONFORMS_TO = DCTERMS + "title", DCTERMS + "source", DCTERMS + "conformsTo"
LICENCE, FORMAT, LANGUAGE = DCTERMS + "license", DCTERMS + "format", DCTERMS + "language"
DESCRIPTION, CREATOR, PUBLISHER = DCTERMS + "description", DC + "creator", DC + "publisher"
CONCEPT, CONCEPT_SCHEME, IN_SCHEME = SKOS + "Concept", SKOS + "ConceptScheme", SKOS + "inScheme"
NOTATION, DEFINITION, BROADER = SKOS + "notation", SKOS + "definition", SKOS + "broader"
PREFERRED_LABEL, OTHER_LABEL, HIDDEN_LABEL = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"
EXACT_MATCH, CLOSE_MATCH, RELATED_MATCH = SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "relatedMatch"
BROAD_MATCH, NARROW_MATCH = SKOS + "broadMatch", SKOS + "narrowMatch"
