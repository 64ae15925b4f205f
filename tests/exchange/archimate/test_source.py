import gzip
import io
import lzma
import zipfile

import pytest

from wiel.errors import InputRefused
from wiel.exchange.archimate import read

NAMESPACE = 'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DEEP = '<node xsi:type="Container" identifier="n{}" x="0" y="0" w="9" h="9">'


def nested(depth):
    opening = "".join(DEEP.format(n) for n in range(depth))
    view = f'<view identifier="v"><name>v</name>{opening}{"</node>" * depth}</view>'
    return f'<model {NAMESPACE} identifier="m"><views><diagrams>{view}</diagrams></views></model>'.encode()


REFUSED = {
    "doctype": f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]><model {NAMESPACE} identifier="&l11;"/>'.encode(),
    "empty": b"",
    "not-well-formed": f'<model {NAMESPACE} identifier="m"><elements></model>'.encode(),
    "not-archimate": b"<html><body/></html>",
    "unknown-encoding": b'<?xml version="1.0" encoding="klingon"?><model/>',
    "unreadable": lzma.compress(b"<model/>" * 100)[:-20],
    "no-model-in-zip": b"PK\x03\x04" + b"\0" * 60,
    "too-deep": nested(200),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_remedy(rule):
    """A bomb, an empty, broken, foreign or truncated file is refused whole; the sentence says what to do."""
    with pytest.raises(InputRefused) as caught:
        read(REFUSED[rule])
    assert caught.value.sentence.key == f"archimate.{rule}"
    assert caught.value.sentence.remedy("nl")


def test_an_external_entity_is_never_fetched(tmp_path):
    """A document type that names a file is refused before anything in it is read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    text = f'<!DOCTYPE m [<!ENTITY x SYSTEM "{secret.as_uri()}">]><model {NAMESPACE} identifier="m"><name>&x;</name></model>'
    with pytest.raises(InputRefused, match="DOCTYPE"):
        read(text.encode())


def test_a_refusal_names_the_line():
    """The place of a broken file is the line on which the parser stopped."""
    with pytest.raises(InputRefused) as caught:
        read(f'<model {NAMESPACE} identifier="m">\n<elements>\n</model>'.encode())
    assert caught.value.place.row == 3


def test_a_packed_file_may_not_grow_beyond_the_limit(small):
    """A small file that unpacks to more than the limit is refused."""
    packed = gzip.compress(small.read_bytes() + b" " * 5_000_000)
    with pytest.raises(InputRefused) as caught:
        read(packed, limit=1_000_000)
    assert caught.value.sentence.key == "archimate.too-large"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, io.BytesIO])
def test_plain_and_packed_bytes_give_the_same_model(small, pack):
    """Plain, gzip, xz and an open stream hold the same model."""
    assert read(pack(small.read_bytes()))[0] == read(small)[0]


def test_a_zip_of_archi_with_pictures_is_read(native):
    """Archi keeps a model with pictures as a zip; the model is read, the pictures are reported."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("model.xml", native.read_bytes())
        archive.writestr("images/a.png", b"\x89PNG")
    model, findings = read(target.getvalue())
    assert model == read(native)[0]
    assert findings.count("archimate.images-not-carried") == 1


def test_other_encodings_are_read(small):
    """UTF-16 and Latin-1 hold the same model as UTF-8."""
    text = small.read_text(encoding="utf-8")
    for encoding in ("utf-16", "iso-8859-1"):
        declared = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
        assert read(declared.encode(encoding))[0] == read(small)[0]


def test_a_folder_and_an_absent_file_are_refused(tmp_path):
    """A path that is no readable file is refused by name."""
    for path in (tmp_path, tmp_path / "weg.xml"):
        with pytest.raises(InputRefused, match=path.name):
            read(path)
