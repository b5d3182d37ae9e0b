"""`deungdae manage reset_factor`: for the lead who lost every factor, by whoever runs the installation."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from deungdae.apps.accounts.factor_reset import reset_factors
from deungdae.apps.accounts.models import User
from deungdae.apps.core.audit.caller import caller
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence

COMMAND_LINE = "command line"


class Command(BaseCommand):
    help = "기기와 복구 코드를 모두 잃은 사람의 2단계 인증을 지웁니다. 메일과 감사 기록에 남습니다."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="그 사람이 로그인하는 이메일 주소")
        parser.add_argument("--reason", required=True, help="초기화하는 까닭 (감사 기록에 남습니다)")

    def handle(self, *args: object, **options: object) -> None:
        email, reason = str(options["email"]).strip(), " ".join(str(options["reason"]).split())
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            template = _("{email}: 이 주소의 계정이 없습니다. 주소를 다시 확인해 주십시오.")
            raise CommandError(sentence(template, {"email": email}))
        if not reason:
            raise CommandError(_("초기화하는 까닭을 --reason에 적어 주십시오."))
        try:
            reset_factors(user=user, reason=reason, caller=caller(user=None, address=COMMAND_LINE))
        except RefusedError as error:
            raise CommandError(error.message) from error
        template = _("{name} 님의 2단계 인증을 지웠습니다. 다음에 로그인하면 새로 정합니다.")
        self.stdout.write(sentence(template, {"name": user.name}))
