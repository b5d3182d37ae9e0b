"""Who signs in. What they may do is asked of the rights matrix alone, never of Django's permission tables."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from deungdae.apps.accounts.models import User


class SignIn(AuthenticationBackend):
    """E-mail address and password; grants nothing."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        return False

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return False
