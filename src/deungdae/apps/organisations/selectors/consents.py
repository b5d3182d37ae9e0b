"""What was agreed to: asked before personal data is shown, and listed for whose data it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Consent, ConsentPurpose, ConsentText, Organisation
from deungdae.apps.organisations.models.consents import ConsentQuerySet

Holder = User | Organisation


def consents_of(holder: Holder) -> ConsentQuerySet:
    """Every consent of a person or an organisation, also those withdrawn."""
    if isinstance(holder, Organisation):
        return Consent.objects.filter(organisation=holder)
    return Consent.objects.filter(person=holder)


def consented(*, holder: Holder, purpose: str) -> bool:
    """Whether the data may be used for this now; a withdrawn consent hides it from the next request on."""
    return consents_of(holder).filter(purpose=purpose, withdrawn_at__isnull=True).exists()


def organisations_consenting(*, purpose: str) -> QuerySet[Consent, int | None]:
    """Keys of the organisations, for a filter: `organisation__in=organisations_consenting(purpose=…)`."""
    return Consent.objects.open().filter(purpose=purpose, person=None).values_list("organisation", flat=True)


def people_consenting(*, purpose: str) -> QuerySet[Consent, int | None]:
    """Keys of the people, for a filter."""
    return Consent.objects.open().filter(purpose=purpose, organisation=None).values_list("person", flat=True)


@dataclass(slots=True)
class Asked:
    """A purpose as it stands on the page: the text in force, the open consent, and the ones before."""

    purpose: ConsentPurpose
    text: ConsentText
    given: Consent | None = None
    given_text: ConsentText | None = None
    former: list[Consent] = field(default_factory=list)

    @property
    def has_newer_text(self) -> bool:
        """The open consent was given to an older text."""
        return self.given is not None and self.given.text.version < self.text.version


def asked_of(holder: Holder) -> list[Asked]:
    """Every purpose that a person or an organisation is asked about; four queries."""
    kind = (
        ConsentPurpose.Holder.ORGANISATION
        if isinstance(holder, Organisation)
        else (ConsentPurpose.Holder.PERSON)
    )
    texts = texts_in_force(purposes=ConsentPurpose.objects.filter(holder=kind))
    found = {key: Asked(text.purpose, text) for key, text in texts.items()}
    for consent in consents_of(holder).select_related("text", "given_by", "withdrawn_by", "paper"):
        asked = found.get(consent.purpose_id)
        if asked is None:
            continue
        if consent.withdrawn_at is None:
            asked.given, asked.given_text = consent, consent.text
        else:
            asked.former.append(consent)
    return sorted(found.values(), key=lambda one: (not one.purpose.is_required, one.purpose.key))


def texts_in_force(*, purposes: Iterable[ConsentPurpose]) -> dict[str, ConsentText]:
    """Purpose → today's text in the reader's language, in the house's language where there is none."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = ConsentText.objects.filter(
        purpose__in=purposes,
        language__in={language, settings.LANGUAGE_CODE},
        valid_from__lte=clock.today(),
    ).select_related("purpose")
    found: dict[str, ConsentText] = {}
    for text in sorted(rows, key=lambda one: (one.version, one.language == language)):
        found[text.purpose_id] = text
    return found


def papers_visible_to(*, user: User) -> QuerySet[Consent]:
    """Consents given on paper whose paper this person may open: one's own, one's company's, for staff all."""
    with_paper = Consent.objects.filter(paper__isnull=False).select_related("paper")
    if user.has_perm("organisations.record_consent"):
        return with_paper
    own = with_paper.filter(person=user)
    return own | with_paper.filter(organisation__in=Organisation.objects.visible_to(user))
