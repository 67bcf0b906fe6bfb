"""The commands that bring a portal up to date and serve it."""

import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.core.management import CommandError, call_command

from casestudies.models import CaseStudy, Outcome
from strategies.models import Council, Theme
from wellbeing_portal.core.content import ContentKind
from wellbeing_portal.core.models import LoadedRecord
from wellbeing_portal.search import current
from wellbeing_portal.search import local_index as host
from wellbeing_portal.search.writing import WriteFailed
from wellbeing_portal.settings import BASE_DIR
from wellbeing_portal.site.management.commands import prepare
from wellbeing_portal.site.management.commands.serve import require_free


def prepared(*arguments):
    out = io.StringIO()
    call_command("prepare", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def one_file(tmp_path, monkeypatch):
    """A content file of our own in the place of all others."""
    path = tmp_path / "themes.csv"
    path.write_text("slug,name,definition\n")
    monkeypatch.setattr(prepare, "content_paths", lambda: [path])
    return path


@pytest.fixture
def loads(monkeypatch):
    """The loads that prepare calls for, instead of loading."""
    called = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(prepare.Command, "_build_index", lambda command: None)
    return called


@pytest.mark.django_db
def test_prepare_loads_content_once(one_file, loads):
    prepared("--no-static")
    prepared("--no-static")

    assert loads == ["load_content"]


@pytest.mark.django_db
def test_prepare_loads_content_again_when_a_file_changes(one_file, loads):
    prepared("--no-static")
    one_file.write_text("slug,name,definition\nnew,New,Something new.\n")
    prepared("--no-static")

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_prepare_loads_content_into_a_database_that_has_none(one_file, loads):
    prepared("--no-static")
    LoadedRecord.objects.all().delete()
    prepared("--no-static")

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_prepare_builds_the_index_where_there_is_none(content, one_file, tmp_path, settings):
    settings.INDEX_DIR = tmp_path / "index"

    first = prepared("--no-static")
    second = prepared("--no-static")

    assert "Preparing: index" in first
    assert second == ""
    assert list(settings.INDEX_DIR.glob("*/current"))


@pytest.mark.django_db(transaction=True)
class TestPrepareOpensTheIndex:
    """Prepare tells whoever deploys when pages would have nothing to answer from."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path, settings, monkeypatch):
        monkeypatch.setattr(prepare.Command, "_load_content", lambda command: None)
        settings.INDEX_DIR = tmp_path / "index"
        return settings.INDEX_DIR

    def test_damaged_one_is_built_again(self, folder):
        prepared("--no-static")
        for meta in folder.glob("*/g-*/meta.json"):
            meta.write_text("nonsense")

        assert "Preparing: index" in prepared("--no-static")
        assert prepared("--no-static") == ""

    def test_one_that_is_behind_is_brought_up_to_date(self, folder, monkeypatch):
        prepared("--no-static")
        Theme.objects.create(slug="new", name="New", definition="Something new.")
        assert prepared("--no-static") == ""

        monkeypatch.setattr(host, "apply", no_space)
        assert current().behind is None

    def test_one_that_cannot_be_built_is_an_error_with_words(self, tmp_path, settings):
        (tmp_path / "file").touch()
        settings.INDEX_DIR = tmp_path / "file" / "index"

        with pytest.raises(CommandError, match=r"not built.*Not a directory"):
            prepared("--no-static")

    def test_one_that_cannot_be_brought_up_to_date_is_an_error_with_words(self, monkeypatch):
        prepared("--no-static")
        Theme.objects.create(slug="new", name="New", definition="Something new.")
        monkeypatch.setattr(host, "apply", no_space)

        with pytest.raises(CommandError, match=r"lacks what changed since.*No space left"):
            prepared("--no-static")


def no_space(*arguments):
    raise WriteFailed("No space left on device")


@pytest.mark.django_db
def test_prepare_looks_at_every_content_file():
    names = {path.name for path in prepare.content_paths()}

    assert {"councils.csv", "approaches.csv", "our-place.yaml"} <= names
    assert any(path.parent.name == "case_studies" for path in prepare.content_paths())


def test_prepare_leaves_what_a_curator_edited(content):
    Theme.objects.filter(slug="mental-health").update(name="Edited")

    said = prepared("--no-static")

    assert "theme mental-health: renamed by a curator to “Edited”" in said
    assert Theme.objects.get(slug="mental-health").name == "Edited"
    assert Council.objects.exists()


def test_prepare_leaves_what_a_curator_deleted_or_renamed(content):
    CaseStudy.objects.get(slug="leeds-mentally-healthy-city").delete()
    CaseStudy.objects.filter(slug="surrey-long-term-strategy").update(slug="surrey")
    Outcome.objects.filter(slug="loneliness-and-isolation").update(slug="loneliness")
    before = CaseStudy.objects.count(), Outcome.objects.count()

    said = prepared("--no-static")

    assert (CaseStudy.objects.count(), Outcome.objects.count()) == before
    assert "case study leeds-mentally-healthy-city: deleted by a curator" in said
    assert "case study surrey-long-term-strategy: given another address by a curator: “" in said
    assert "outcome loneliness-and-isolation: given another address by a curator" in said


@pytest.mark.django_db
def test_prepare_loads_again_what_a_release_gave_new_fields(one_file, loads, monkeypatch):
    prepared("--no-static")
    monkeypatch.setattr(ContentKind, "form", property(lambda kind: [kind.name, "new_field"]))
    prepared("--no-static")

    assert loads == ["load_content"] * 2


@pytest.mark.django_db
def test_prepare_collects_static_files_only_when_one_changed(tmp_path, settings, monkeypatch):
    for other in ("_load_content", "_build_index"):
        monkeypatch.setattr(prepare.Command, other, lambda command: None)
    settings.STATIC_ROOT = tmp_path / "collected"
    source = tmp_path / "static"
    (source / "src").mkdir(parents=True)
    (source / "src" / "page.scss").write_text("p { color: red }")
    (source / "page.css").write_text("p{color:red}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True

    first, second = prepared(), prepared()
    (source / "page.css").write_text("p{color:blue}")
    os.utime(source / "page.css", (1, 1))
    third = prepared()

    assert "static files" in first
    assert second == ""
    assert "static files" in third
    collected = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    assert list(collected) == ["page.css"]
    assert (settings.STATIC_ROOT / collected["page.css"]).read_text() == "p{color:blue}"


def test_serve_refuses_a_port_that_is_taken_and_names_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=rf"127.0.0.1:{port}.*make run PORT=\d+"):
            require_free(f"127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:http", "127.0.0.1:99999", ":8000"])
def test_serve_refuses_what_is_not_an_address(address):
    with pytest.raises(CommandError):
        require_free(address)


@pytest.mark.long
@pytest.mark.only_on("sqlite")
def test_serve_answers_with_a_styled_page_and_says_where(content_snapshot, shared_folder, tmp_path):
    """The whole of `make run`, from an empty database, as a visitor meets it.

    Of the content it loads a part: the whole is loaded by the tests of the content.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (tmp_path / "log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.manage_part", shared_folder / "part", "serve", address],
        cwd=BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
            "INDEX_DIR": str(tmp_path / "index"),
            "DEBUG": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "WEB_CONCURRENCY": "1",
        },
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        page = answer(f"http://{address}/", server)
        style = re.search(r'href="(/static/build/portal\.[0-9a-f]{12}\.css)"', page).group(1)
        css = answer(f"http://{address}{style}", server)
    finally:
        server.terminate()
        server.wait(10)
        log.seek(0)
        said = log.read()
        log.close()

    assert "Council Wellbeing Portal" in page
    assert "govuk" in css
    assert f"The portal is at http://{address}/" in said
    assert f"http://{address}/case-studies/" in said


def answer(address, server):
    """What the server answers, as soon as it does."""
    deadline = time.monotonic() + 300
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
                return response.read().decode()
        except OSError:
            assert server.poll() is None, "the server has ended"
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.1)
