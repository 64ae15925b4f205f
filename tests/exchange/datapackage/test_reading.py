import io
import json
import zipfile
from datetime import date

import polars as pl
import pytest

from wiel.errors import InputRefused
from wiel.exchange.datapackage import read, write
from wiel.landscape import TABLES, Landscape

AS_OF = date(2026, 11, 1)
ROWS = [
    {"id": "a", "organisation": "o", "year": 2026, "kind": "begroting", "amount": -5},
    {"id": "b", "organisation": None, "year": None, "kind": None, "amount": 2**62},
]


@pytest.fixture
def small():
    return Landscape.of(AS_OF, {"costs": pl.DataFrame(ROWS, schema=TABLES["costs"].dtypes)})


@pytest.fixture
def package(tmp_path, small):
    write(small, tmp_path / "p")
    return tmp_path / "p"


def rule(path):
    with pytest.raises(InputRefused) as refusal:
        read(path)
    assert refusal.value.sentence.message("nl")
    assert refusal.value.sentence.remedy("en")
    return refusal.value.sentence.key


def changed(package, **wiel):
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor.update(wiel)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def test_folder_descriptor_and_zip_are_all_read(package, small, tmp_path):
    """A package is named by its folder, its descriptor or its zip, also a zip with the folder in it."""
    write(small, tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "map.zip", "w") as archive:
        for file in package.rglob("*.*"):
            archive.write(file, f"p/{file.relative_to(package).as_posix()}")
    for path in (package, package / "datapackage.json", tmp_path / "p.zip", tmp_path / "map.zip"):
        landscape, findings = read(path)
        assert (landscape.digest(), len(findings)) == (small.digest(), 0)


@pytest.mark.parametrize("typed_as", ["declared", "narrow", "text"])
def test_parquet_is_read(package, small, typed_as):
    """A resource may be Parquet, with the declared types, narrower ones, or text."""
    frame = small["costs"].with_columns(pl.col("amount") % 1000)
    shapes = {"declared": {}, "narrow": {"year": pl.Int16, "kind": pl.Categorical}, "text": {"year": pl.String, "kind": pl.String}}
    frame.with_columns(pl.col(name).cast(dtype) for name, dtype in shapes[typed_as].items()).write_parquet(
        package / "data" / "costs.parquet"
    )
    resources = [{"name": "costs", "path": "data/costs.parquet"}]
    landscape, findings = read(changed(package, resources=resources))

    assert landscape["costs"].to_dicts() == frame.to_dicts()
    assert [finding.rule for finding in findings] == ["datapackage.changed"]


def test_bad_values_in_parquet_are_findings(package):
    """A fraction where a whole number belongs is unknown, with its place."""
    pl.DataFrame({"id": ["a", "b"], "year": [2026.0, 2026.5], "kleur": ["x", "y"]}).write_parquet(package / "k.parquet")
    landscape, findings = read(changed(package, resources=[{"name": "costs", "path": "k.parquet"}]))

    assert landscape["costs"]["year"].to_list() == [2026, None]
    assert [(finding.rule, finding.place.row, finding.place.column) for finding in findings] == [
        ("table.unknown-column", None, "kleur"),
        ("datapackage.bad-cell", 2, "year"),
    ]


def test_cells_that_are_no_value_are_findings_and_rows_stay(package):
    """Every bad cell of a row is reported; the row stays with what could be read."""
    text = "id,year,kind,amount,kleur\r\na,tweeduizend,soort,1.5,rood\r\n,,,,\r\nb,2026,begroting,7\r\n"
    (package / "data" / "costs.csv").write_bytes(text.encode())
    landscape, findings = read(package)

    assert landscape["costs"].select("id", "year", "kind", "amount").rows() == [
        ("a", None, None, None),
        (None, None, None, None),
        ("b", 2026, "begroting", 7),
    ]
    assert [(finding.rule, finding.place.row, finding.place.column) for finding in findings] == [
        ("table.unknown-column", None, "kleur"),
        ("datapackage.bad-cell", 2, "year"),
        ("datapackage.bad-cell", 2, "kind"),
        ("datapackage.bad-cell", 2, "amount"),
    ]


