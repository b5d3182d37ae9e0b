"""No number belongs to two."""

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.models import Branch, Organisation
from deungdae.engine.kernel.korean import sentence


def refuse_taken_numbers(organisation: Organisation) -> None:
    """Say whose number it is, before the database refuses it."""
    labels = {
        "business_number": (_("사업자등록번호"), numbers.shown_business),
        "corporate_number": (_("법인등록번호"), numbers.shown_corporate),
    }
    for field, (label, shown) in labels.items():
        value = getattr(organisation, field)
        if value is None:
            continue
        others = Organisation.objects.filter(**{field: value}).exclude(pk=organisation.pk)
        other = others.select_related("merged_into").first()
        if other is not None:
            raise taken(label, shown(value), other.name, survivor=other.merged_into)
    branch = branch_of_another(organisation.business_number, organisation)
    if branch is not None:
        raise taken(
            _("사업자등록번호"), numbers.shown_business(organisation.business_number), whole_name(branch)
        )


def refuse_taken_branch_number(branch: Branch) -> None:
    """A branch may have its organisation's own number or one of its own, never somebody else's."""
    if branch.business_number is None:
        return
    shown = numbers.shown_business(branch.business_number)
    others = Organisation.objects.exclude(pk=branch.organisation_id)
    organisation = others.filter(business_number=branch.business_number).first()
    if organisation is not None:
        raise taken(_("사업자등록번호"), shown, organisation.name)
    same = Branch.objects.filter(business_number=branch.business_number, archived_at__isnull=True)
    other = same.exclude(pk=branch.pk).select_related("organisation").first()
    if other is not None:
        raise taken(_("사업자등록번호"), shown, whole_name(other))


def branch_of_another(number: str | None, organisation: Organisation) -> Branch | None:
    """The branch of another organisation that has the number."""
    if number is None:
        return None
    found = Branch.objects.filter(business_number=number, archived_at__isnull=True)
    return found.exclude(organisation=organisation.pk).select_related("organisation").first()


def whole_name(branch: Branch) -> str:
    return f"{branch.organisation.name} {branch.name}"


def taken(label: str, number: str, name: str, *, survivor: Organisation | None = None) -> RefusedError:
    """Whose number it is; `survivor` stands for that one when it was merged."""
    words = {"label": label, "number": number, "name": name}
    template = _("{label} {number}(은/는) 이미 ‘{name}’의 번호입니다. 그 기업·기관을 고쳐 주십시오.")
    if survivor is not None:
        words["survivor"] = survivor.name
        template = _(
            "{label} {number}(은/는) ‘{survivor}’에 합쳐진 ‘{name}’의 번호입니다. 새로 등록하지 말고"
            " ‘{survivor}’(을/를) 쓰십시오. 다른 곳이면 합치기를 되돌려 주십시오."
        )
    return RefusedError("organisation_number_taken", sentence(template, words))
