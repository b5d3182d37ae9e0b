"""The pages of imports: history, sending in, looking through, applying, taking back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.core.audit.acts import FILE_DOWNLOADED, PEOPLE
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import files, mapping, selectors, services
from deungdae.apps.core.imports.forms import MappingForm, UploadForm
from deungdae.apps.core.imports.frame import IMPORTERS, TICKED, Importer
from deungdae.apps.core.imports.pages import TONES, crumbs, page_of_run, row_key, template_address
from deungdae.apps.core.models import ImportRun

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def permitted_importer(request: HttpRequest, name: str) -> Importer:
    """The importer, when there is one and this person may use it."""
    importer = IMPORTERS.get(name)
    if importer is None:
        raise Http404
    if not request.user.has_perm(importer.permission):
        raise PermissionDenied
    return importer


def visible_run(request: HttpRequest, import_id: UUID) -> ImportRun:
    run: ImportRun = get_object_or_404(selectors.runs_visible_to(user=request.user), public_id=import_id)
    if IMPORTERS[run.importer].subject_title(subject=run.subject, user=request.user) is None:
        raise Http404
    return run


@login_required
@require_GET
@permission_required("core.read_jobs", raise_exception=True)
def import_list(request: HttpRequest) -> HttpResponse:
    runs, before = selectors.page_of_runs(user=request.user, before=row_key(request, "before"))
    importers = selectors.usable_importers(user=request.user)
    titles = {name: str(importer.title) for name, importer in IMPORTERS.items()}
    subjects = selectors.subjects_of(runs, user=request.user)
    lines = [
        {
            "run": run,
            "title": titles[run.importer],
            "tone": TONES[run.state],
            "subject": subjects.get((run.importer, run.subject)),
        }
        for run in runs
    ]
    context = {"lines": lines, "importers": importers, "next_url": f"?before={before}" if before else ""}
    return render(request, "core/import_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest, importer: str) -> HttpResponse:
    kind = permitted_importer(request, importer)
    subject = request.GET.get("subject", "")[:100]
    subject_title = kind.subject_title(subject=subject, user=request.user)
    if subject_title is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, importer=kind, options=kind.defaults())
    if form.is_valid():
        try:
            run = services.start_import(
                importer=kind.name,
                subject=subject,
                file=form.cleaned_data["file"],
                actor=request.user,
                options=form.chosen_options(),
            )
            return redirect("core:import_detail", import_id=run.public_id)
        except RefusedError as error:
            form.add_error("file", error.message)
    context = {
        "form": form,
        "importer": kind,
        "subject_title": subject_title,
        "template_url": template_address(kind),
        "crumbs": crumbs(request.user),
    }
    return render(request, "core/import_new.html", context)


@login_required
@require_GET
def import_detail(request: HttpRequest, import_id: UUID) -> HttpResponse:
    run = visible_run(request, import_id)
    after = row_key(request, "after") or 0
    return render(request, "core/import_detail.html", page_of_run(run, user=request.user, after=after))


@login_required
@require_POST
def import_mapping(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Check again with the columns and options that were chosen."""
    run = visible_run(request, import_id)
    form = MappingForm(request.POST, run=run, importer=selectors.importer_of(run))
    if not form.is_valid():
        context = page_of_run(run, user=request.user, mapping_form=form)
        return render(request, "core/import_detail.html", context, status=422)
    try:
        services.check_again(
            run=run, chosen=form.chosen_mapping(), options=form.chosen_options(), actor=request.user
        )
    except RefusedError as error:
        messages.error(request, error.message)
    return redirect("core:import_detail", import_id=run.public_id)


@login_required
@require_POST
def import_option(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Check again with one option ticked and everything else as it was."""
    run = visible_run(request, import_id)
    importer = selectors.importer_of(run)
    option = next((one for one in importer.options if one.name == request.POST.get("option")), None)
    if option is None or option.choices:
        messages.error(request, _("알 수 없는 선택입니다. 화면을 새로 고쳐 다시 하십시오."))
        return redirect("core:import_detail", import_id=run.public_id)
    try:
        services.check_again(
            run=run,
            chosen=mapping.from_json(run.mapping),
            options={**run.options, option.name: TICKED},
            actor=request.user,
        )
    except RefusedError as error:
        messages.error(request, error.message)
    return redirect("core:import_detail", import_id=run.public_id)


@login_required
@require_POST
def import_apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    run = visible_run(request, import_id)
    try:
        services.apply_import(run=run, actor=request.user)
    except RefusedError as error:
        messages.error(request, error.message)
    return redirect("core:import_detail", import_id=run.public_id)


@login_required
@require_POST
def import_undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    run = visible_run(request, import_id)
    try:
        services.start_undo(run=run, actor=request.user)
    except RefusedError as error:
        messages.error(request, error.message)
    return redirect("core:import_detail", import_id=run.public_id)


@login_required
@require_GET
def import_errors_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What is wrong, as a file: XLSX, or CSV with ?format=csv."""
    run = visible_run(request, import_id)
    record_audit(
        act=FILE_DOWNLOADED,
        caller=caller_of(request),
        subject=Subject(PEOPLE, run.short_id),
        target=f"import:{run.short_id}",
    )
    if request.GET.get("format") == "csv":
        return attachment(files.errors_csv(run), "text/csv; charset=utf-8", f"errors-{run.short_id}.csv")
    return attachment(files.errors_workbook(run), XLSX, f"errors-{run.short_id}.xlsx")


@login_required
@require_GET
def import_template(request: HttpRequest, importer: str) -> HttpResponse:
    kind = permitted_importer(request, importer)
    content = kind.template() or files.template_workbook(kind)
    return attachment(content, XLSX, f"{kind.template_name or f'{kind.name}-template'}.xlsx")


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "sandbox"
    return response
