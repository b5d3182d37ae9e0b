"""What a password must be, in our own words."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("비밀번호가 짧습니다. %(length)s자 이상으로 정해 주십시오.") % {"length": self.min_length}

    def get_help_text(self) -> str:
        return _("%(length)s자 이상으로 정합니다.") % {"length": self.min_length}


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("너무 흔한 비밀번호입니다. 다른 비밀번호를 정해 주십시오.")

    def get_help_text(self) -> str:
        return _("흔히 쓰는 비밀번호는 쓸 수 없습니다.")


class NotLikeThePerson(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("이름이나 이메일과 비슷한 비밀번호입니다. 다른 비밀번호를 정해 주십시오.")

    def get_help_text(self) -> str:
        return _("이름이나 이메일과 비슷하면 쓸 수 없습니다.")
