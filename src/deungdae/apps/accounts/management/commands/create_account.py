"""`deungdae manage create_account`: the first account of a centre, made by whoever runs the installation."""

import sys
from argparse import ArgumentParser
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.forms import CentreInvitationForm
from deungdae.apps.accounts.invitations import account_for, give_role
from deungdae.apps.accounts.links import INVITATION_WITHIN, password_link
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence


class Command(BaseCommand):
    help = "센터 계정을 만들고, 비밀번호를 정하는 한 번만 쓰는 링크를 보여 줍니다."

    def add_arguments(self, parser: ArgumentParser) -> None:
        roles = ", ".join(RoleGrant.Role.values)
        parser.add_argument("--email", default="", help="로그인에 쓸 이메일 주소")
        parser.add_argument("--name", default="", help="사람의 이름")
        parser.add_argument("--role", default="", help=f"역할: {roles}")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="링크 대신 표준 입력의 첫 줄을 비밀번호로 씁니다 (터미널에서는 물어봅니다)",
        )

    def handle(self, *args: object, **options: object) -> None:
        facts = self.facts(options)
        with transaction.atomic():
            try:
                user = account_for(email=facts["email"], name=facts["name"])
                if not self.waits_for_a_link(user, facts["role"]):
                    give_role(user=user, role=facts["role"], actor=None)
            except RefusedError as error:
                raise CommandError(error.message) from error
            if options["password_stdin"]:
                self.set_password(user)
        role = RoleGrant.Role(facts["role"]).label
        words = {"email": user.email, "name": user.name, "role": str(role)}
        self.stdout.write(sentence(_("{name} 님({email})에게 ‘{role}’ 역할을 주었습니다."), words))
        self.say_how_to_sign_in(user)

    def facts(self, options: dict[str, object]) -> dict[str, str]:
        """E-mail, name and role as the form of an invitation takes them."""
        form = CentreInvitationForm({name: options[name] for name in ("email", "name", "role")})
        if form.is_valid():
            return dict(form.cleaned_data)
        lines = [f"  --{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
        roles = ", ".join(f"{value} ({label})" for value, label in RoleGrant.Role.choices)
        raise CommandError("\n".join([_("계정을 만들지 않았습니다."), *lines, _("역할") + f": {roles}"]))

    def waits_for_a_link(self, user: User, role: str) -> bool:
        """Has this role already, but never set a password: the command prints a new link."""
        held = RoleGrant.objects.filter(user=user, role=role, ends_on__isnull=True)
        return user.is_waiting and held.exists()

    def set_password(self, user: User) -> None:
        """The password from a pipe, or asked for twice at a terminal."""
        if user.has_usable_password():
            raise CommandError(
                _("이미 비밀번호가 있는 계정입니다. --password-stdin 없이 다시 실행해 주십시오.")
            )
        password = self.asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError("\n".join([_("계정을 만들지 않았습니다."), *error.messages])) from error
        user.set_password(password)
        user.save(update_fields=["password"])

    def asked(self) -> str:
        password = getpass(_("비밀번호") + ": ")
        if getpass(_("비밀번호 다시") + ": ") != password:
            raise CommandError(_("두 비밀번호가 서로 다릅니다. 계정을 만들지 않았습니다."))
        return password

    def say_how_to_sign_in(self, user: User) -> None:
        if not user.is_waiting:
            self.stdout.write(_("정한 비밀번호로 로그인할 수 있습니다."))
            return
        template = _("아래 주소에서 비밀번호를 정하십시오. {days}일 동안 한 번만 쓸 수 있습니다.")
        self.stdout.write(sentence(template, {"days": INVITATION_WITHIN.days}))
        self.stdout.write(password_link(user=user))
