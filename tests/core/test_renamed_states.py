"""A state that gets another name has it everywhere, and that is nobody's edit."""

from __future__ import annotations

import pytest
from django.apps import apps

from casestudies.models import CaseStudy
from tests import factories as make
from wellbeing_portal.core.models import LoadedRecord
from wellbeing_portal.core.renamed_states import rename_state

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = CaseStudy.State


def test_records_their_versions_and_what_files_last_wrote_have_the_new_name() -> None:
    draft, live = make.CaseStudyFactory(), make.CaseStudyFactory(published=True)
    draft_of_files, live_of_files = (
        LoadedRecord.objects.create(
            kind="case study",
            key=one.slug,
            record=one.pk,
            file_digest="",
            state={"state": str(one.state), "title": one.title},
        )
        for one in (draft, live)
    )

    rename_state(apps, "casestudies", ["CaseStudy"], State.DRAFT, State.TRASHED)

    for one, loaded, state in (
        (draft, draft_of_files, State.TRASHED),
        (live, live_of_files, State.PUBLISHED),
    ):
        one.refresh_from_db()
        loaded.refresh_from_db()
        assert one.state == state
        assert one.history.first().state == state
        assert loaded.state == {"state": state, "title": one.title}