def test_a_package_that_was_edited_is_pointed_out(package):
    """Content that does not meet the digest is read, with a finding."""
    path = package / "data" / "costs.csv"
    path.write_bytes(path.read_bytes().replace(b",-5", b",-6"))
    landscape, findings = read(package)

    assert landscape["costs"]["amount"][0] == -6
    assert [finding.rule for finding in findings] == ["datapackage.changed"]


def test_resources_in_pieces_and_unknown_ones(package):
    """A resource of several files is read in order; one that is no table is a finding."""
    (package / "meer.csv").write_text("id\nc\n")
    resources = [{"name": "costs", "path": ["data/costs.csv", "meer.csv"]}, {"name": "kleuren", "path": "k.csv"}]
    landscape, findings = read(changed(package, resources=resources))

    assert landscape["costs"]["id"].to_list() == ["a", "b", "c"]
    assert [finding.rule for finding in findings] == ["datapackage.unknown-resource"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"wiel": {}}, "datapackage.no-date"),
        ({"wiel": {"as_of": "gisteren"}}, "datapackage.no-date"),
        ({"wiel": None}, "datapackage.not-of-wiel"),
        ({"resources": None}, "datapackage.not-of-wiel"),
        ({"resources": ["x"]}, "datapackage.not-of-wiel"),
        ({"resources": [{"name": "costs", "path": "../costs.csv"}]}, "datapackage.path-outside"),
        ({"resources": [{"name": "costs", "path": "/etc/passwd"}]}, "datapackage.path-outside"),
        ({"resources": [{"name": "costs", "path": "https://example.org/x"}]}, "datapackage.path-outside"),
        ({"resources": [{"name": "costs", "path": 3}]}, "file.missing"),
        ({"resources": [{"name": "costs"}]}, "datapackage.path-outside"),
        ({"resources": [{"name": "costs", "path": "weg.csv"}]}, "file.missing"),
        ({"resources": [{"name": "costs", "path": "data"}]}, "file.folder"),
    ],
)
def test_a_descriptor_that_cannot_be_followed_is_refused(package, change, key):
    """Nothing is read outside the package, and nothing is guessed."""
    assert rule(changed(package, **change)) == key


def test_what_is_no_data_package_is_refused(tmp_path, zipped):
    """An empty folder, another JSON, no JSON, another zip and an empty file are each refused."""
    (tmp_path / "leeg").mkdir()
    for name, data in {"a.json": b"[1]", "b.json": b"{", "c.zip": zipped({"x": b"1"}), "d.json": b""}.items():
        (tmp_path / name).write_bytes(data)

    assert rule(tmp_path / "leeg") == "datapackage.no-descriptor"
    assert rule(tmp_path / "a.json") == "datapackage.not-of-wiel"
    assert rule(tmp_path / "b.json") == "datapackage.no-json"
    assert rule(tmp_path / "c.zip") == "datapackage.no-descriptor"
    assert rule(tmp_path / "d.json") == "file.empty"


def test_a_truncated_package_is_refused(tmp_path, small):
    """A zip that was not copied to its end is refused whole."""
    write(small, tmp_path / "p.zip")
    data = (tmp_path / "p.zip").read_bytes()
    (tmp_path / "p.zip").write_bytes(data[:-200])

    assert rule(tmp_path / "p.zip") == "file.damaged-zip"


def test_another_encoding_is_refused(package):
    """A package is UTF-8; a file in Windows text is refused with its line."""
    (package / "data" / "costs.csv").write_bytes("id,year\r\né,2026\r\n".encode("cp1252"))

    assert rule(package) == "file.encoding"


@pytest.mark.parametrize("kept", [5, 60, 400])
def test_a_truncated_parquet_file_is_refused(package, small, kept):
    """A Parquet file without its end is refused."""
    buffer = io.BytesIO()
    small["costs"].write_parquet(buffer)
    (package / "k.parquet").write_bytes(buffer.getvalue()[:kept])

    assert rule(changed(package, resources=[{"name": "costs", "path": "k.parquet"}])) == "datapackage.bad-parquet"
