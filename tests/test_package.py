from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from words_pictures import wording
from words_pictures.definition import definitions

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "webapp" / "static"
OF_OTHERS = sorted(path for path in (*STATIC.glob("vendor/*.js"), *STATIC.glob("fonts/*.woff2")))
"""What others made and is served as it is."""
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("words_pictures", "webapp")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as others would get it."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out), at=ROOT)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the sources in which nothing but the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "--no-index", "--no-deps", "--target", str(folder / "package"), str(wheel), at=folder)
    return folder


def run(*words: str, at: Path, package: Path | None = None) -> str:
    """What a program prints, started in a folder; only `package` comes before what the environment has installed."""
    # The editable install puts the sources on the path; -P and this folder in front make the wheel the one that is found.
    environment = {**os.environ, "PYTHONPATH": str(package or ""), "PYTHONSAFEPATH": "1"}
    ended = subprocess.run(words, cwd=at, env=environment, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_templates_and_translations_are_inside_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.html")}
    own_files = {path.relative_to(ROOT).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    definitions = {path.relative_to(ROOT).as_posix() for path in (ROOT / "words_pictures").rglob("*.toml")}
    assert {f"webapp/{name}" for name in templates} <= inside
    assert own_files <= inside
    assert definitions <= inside
    for domain, languages in (("webapp", wording.WORK_LANGUAGES), ("words_pictures", wording.LANGUAGES)):
        catalogues = {f"words_pictures/translations/{one}/LC_MESSAGES/{domain}.po" for one in languages}
        assert catalogues - {f"words_pictures/translations/en/LC_MESSAGES/{domain}.po"} <= inside


def test_nothing_stands_at_the_top_of_the_wheel_but_the_two_packages(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"webapp", "words_pictures"}


def test_the_wheel_carries_its_licence(wheel):
    with zipfile.ZipFile(wheel) as opened:
        licence = next(name for name in opened.namelist() if name.endswith("licenses/LICENSE"))
        assert b"EUROPEAN UNION PUBLIC LICENCE v. 1.2" in opened.read(licence)


def test_the_installed_command_says_what_it_does(installed):
    said = run(sys.executable, "-m", "webapp.commands", "--help", at=installed, package=installed / "package")
    assert "words-pictures serve --demo" in said


def test_the_installed_package_writes_the_demo_and_serves_a_page(installed):
    found = json.loads(run(sys.executable, "-c", ELSEWHERE, at=installed, package=installed / "package"))
    assert all(Path(place).is_relative_to(installed) for place in found["places"])
    assert found["scenes"] == 4
    assert found["status"] == 200
    assert "Aanmelden" in found["page"]
    assert "/static/base.css" in found["page"]


ELSEWHERE = """
import json, pathlib
import webapp, words_pictures
from click.testing import CliRunner
from webapp import commands, create_app
from webapp.config import config_for
from words_pictures.bundle import read_bundle

commands.STORIES = ("story-youngest",)
written = CliRunner().invoke(commands.main, ["demo", "out"], catch_exceptions=False)
assert written.exit_code == 0, written.output
bundle = read_bundle(pathlib.Path("out/story-youngest.zip").read_bytes())
client = create_app(config_for(pathlib.Path("instance"), origin="http://localhost")).test_client()
page = client.get("/sign-in", headers={"Accept-Language": "nl"})
print(json.dumps({
    "places": [webapp.__file__, words_pictures.__file__],
    "scenes": len(bundle.document.items("scenes")),
    "status": page.status_code,
    "page": page.get_data(as_text=True),
}))
"""


def test_every_module_imports_on_its_own(tmp_path: Path):
    # One process for all, but each module first: what it needs from another it has to import itself.
    run(sys.executable, "-c", EACH_ALONE.format(modules=MODULES, folder=str(tmp_path)), at=ROOT, package=ROOT)


EACH_ALONE = """
import importlib, sys, tempfile
sys.dont_write_bytecode, sys.pycache_prefix = False, tempfile.mkdtemp(dir={folder!r})
own = ("words_pictures", "webapp")

def alone(module):
    for name in [name for name in sys.modules if name.split(".")[0] in own]:
        del sys.modules[name]
    importlib.import_module(module)
    return set(sys.modules)

# Before a module always comes its package: what that brings along has been imported just as it would be on its own.
brought = {{}}
for module in {modules}:
    package = module.rpartition(".")[0]
    if package and package not in brought:
        brought[package] = alone(package)
    if module not in brought.get(package, ()):
        alone(module)
"""


def test_the_library_imports_where_flask_and_the_database_are_not_installed():
    library = [module for module in MODULES if module.startswith("words_pictures")]
    assert len(library) > 15
    run(sys.executable, "-c", WITHOUT_WEB.format(modules=library), at=ROOT, package=ROOT)


WITHOUT_WEB = """
import importlib, sys
for name in ("flask", "flask_htmx", "werkzeug", "jinja2", "sqlalchemy", "alembic", "sqlcipher3", "argon2", "gunicorn", "webapp"):
    sys.modules[name] = None
for module in {modules}:
    importlib.import_module(module)
"""


@pytest.mark.parametrize("file", OF_OTHERS, ids=lambda path: path.name)
def test_what_others_made_is_served_as_they_made_it(file):
    recorded = dict(reversed(line.split("  ")) for line in (STATIC / "vendor" / "SHA256SUMS").read_text().splitlines())
    name = file.relative_to(STATIC).as_posix()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == recorded[name]


def test_no_recorded_file_is_missing():
    lines = (STATIC / "vendor" / "SHA256SUMS").read_text().splitlines()
    assert sorted(line.split("  ")[1] for line in lines) == sorted(
        path.relative_to(STATIC).as_posix() for path in OF_OTHERS
    )


def test_the_licences_of_others_stand_beside_their_work():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text()
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "htmx-LICENSE.txt").read_text()


def test_make_says_what_each_command_is_for():
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    explained = {line.split()[1]: line.split(maxsplit=2)[2] for line in said}
    assert {"help", "install", "run", "test", "check", "bench", "look", "faults"} <= set(explained)
    assert all(len(explanation) > 15 for explanation in explained.values())


def test_every_make_command_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert {"run", "test"} <= named
    assert all(f"\n{name}:" in makefile for name in named)


def test_every_picture_and_page_the_readme_names_is_there():
    named = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    pictures = [ROOT / name for name in named if name.endswith(".png")]
    assert len(pictures) == 4
    assert all(picture.stat().st_size <= 120_000 for picture in pictures)
    assert all((ROOT / name).is_file() for name in named)


def test_no_page_knows_a_kind_of_document_by_its_name() -> None:
    # What is about one kind stands in its definition. The family's file is no such kind: every document speaks of it.
    named = re.compile(rf"[\"']({'|'.join(id for id in definitions() if id != 'family')})[\"'.](?!:)")
    sources = [*(ROOT / "webapp").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert [(one.name, found[1]) for one in sources for found in named.finditer(one.read_text("utf-8"))] == []
