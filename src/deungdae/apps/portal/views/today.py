"""What waits for whom today."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.selectors.enrolments import cohorts_to_decide, offers_waiting
from deungdae.apps.accounts.rights.roles import ONLY_A_PERSON, role_in_use
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.selectors.aftermath import waiting_follow_ups
from deungdae.apps.core import clock
from deungdae.apps.core.audit.review import review_of
from deungdae.apps.core.audit.selectors import READ as READ_AUDIT
from deungdae.apps.core.audit.views import months_before
from deungdae.apps.diagnosis.bridge.frameworks import title_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.rules import JUDGE
from deungdae.apps.diagnosis.rules import READ_ALL as READ_DIAGNOSES
from deungdae.apps.diagnosis.selectors.assessments import late_ones, waiting_for
from deungdae.apps.diagnosis.selectors.proofs import proofs_to_judge
from deungdae.apps.organisations.selectors.people import claims_of, claims_to_decide, invitations_for
from deungdae.apps.organisations.selectors.references import references_waiting
from deungdae.apps.policy.rules import JUDGE as JUDGE_REPORTS
from deungdae.apps.policy.rules import REPORT as REPORT_TASKS
from deungdae.apps.policy.selectors.waiting import orders_waiting, reports_to_judge, reports_waiting
from deungdae.apps.portal.selectors import today as selectors
from deungdae.apps.privacy.selectors import open_requests
from deungdae.apps.programme.rules import WRITE as SET_TARGETS
from deungdae.apps.programme.selectors.standing import doubtful_now
from deungdae.apps.reports.selectors.reports import new_letters
from deungdae.apps.reports.selectors.reports import reports_waiting as papers_waiting
from deungdae.apps.roadmap.selectors.waiting import steps_waiting


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if user.has_perm("caravan.manage_days"):
        return staff_today(request)
    context = {
        "invitations": list(invitations_for(user=user)),
        "claims": list(claims_of(user=user)[:20]),
        "offers": list(offers_waiting(user=user)[:20]),
    }
    if role_in_use(user=user) == ONLY_A_PERSON:
        return render(request, "portal/today_start.html", context)
    if user.has_perm(REPORT_TASKS):
        waiting = {"reports": reports_waiting(user), "orders": orders_waiting(user), "today": clock.today()}
        return render(request, "portal/today_ministry.html", {**context, **waiting})
    if user.has_perm(READ_AUDIT):
        return render(request, "portal/today_auditor.html", {**context, **review_waiting()})
    participations = list(selectors.own_participations(user=user)[: selectors.SHOWN])
    context |= {
        "today": clock.today(),
        "references": list(references_waiting(user=user)[:20]),
        "diagnoses": diagnoses_waiting(request),
        "steps": steps_waiting(user, most=selectors.SHOWN),
        "letters": new_letters(user),
        "follow_ups": waiting_follow_ups(user=user)[: selectors.SHOWN],
        "requests": list(selectors.requests_to_answer(user=user)[:20]),
        "agendas": selectors.next_agendas(user=user),
        "participations": [
            (participant, day_words(selectors.days_until(day=participant.day.date)))
            for participant in participations
        ],
    }
    return render(request, "portal/today_participant.html", context)


def review_waiting() -> dict[str, object]:
    """The last month that has ended, and whether its review is signed."""
    month = months_before(clock.today().replace(day=1), 1)
    return {"today": clock.today(), "month": month, "review": review_of(month=month)}


def staff_today(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    days = selectors.days_in_work(user=user)
    context = {
        "today": clock.today(),
        "days": [(day, day_words(selectors.days_until(day=day.date))) for day in days],
        "cohorts": list(cohorts_to_decide(user=user)[: selectors.SHOWN]),
        "proofs": proofs_waiting(request),
        "late_diagnoses": late_ones(user).count() if user.has_perm(READ_DIAGNOSES) else 0,
        "proposals": list(selectors.proposals_to_decide(user=user)),
        "jobs": list(selectors.jobs_failed_lately(user=user)),
        "claims": claims_to_decide(user=user).filter(decided_at=None).count(),
        "data_requests": open_requests(),
        "reports": reports_to_judge() if user.has_perm(JUDGE_REPORTS) else [],
        "papers": papers_waiting(user),
        "troubles": selectors.troubles_with_messages(user=user),
        "targets": doubtful_now() if user.has_perm(SET_TARGETS) else [],
    }
    return render(request, "portal/today.html", context)


def diagnoses_waiting(request: HttpRequest) -> list[tuple[object, str, str]]:
    """(assessment, what it is called, how long there is) of those that one's own company has to answer."""
    found = waiting_for(user_of(request))[: selectors.SHOWN]
    return [
        (one, title_of(one.framework), day_words(selectors.days_until(day=one.due_on)) if one.due_on else "")
        for one in found
    ]


def proofs_waiting(request: HttpRequest) -> list[Assessment]:
    """Assessments with proofs that nobody of the centre has looked at, each once."""
    if not request.user.has_perm(JUDGE):
        return []
    found = {one.assessment_id: one.assessment for one in proofs_to_judge()[:50]}
    return list(found.values())[: selectors.SHOWN]


def day_words(days: int) -> str:
    """“3일 남음”, “오늘”, “2일 지남”."""
    if days == 0:
        return _("오늘")
    if days > 0:
        return _("%(days)s일 남음") % {"days": f"{days:,}"}
    return _("%(days)s일 지남") % {"days": f"{-days:,}"}
