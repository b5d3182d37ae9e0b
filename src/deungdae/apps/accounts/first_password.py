"""The form behind a link that sets a password: whose account others made agrees to its terms there."""

from typing import Any

from allauth.account.forms import ResetPasswordKeyForm
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.forms import agrees_field, version_field
from deungdae.apps.accounts.sign_up import agree, terms_still_asked


class LinkPasswordForm(ResetPasswordKeyForm):
    """A password, and the terms of the account for who never agreed to them: invited people."""

    data: Any

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.terms = terms_still_asked(self.user)
        if self.terms is not None:
            self.fields["agrees"] = agrees_field()
            self.fields["version"] = version_field()
            self.initial["version"] = self.terms.version

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean()
        if self.terms is not None and found.get("version") != self.terms.version:
            self.data = {**self.data.dict(), "version": str(self.terms.version), "agrees": ""}
            self.add_error(None, _("읽는 사이에 문안이 바뀌었습니다. 새 문안을 읽고 다시 동의해 주십시오."))
        return found

    @transaction.atomic
    def save(self) -> None:
        super().save()
        if self.terms is not None:
            agree(user=self.user, version=self.terms.version)
