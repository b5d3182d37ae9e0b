"""Who comes: the list, adding (first the organisation, then the rest), changing, taking off."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.personal.forms import keep_masked
from deungdae.apps.accounts.personal.opening import OPEN, Opened, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import opening_page
from deungdae.apps.caravan.forms.participant import ParticipantForm, initial_of_participant
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.selectors import participants_of_day
from deungdae.apps.caravan.services import participants as services
from deungdae.apps.caravan.services.looks import note_search
from deungdae.apps.caravan.services.publication import agenda_token, renew_agenda_link
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import (
    address,
    chosen,
    day_render,
    form_status,
    refusal_status,
    searched,
    sent,
)
from deungdae.apps.caravan.views.next_step import import_address
from deungdae.apps.caravan.views.paging import page_of
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.organisations.models import Organisation

CHOICES = 20


@staff_day_page
@require_GET
def participant_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    search = searched(request)
    side = chosen(request, "side", Participant.Side.values)
    page = page_of(participants_of_day(day=day, search=search, side=side), number=request.GET.get("page", ""))
    note_search(day, search, caller=caller_of(request))
    return day_render(
        request,
        "participant_list.html",
        day=day,
        tab="participants",
        page=page,
        search=search,
        side=side,
        sides=Participant.Side.choices,
        active=bool(search) + bool(side),
        import_url=import_address(day),
    )


def chosen_organisation(request: HttpRequest) -> Organisation | None:
    """The organisation named by ?organisation=, if the person may see it."""
    try:
        public_id = from_short(request.GET.get("organisation", ""))
    except ValueError:
        return None
    return Organisation.objects.visible_to(request.user).filter(public_id=public_id).first()


def organisation_choices(request: HttpRequest, *, day: MatchingDay, search: str) -> list[Organisation]:
    """Up to 20 organisations by name or business number that do not take part in the day yet."""
    if not search:
        return []
    visible = Organisation.objects.visible_to(request.user).exclude(participations__day=day)
    digits = "".join(character for character in search if character.isdigit())
    by_name = visible.filter(name__icontains=search)
    by_number = visible.filter(business_number=digits) if len(digits) == 10 else visible.none()
    return list((by_number | by_name).select_related("industry", "region")[:CHOICES])


@staff_day_page
@require_http_methods(["GET", "POST"])
def participant_create(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    organisation = chosen_organisation(request)
    above = ((_("참가자"), address("participants", day)),)
    if organisation is None:
        search = searched(request)
        choices = organisation_choices(request, day=day, search=search)
        return day_render(
            request, "participant_choose.html", day=day, above=above, search=search, choices=choices
        )
    form = ParticipantForm(sent(request), day=day)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.add_participant(
                day=day, organisation=organisation, actor=user_of(request), **form.values_for_service()
            )
        except RefusedError as error:
            refused = error
        else:
            done(request, _("참가자 {name}(을/를) 더했습니다."), name=organisation.name)
            return redirect(address("participants", day))
    return day_render(
        request,
        "participant_form.html",
        day=day,
        above=above,
        form=form,
        organisation=organisation,
        status=form_status(form, refused),
    )


def participant_of(day: MatchingDay, participant_id: UUID) -> Participant:
    found = day.participants.select_related("organisation", "own_table")
    return get_object_or_404(found, public_id=participant_id)


def form_of(participant: Participant, data: QueryDict | None = None, *, opened: Opened) -> ParticipantForm:
    """What is known of the participant; of the contact person what is open on this page, else masked."""
    values = initial_of_participant(participant=participant)
    form = ParticipantForm(data, day=participant.day, initial=values)
    keep_masked(form, record=participant, opened=opened)
    return form


def participant_page(
    request: HttpRequest,
    *,
    day: MatchingDay,
    participant: Participant,
    form: ParticipantForm,
    opened: Opened,
    **more: Any,
) -> HttpResponse:
    return day_render(
        request,
        "participant_form.html",
        day=day,
        above=((_("참가자"), address("participants", day)),),
        form=form,
        participant=participant,
        organisation=participant.organisation,
        link=request.build_absolute_uri(link_of(participant)),
        opened=opened,
        may_open=participant.public_id not in opened and bool(participant.covered()),
        **more,
    )


def link_of(participant: Participant) -> str:
    return reverse("caravan:agenda_by_link", kwargs={"token": agenda_token(participant)})


@staff_day_page
@require_http_methods(["GET", "POST"])
def participant_edit(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    participant = participant_of(day, participant_id)
    opened = opened_on(request, user=user_of(request))
    form = form_of(participant, sent(request), opened=opened)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_participant(
                participant=participant, actor=user_of(request), **form.values_for_service()
            )
        except RefusedError as error:
            refused = error
        else:
            done(request, _("‘{name}’의 참가 정보를 저장했습니다."), name=participant.organisation.name)
            return redirect(address("participants", day))
    return participant_page(
        request, day=day, participant=participant, form=form, opened=opened, status=form_status(form, refused)
    )


@staff_day_page
@require_http_methods(["GET", "POST"])
def participant_open(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    """The contact person's masked fields, with a reason."""
    if not request.user.has_perm(OPEN):
        raise PermissionDenied
    return opening_page(request, participant_of(day, participant_id))


@staff_day_page
@require_POST
def participant_remove(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    participant = participant_of(day, participant_id)
    name = participant.organisation.name
    try:
        services.remove_participant(participant=participant, actor=user_of(request))
    except RefusedError as error:
        opened = opened_on(request, user=user_of(request))
        form = form_of(participant, opened=opened)
        return participant_page(
            request,
            day=day,
            participant=participant,
            form=form,
            opened=opened,
            refusal=error.message,
            status=refusal_status(error),
        )
    done(request, _("참가자 {name}(을/를) 명단에서 뺐습니다."), name=name)
    return redirect(address("participants", day))


@staff_day_page
@require_POST
def participant_link(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    """A new unguessable address for the agenda; the old one stops working."""
    participant = participant_of(day, participant_id)
    renew_agenda_link(participant=participant, actor=user_of(request))
    done(request, _("새 일정표 링크를 만들었습니다. 이전 링크는 더 이상 열리지 않습니다."))
    return redirect(address("participant_edit", day, participant_id=participant.public_id))
