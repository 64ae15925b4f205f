"""Reads any ArchiMate file: the exchange format or Archi's own."""

from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.archimate import exchange_format, native_format
from wiel.exchange.archimate.checking import check
from wiel.exchange.archimate.model import ArchimateModel
from wiel.exchange.archimate.record import Record
from wiel.exchange.archimate.source import LIMIT, Opened, Source, opened, refused
from wiel.findings import Findings


def read(source: Source, limit: int = LIMIT) -> tuple[ArchimateModel, Findings]:
    """Which model does this file hold, and what is wrong with it?

    Reads Open Exchange 2.1 and 3.0–3.2 and Archi's own format, plain or packed with gzip, xz or (Archi with pictures) zip.
    Everything in the file is kept; what does not hold is a finding with its line. Entities and document types are refused.

    Args:
        source: a path, the bytes, or an open binary file.
        limit: the number of bytes that the unpacked file may hold.

    Raises:
        InputRefused: the file cannot be read as a whole; the place gives the line, the sentence the remedy.

    >>> text = b'''<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"
    ...   xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m"><name>Wiel</name>
    ...   <elements><element identifier="a" xsi:type="ApplicationComponent"><name>Zaakspil</name></element></elements></model>'''
    >>> model, findings = read(text)
    >>> model.name, [element.name for element in model.elements], len(findings)
    ('Wiel', ['Zaakspil'], 0)
    """
    with opened(source, limit) as file:
        record = Record(file.file)
        try:
            model = _model(file, record)
        except etree.XMLSyntaxError as error:
            line = error.position[0] if error.position else None
            reason = str(error.msg or "").partition(", line")[0]
            raise refused("not-well-formed", file.file, line, reason=reason) from error
        check(model, record)
        return model, record.findings(file.findings)


def recognises(source: Source) -> bool:
    """Whether a file says that it is an ArchiMate model; it is read no further than its first tag.

    >>> recognises(b'<model xmlns="http://www.opengroup.org/xsd/archimate"/>'), recognises(b"<html/>"), recognises(b"")
    (True, False, False)
    """
    try:
        with opened(source) as file:
            native = file.root.namespace == native_format.NAMESPACE and file.root.name == "model"
            return native or exchange_format.version_of(file.root) is not None
    except InputRefused:
        return False


def _model(file: Opened, record: Record) -> ArchimateModel:
    version = exchange_format.version_of(file.root)
    if version is not None:
        return exchange_format.read_exchange(file.rewind(), version, record)
    if file.root.namespace == native_format.NAMESPACE and file.root.name == "model":
        number = file.root.attributes.get("version", "").strip()
        return native_format.read_native(file.rewind(), f"Archi {number}".strip(), record)
    raise refused("not-archimate", file.file, 1, root=f"{file.root.namespace} {file.root.name}".strip())
