"""Which limit keeps somebody waiting although the cohort has seats left."""

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Enrolment, Quota
from deungdae.apps.organisations.models import Region


def full_limit(enrolment: Enrolment) -> str:
    """In a sentence; empty for who does not wait, and where the seats themselves are taken."""
    cohort = enrolment.cohort
    if enrolment.state != Enrolment.State.WAITING:
        return ""
    held = Enrolment.objects.filter(cohort=cohort).holding()
    if held.count() >= cohort.capacity:
        return ""
    most = cohort.most_per_company
    ours = held.filter(organisation=enrolment.organisation_id).exclude(organisation=None).count()
    if most is not None and ours >= most:
        return _("남은 자리가 있지만 한 기업에서 %(most)s명까지라 기다립니다.") % {"most": most}
    for quota in cohort.quotas.all():
        own = enrolment.region if quota.kind == Quota.Kind.REGION else enrolment.size
        if own == quota.key and held.filter(**{quota.kind: quota.key}).count() >= quota.seats:
            words = _("남은 자리가 있지만 배정 한도(%(limit)s)가 차서 기다립니다.")
            return words % {"limit": limit_words(quota)}
    return ""


def limit_words(quota: Quota) -> str:
    """A limit as people read it: whom it is for, and how many."""
    if quota.kind == Quota.Kind.SIZE:
        return _("종사자 %(band)s명 기업 %(seats)s명까지") % {"band": quota.key, "seats": quota.seats}
    region = Region.objects.filter(code=quota.key).first()
    return _("%(region)s %(seats)s명까지") % {"region": region or quota.key, "seats": quota.seats}


def limits_of(cohort: Cohort) -> list[str]:
    return [limit_words(quota) for quota in cohort.quotas.all()]
