# A cube may leave unsaid what follows: the types of its parts, and what is said once for a slice or a data set.
# This says it (RDF Data Cube Vocabulary, section 10), so that the constraints can be asked.
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT { ?observation a qb:Observation } WHERE { ?dataset qb:observation|^qb:dataSet ?observation } ;
INSERT { ?dataset a qb:DataSet } WHERE { ?observation qb:dataSet ?dataset } ;
INSERT { ?slice a qb:Slice } WHERE { ?dataset qb:slice ?slice } ;
INSERT { ?property a qb:DimensionProperty . ?component qb:componentProperty ?property }
  WHERE { ?component qb:dimension ?property } ;
INSERT { ?property a qb:MeasureProperty . ?component qb:componentProperty ?property }
  WHERE { ?component qb:measure ?property } ;
INSERT { ?property a qb:AttributeProperty . ?component qb:componentProperty ?property }
  WHERE { ?component qb:attribute ?property } ;
INSERT { ?observation ?property ?value } WHERE {
  ?structure qb:component ?component . ?component qb:componentProperty ?property ; qb:componentAttachment qb:DataSet .
  ?dataset qb:structure ?structure ; ?property ?value .
  ?observation qb:dataSet ?dataset .
} ;
INSERT { ?observation ?property ?value } WHERE {
  ?structure qb:component ?component . ?component qb:componentProperty ?property ; qb:componentAttachment qb:Slice .
  ?dataset qb:structure ?structure ; qb:slice ?slice .
  ?slice ?property ?value ; qb:observation ?observation .
} ;
INSERT { ?observation ?property ?value } WHERE {
  ?slice qb:sliceStructure/qb:componentProperty ?property ; ?property ?value ; qb:observation ?observation .
} ;
