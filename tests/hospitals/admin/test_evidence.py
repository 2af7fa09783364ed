"""Where it came from: terms by kind, clearing, the private file."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hospitals import workflow
from hospitals.models import Evidence
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
# Who said it with them: no rows.
NOBODY_ELSE = {"said_with-TOTAL_FORMS": 0, "said_with-INITIAL_FORMS": 0}
PDF = b"%PDF-1.4 a table of appointments"


def add(client, **data):
    start = {"title": "Table 2", "said_by": make.source().pk, "terms": "as_usual"}
    return client.post(reverse("admin:hospitals_evidence_add"), start | NOBODY_ELSE | data)


def change(client, evidence, **data):
    url = reverse("admin:hospitals_evidence_change", args=[evidence.pk])
    form = client.get(url).context["adminform"].form
    start = {
        "kind": evidence.kind,
        "title": evidence.title,
        "said_by": evidence.said_by_id,
        "terms": evidence.terms,
        "description": evidence.description,
        "as_opened": form.initial["as_opened"],
    }
    return client.post(url, start | NOBODY_ELSE | data, follow=True)


@pytest.mark.parametrize(
    ("kind", "terms"),
    [("document", "on_record"), ("paper", "on_record"), ("call", ""), ("meeting", "")],
)
def test_terms_start_as_usual_for_the_kind(desk, kind, terms):
    add(desk(), kind=kind)
    assert Evidence.objects.get().terms == terms


def test_terms_that_were_agreed_are_kept(desk):
    client = desk()
    add(client, kind="call", terms="unattributable", description="a consultant at the trust")
    evidence = Evidence.objects.get()
    assert (evidence.terms, evidence.created_by) == ("unattributable", client.user)


@pytest.mark.parametrize(
    ("reported_by", "asked", "kept"),
    [
        ("", "", "ogl-3"),
        ("The Echo", "", None),
        ("", "none", None),
        ("The Echo", "ogl-3", "ogl-3"),
    ],
)
def test_a_licence_is_that_of_who_published_it_unless_another_is_chosen(
    desk, reported_by, asked, kept
):
    ogl = make.licence()
    said_by = make.source("NHS England", licence=ogl)
    add(
        desk(),
        kind="document",
        said_by=said_by.pk,
        reported_by=make.source(reported_by).pk if reported_by else "",
        licence=ogl.pk if asked == "ogl-3" else asked,
    )
    licence = Evidence.objects.get().licence
    assert (licence and licence.slug) == kept


def test_a_licence_that_nobody_has_is_refused(desk):
    answer = add(desk(), kind="document", licence="17")
    assert "licence" in answer.context["adminform"].form.errors
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("role", "may"), [("sub", False), ("data_editor", True)])
def test_a_data_editor_puts_the_licence_of_what_was_signed_off_right(desk, role, may):
    evidence = make.released().latest().evidence
    change(desk(role), evidence, licence=make.licence().pk)
    evidence.refresh_from_db()
    assert (evidence.licence is not None) == may


def test_an_upload_is_hashed_and_lies_in_private_storage(desk, settings):
    add(desk(), kind="document", file=SimpleUploadedFile("table.pdf", PDF))
    evidence = Evidence.objects.get()
    assert evidence.sha256 == hashlib.sha256(PDF).hexdigest()
    assert evidence.file.path.startswith(str(settings.PRIVATE_ROOT))


def test_the_hash_goes_with_the_file(desk):
    client = desk()
    add(client, kind="document", file=SimpleUploadedFile("table.pdf", PDF))
    evidence = Evidence.objects.get()
    change(client, evidence, **{"file-clear": "on"})
    evidence.refresh_from_db()
    assert (evidence.file.name, evidence.sha256) == ("", "")


def test_the_file_is_an_attachment_for_the_desk_only(desk, client):
    add(desk(), kind="document", file=SimpleUploadedFile("table.pdf", PDF))
    url = reverse("admin:hospitals_evidence_file", args=[Evidence.objects.get().pk])
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(make.someone("view_source"))
    assert client.get(url).status_code == 403
    client.logout()
    assert "/login/" in client.get(url).url


def test_no_file_is_a_404(desk):
    url = reverse("admin:hospitals_evidence_file", args=[make.evidence().pk])
    assert desk().get(url).status_code == 404


def test_who_may_only_look_sees_the_file_as_a_link(client):
    evidence = make.evidence(file="evidence/2023/04/table.pdf")
    client.force_login(make.someone("view_evidence"))
    page = client.get(reverse("admin:hospitals_evidence_change", args=[evidence.pk]))
    assert reverse("admin:hospitals_evidence_file", args=[evidence.pk]) in page.content.decode()


@pytest.fixture
def unattributable():
    return make.evidence(
        kind="call", terms="unattributable", description="a consultant at the trust"
    )


def seen_on(page):
    return fields_of(page).values["seen"]


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor"])
def test_only_editors_clear(desk, unattributable, role):
    url = reverse("admin:hospitals_evidence_clear", args=[unattributable.pk])
    client = desk(role)
    assert client.post(url).status_code == 403
    page = client.get(reverse("admin:hospitals_evidence_change", args=[unattributable.pk]))
    assert url not in page.content.decode()


def test_an_editor_clears_after_a_confirmation(desk, unattributable):
    client = desk("editor")
    url = reverse("admin:hospitals_evidence_clear", args=[unattributable.pk])
    page = client.get(url)
    assert "a consultant at the trust" in page.content.decode()
    client.post(url, {"seen": seen_on(page)})
    unattributable.refresh_from_db()
    assert unattributable.cleared_by == client.user
    again = client.post(url, {"seen": seen_on(client.get(url))}, follow=True)
    assert "cleared this at" in again.content.decode()


def test_an_editor_clears_what_stood_on_the_page_and_nothing_else(desk, unattributable):
    client = desk("editor")
    url = reverse("admin:hospitals_evidence_clear", args=[unattributable.pk])
    seen = seen_on(client.get(url))
    Evidence.objects.update(description="Dr Hush of ward 4")
    told = client.post(url, {"seen": seen}, follow=True).content.decode()
    assert "has been changed since you opened it" in told
    unattributable.refresh_from_db()
    assert unattributable.cleared_at is None


def test_somebody_else_as_who_said_it_drops_the_clearing_and_says_so(desk, unattributable):
    workflow.clear_evidence(by=make.user("editor"), evidence=unattributable)
    unattributable.refresh_from_db()
    other = make.source("A registrar", kind="person")
    answer = change(desk(), unattributable, said_by=other.pk)
    assert "The clearing by editor is dropped" in answer.content.decode()
    unattributable.refresh_from_db()
    assert unattributable.cleared_at is None


def test_terms_are_not_changed_by_saving(desk, unattributable):
    change(desk("editor"), unattributable, terms="on_record", description="")
    unattributable.refresh_from_db()
    assert (unattributable.terms, unattributable.description) == (
        "unattributable",
        "a consultant at the trust",
    )


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor", "editor"])
def test_behind_a_checked_figure_it_is_frozen_for_everybody(desk, role):
    evidence = make.released().latest().evidence
    change(desk(role), evidence, title="FORGED", public_caveat="FORGED", private_notes="ours")
    evidence.refresh_from_db()
    assert evidence.title != "FORGED"
    assert (evidence.public_caveat, evidence.private_notes) == ("", "ours")


@pytest.mark.parametrize(("role", "moves"), [("sub", False), ("data_editor", True)])
def test_a_data_editor_moves_its_embargo(desk, role, moves):
    evidence = make.released().latest().evidence
    later = {"embargo_until": "1 June 2030, 9.30am"}
    change(desk(role), evidence, **later)
    evidence.refresh_from_db()
    assert (evidence.embargo_until is not None) == moves


def test_other_changes_keep_the_clearing(desk, unattributable):
    workflow.clear_evidence(by=make.user("editor"), evidence=unattributable)
    unattributable.refresh_from_db()
    change(desk(), unattributable, private_notes="Second call at noon.")
    unattributable.refresh_from_db()
    assert unattributable.cleared_at
    assert unattributable.private_notes


def test_its_figures_are_listed(desk):
    figure = make.figure(locator="Acute!F87")
    evidence = figure.latest().evidence
    page = desk().get(reverse("admin:hospitals_evidence_change", args=[evidence.pk]))
    assert "Acute!F87" in page.content.decode()
    assert "1,854" in page.content.decode()


def test_an_earlier_state_can_be_looked_at_but_not_restored(desk, unattributable):
    workflow.clear_evidence(by=make.user("editor"), evidence=unattributable)
    state = unattributable.history.first()
    url = reverse("admin:hospitals_evidence_simple_history", args=[unattributable.pk, state.pk])
    client = desk("data_editor")
    assert client.get(url).status_code == 200
    assert client.post(url, {"title": "x"}).status_code == 403
