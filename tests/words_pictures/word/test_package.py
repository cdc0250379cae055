import io
import posixpath
import zipfile

from lxml import etree
from word_file import parts
from word_stories import built, story

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def test_pictures_are_stored_and_all_else_is_pressed_together() -> None:
    with zipfile.ZipFile(io.BytesIO(built(story("nl")))) as package:
        kinds = {info.filename.startswith("word/media/"): info.compress_type for info in package.infolist()}
    assert kinds == {True: zipfile.ZIP_STORED, False: zipfile.ZIP_DEFLATED}


def test_the_types_come_first_and_name_every_part() -> None:
    found = parts(built(story("nl")))
    assert next(iter(found)) == "[Content_Types].xml"
    types = etree.fromstring(found["[Content_Types].xml"])
    overrides = {each.get("PartName") for each in types.iter(f"{TYPES}Override")}
    ends = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}
    assert overrides <= {f"/{name}" for name in found}
    for name in found:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in ends - {"xml"} or name == "[Content_Types].xml"


def test_every_relationship_leads_to_a_part_and_none_outside() -> None:
    found = parts(built(story("nl")))
    reached = set()
    for name, content in found.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in etree.fromstring(content).iter(f"{RELATIONSHIPS}Relationship"):
                assert each.get("TargetMode") is None
                reached.add(posixpath.normpath(posixpath.join(folder, each.get("Target"))))
    assert reached == {name for name in found if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_no_clock_is_looked_at() -> None:
    with zipfile.ZipFile(io.BytesIO(built(story("nl")))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
