"""What a reviewer has to do, and one review."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.forum.forms.talks import ReviewForm
from deungdae.apps.forum.models import TalkReview
from deungdae.apps.forum.rules import REVIEW
from deungdae.apps.forum.selectors.forums import reviews_open
from deungdae.apps.forum.selectors.programme import speakers_words
from deungdae.apps.forum.services.reviewing import write_review
from deungdae.apps.forum.views.access import crumbs


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(REVIEW):
        raise Http404
    lines = [{"review": one, "talk": one.talk} for one in reviews_open(request.user)[:200]]
    return render(request, "forum/reviews.html", {"lines": lines, "crumbs": crumbs()})


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One's own review; those of others are read on the page of the talk."""
    if not request.user.has_perm(REVIEW):
        raise Http404
    found = reviews_open(request.user).filter(talk__speakers__isnull=False).distinct()
    mine = get_object_or_404(found, public_id=review_id)
    names = (*TalkReview.CRITERIA, "to_author", "to_committee")
    form = ReviewForm(sent(request), initial={name: getattr(mine, name) for name in names})
    back = reverse("forum:reviews")

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("to_author", "to_committee")}
        write_review(review=mine, scores=form.scores(), actor=user_of(request), **values)
        done(request, _("심사를 저장했습니다."))
        return back

    talk = mine.talk
    hidden = _("이름을 가리고 심사합니다")
    context = {
        "talk_title": talk.title,
        "abstract": talk.abstract,
        "track": talk.track.name,
        "speakers": hidden if talk.forum.is_blind else speakers_words(talk),
    }
    return form_page(
        request,
        form,
        act=act,
        title=_("심사하기"),
        crumbs=crumbs(None, (_("내 심사"), back)),
        template="forum/review.html",
        **context,
    )
