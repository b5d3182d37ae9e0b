"""What the application's own role may do on PostgreSQL: all it needs, and to the audit log only add."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from deungdae.engine.kernel.korean import sentence

LOG, DAYS = sql.Identifier("core_auditentry"), sql.Identifier("core_auditday")
HEAD = sql.SQL(", ").join(map(sql.Identifier, ("count", "head", "anchored_at")))


class Command(BaseCommand):
    help = "애플리케이션의 PostgreSQL 역할에 권한을 줍니다. 감사 기록은 더하고 읽을 수만 있습니다."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", required=True, help="이미 만들어 둔 역할의 이름")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(_("이 명령은 PostgreSQL에서만 씁니다. SQLite에는 역할이 없습니다."))
        name = str(options["role"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [name])
            found = cursor.fetchone()
            if found is None:
                text = _("역할 {name}(이/가) 없습니다. 먼저 CREATE ROLE로 만들어 주십시오.")
                raise CommandError(sentence(text, {"name": name}))
            if any(found):
                text = _(
                    "역할 {name}(은/는) 표의 주인이거나 슈퍼유저라서 막을 수 없습니다."
                    " 애플리케이션에는 다른 역할을 쓰십시오."
                )
                raise CommandError(sentence(text, {"name": name}))
            for statement in statements(name):
                cursor.execute(statement.as_string(cursor.connection))
        text = _("역할 {name}에 권한을 주었습니다. 감사 기록은 더하고 읽을 수만 있습니다.")
        self.stdout.write(sentence(text, {"name": name}))


def statements(name: str) -> list[sql.Composed]:
    """In this order: all tables, then the walls around the log."""
    role = sql.Identifier(name)
    texts = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE ALL ON {log} FROM {role}",
        "GRANT SELECT, INSERT ON {log} TO {role}",
        "REVOKE ALL ON {days} FROM {role}",
        "GRANT SELECT, INSERT ON {days} TO {role}",
        "GRANT UPDATE ({head}) ON {days} TO {role}",
    ]
    return [sql.SQL(text).format(role=role, log=LOG, days=DAYS, head=HEAD) for text in texts]
