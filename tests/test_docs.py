"""What the documents say is so."""

import re
import runpy
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import reverse

ROOT = Path(__file__).parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CONTENT-LICENCE.md"]
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()

each_document = pytest.mark.parametrize("name", DOCUMENTS)


def section(title):
    """What stands under a heading of the README, up to the next of its rank."""
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE).group(1)


def first_column(title):
    cells = re.findall(r"^\| (.+?) \|", section(title), re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(.+?)`", cell)}


def targets():
    return set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_configuration_lists_every_variable_that_is_read_and_no_other():
    settings = (ROOT / "wellbeing_portal/settings.py").read_text()
    server = (ROOT / "wellbeing_portal/gunicorn.conf.py").read_text()
    read = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings)
    read += re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", settings + server)

    assert first_column("Configuration") == set(read)


def test_makefile_has_the_targets_that_people_rely_on():
    assert targets() >= {"setup", "run", "dev", "test", "check", "bench", "admin", "clean"}


def test_help_tells_what_every_target_is_for():
    assert targets() == set(re.findall(r"^([a-z]+):.*?  ## ", MAKEFILE, re.MULTILINE))


@each_document
def test_make_commands_in_documents_exist(name):
    text = (ROOT / name).read_text()

    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) <= targets()


@each_document
def test_management_commands_in_documents_exist(name):
    text = (ROOT / name).read_text()

    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


@each_document
def test_paths_in_documents_exist(name):
    text = (ROOT / name).read_text()
    made = ("static/build/", "var/", ".venv", ".env")
    paths = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text)) | set(
        re.findall(r"\]\((?!http)([^)#]+)\)", text)
    )
    named = {path for path in paths if "/" in path or path.endswith((".py", ".md", ".png"))}

    missing = {
        path
        for path in named
        if not path.startswith(made) and not any(ROOT.glob(path)) and not any(ROOT.rglob(path))
    }

    assert named
    assert missing == set()


@pytest.mark.parametrize("address", sorted(first_column("What to try")))
def test_page_to_try_is_there(address, client, content):
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert "Council Wellbeing Portal</title>" in response.content.decode()


def test_what_make_run_says_to_try_is_in_the_readme():
    server = runpy.run_path(str(ROOT / "wellbeing_portal/gunicorn.conf.py"))
    told = {reverse(route) for route, _ in server["WHAT_TO_TRY"]}

    assert told
    assert told <= first_column("What to try")


def test_locked_requirements_have_hashes_and_no_addresses():
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text()
        requirements = re.findall(r"^[a-z][\w.-]*==[^\n]*\n(?=( *--hash)?)", text, re.MULTILINE)

        assert requirements
        assert all(requirements), f"{path.name} has a requirement without a hash"
        assert "://" not in text


def test_locked_packages_of_npm_have_hashes_and_no_addresses():
    text = (ROOT / "package-lock.json").read_text()

    assert text.count('"integrity": "sha512-') > 3
    assert '"resolved"' not in text


DERIVATIONS = (ROOT / "docs" / "derivations.md").read_text()
SOURCES = {
    path.relative_to(ROOT).with_suffix("").parts: path.read_text()
    for package in ("casestudies", "strategies", "wellbeing_portal")
    for path in (ROOT / package).rglob("*.py")
}


def stands_in_code(name):
    """Tell whether a module, or what stands in one or in a class, is called so.

    Of a longer name each part stands in the module that the first of them name.
    """
    parts = tuple(name.split("."))
    modules = (
        (source, parts[size:])
        for size in range(1, len(parts) + 1)
        for path, source in SOURCES.items()
        if (path if path[-1] != "__init__" else path[:-1])[-size:] == parts[:size]
    )
    classes = (
        (source, ())
        for source in SOURCES.values()
        if re.search(rf"^class {parts[0]}\b", source, re.MULTILINE)
    )
    return any(
        all(re.search(rf"\b{part}\b", source) for part in rest)
        for source, rest in (*modules, *classes)
    )


def test_what_makes_each_derivation_exists():
    named = set(re.findall(r"`([A-Za-z_]\w*(?:\.\w+)+)`", DERIVATIONS))
    named = {one for one in named if not one.endswith((".py", ".html", ".txt", ".md", ".csv"))}

    assert len(named) > 200
    assert sorted(one for one in named if not stands_in_code(one)) == []
