"""Say of each XML file named whether it keeps to the DTD that it names, as JSON: the DTDs are those of @jats4r/dtds.

Run by itself with XML_CATALOG_FILES set: libxml2 reads its catalogues once, when it is first used.
"""

from __future__ import annotations

import json
import sys

from lxml import etree

told = {}
for name in sys.argv[1:]:
    parser = etree.XMLParser(dtd_validation=True, load_dtd=True, no_network=True, resolve_entities=True, recover=True)
    tree = etree.parse(name, parser)
    faults = [*parser.error_log]
    if not tree.docinfo.externalDTD.validate(tree):
        faults += tree.docinfo.externalDTD.error_log
    told[name] = [f"{fault.line}: {fault.message}" for fault in faults]
print(json.dumps(told))
