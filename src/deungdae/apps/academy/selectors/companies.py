"""Which company is meant: the one somebody acts for, or the one that staff wrote down."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.selectors.merging import organisation_of_number
from deungdae.engine.kernel.korean import sentence


def company_of(user: Viewer) -> Organisation | None:
    """The company of the role in use."""
    membership = Membership.objects.in_use_by(user).select_related("organisation").first()
    return membership.organisation if membership is not None else None


def company_named(text: str) -> Organisation:
    """The one company of this name or business number; ValidationError with the way out."""
    digits = "".join(character for character in text if character.isdigit())
    if len(digits) == 10:
        found = organisation_of_number(business_number=digits)
        matches = [found.organisation] if found is not None else []
    else:
        matches = list(Organisation.objects.filter(merged_into=None, name__iexact=text.strip())[:2])
    if len(matches) == 1:
        return matches[0]
    template = _(
        "‘{text}’(을/를) 기업 목록에서 찾을 수 없습니다. 등록된 이름이나 사업자등록번호로 적어 주십시오."
    )
    if matches:
        template = _("‘{text}’(이/가) 여럿입니다. 사업자등록번호로 적어 주십시오.")
    raise ValidationError(sentence(template, {"text": text[:60]}))


def company_once(
    text: str, known: dict[str, Organisation | ValidationError]
) -> Organisation | ValidationError:
    """The same for many rows of a list: each name is looked up once, and a fault is an answer."""
    if text not in known:
        try:
            known[text] = company_named(text)
        except ValidationError as error:
            known[text] = error
    return known[text]
