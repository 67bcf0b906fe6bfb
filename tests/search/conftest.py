"""What tests of the index share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.factories import CaseStudyFactory
from tests.search.published import titles
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.folder import Home
from wellbeing_portal.search.local_index import host_index


@pytest.fixture(scope="session")
def shared_index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder a process: the starter content is indexed once for all tests that only read."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture(autouse=True)
def index_dir(settings: Any, shared_index_dir: Path) -> Path:
    settings.INDEX_DIR = shared_index_dir
    return shared_index_dir


@pytest.fixture(autouse=True)
def whole_index() -> None:
    """Wait no longer than a visitor: what happens then is shown here."""


@pytest.fixture
def own_index_dir(settings: Any, tmp_path: Path) -> Path:
    """A folder that a test may damage."""
    settings.INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def home(own_index_dir: Path) -> Home:
    """The folder of an index of its own, which has one case study, “First”."""
    CaseStudyFactory(published=True, title="First")
    assert titles() == ["First"]
    return host_index(content_state()).home
