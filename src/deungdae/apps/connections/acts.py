"""What the audit log says of keys and webhooks."""

from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.audit.acts import register_act

KEY_MADE = register_act("connections.key_made", _("API 키 발급"))
KEY_REVOKED = register_act("connections.key_revoked", _("API 키 폐기"))
WEBHOOK_MADE = register_act("connections.webhook_made", _("웹훅 등록"))
WEBHOOK_CHANGED = register_act("connections.webhook_changed", _("웹훅 변경"))
LEARNERS_READ = register_act("connections.learners_read", _("API로 교육생 명단 열람"), is_look=True)
