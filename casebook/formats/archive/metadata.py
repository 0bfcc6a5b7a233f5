"""What the file says that it is: WeasyPrint names PDF/A in the metadata, this adds PDF/UA to the same description.

Readers take the first `rdf:RDF` of a metadata stream and no other; so the second claim has to go into it, and PDF/A
wants every property that it does not know itself to be described (ISO 19005-2, 6.6.2.3.3; ISO 14289-1, 5).
"""

from __future__ import annotations

from typing import Any

_END = b"</rdf:RDF>"
_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def claim_accessibility(pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata of a file about to be written; RuntimeError when they are other than expected."""
    reference = pdf.catalog["Metadata"]
    stream = pdf.objects[int(reference.split()[0])].stream
    if len(stream) != 1 or stream[0].count(_END) != 1:
        raise RuntimeError("the metadata of the PDF hold no description, or several")
    stream[0] = stream[0].replace(_END, _CLAIM + _END)
