"""The courses on offer, one of them with its cohorts; making and changing one."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.forms.courses import CourseForm, initial_of_course
from deungdae.apps.academy.forms.trainers import TrainersForm
from deungdae.apps.academy.models import Course
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.selectors.catalogue import PAGE_SIZE, Filters, cohorts_of, courses_matching
from deungdae.apps.academy.services import courses as services
from deungdae.apps.academy.views.access import course_page, crumbs, may_write, staff_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.words import course_facts, money
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    filters = Filters(**{name: typed(request, name) for name in Filters.__dataclass_fields__})
    page = Paginator(courses_matching(user=request.user, filters=filters), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "filters": filters,
        "page": page,
        "links": page_links(request, page),
        "lines": [{"course": one, "fee": money(one.fee_krw)} for one in page],
        "roles": Course.Role.choices,
        "steps": Course.Step.choices,
        "states": Course.State.choices,
        "may_write": may_write(request),
        "is_teacher": not may_write(request) and taught_by(request.user).exists(),
        "record_store": settings.LRS_ADDRESS,
    }
    return render(request, "academy/catalogue.html", context)


@course_page
@require_GET
def course(request: HttpRequest, course: Course) -> HttpResponse:
    context = {
        "course": course,
        "crumbs": crumbs(),
        "facts": course_facts(course),
        "competencies": [one.name for one in course.competencies.all()],
        "prerequisites": Course.objects.visible_to(request.user).filter(leads_to=course),
        "cohorts": cohorts_of(user=request.user, course=course),
        "may_write": may_write(request),
        "trainers": [one.name for one in course.trainers.order_by("name")] if may_write(request) else [],
    }
    return render(request, "academy/course.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def course_create(request: HttpRequest) -> HttpResponse:
    form = CourseForm(sent(request))

    def create() -> Course:
        return services.create_course(facts=form.facts(), actor=user_of(request))

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Course.objects.all(), create=create)
        done(request, _("과정 ‘{title}’(을/를) 만들었습니다."), title=made.title)
        return reverse("academy:course", args=[made.public_id])

    return form_page(request, form, act=act, title=_("과정 만들기"), crumbs=crumbs())


@staff_page
@course_page
@require_http_methods(["GET", "POST"])
def course_edit(request: HttpRequest, course: Course) -> HttpResponse:
    form = CourseForm(sent(request), course=course, initial=initial_of_course(course))

    def act() -> str:
        changed = services.update_course(course=course, facts=form.facts(), actor=user_of(request))
        done(request, _("과정 ‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return reverse("academy:course", args=[course.public_id])

    return form_page(request, form, act=act, title=_("과정 고치기"), crumbs=crumbs(course=course))


@staff_page
@course_page
@require_http_methods(["GET", "POST"])
def course_trainers(request: HttpRequest, course: Course) -> HttpResponse:
    """Who teaches it, as the year plan keeps to."""
    chosen = [one.public_id for one in course.trainers.all()]
    form = TrainersForm(sent(request), initial={"trainers": chosen})

    def act() -> str:
        services.name_trainers(course=course, trainers=list(form.cleaned_data["trainers"]))
        done(request, _("과정 ‘{title}’(을/를) 저장했습니다."), title=course.title)
        return reverse("academy:course", args=[course.public_id])

    return form_page(request, form, act=act, title=_("강사 정하기"), crumbs=crumbs(course=course))


ACTS = {
    Course.State.OFFERED.value: services.offer_course,
    Course.State.ARCHIVED.value: services.archive_course,
}


@staff_page
@course_page
@require_POST
def course_state(request: HttpRequest, course: Course) -> HttpResponse:
    """Offered to everybody, or put away."""
    act = ACTS.get(request.POST.get("state", ""))
    try:
        if act is None:
            raise RefusedError("state", _("무엇으로 바꿀지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
        changed = act(course=course, actor=user_of(request))
        done(request, _("과정을 ‘{state}’(으로/로) 바꿨습니다."), state=str(changed.get_state_display()))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("academy:course", course_id=course.public_id)
