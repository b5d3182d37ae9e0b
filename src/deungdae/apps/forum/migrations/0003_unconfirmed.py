"""An address that nobody confirmed shadows nobody; a seat of a talk is for those who have one of the forum."""

from django.db import migrations, models

from deungdae.apps.forum.walls import wall


def unseated(talk: str) -> str:
    """Somebody without a seat of the forum holds one of the talk."""
    return f"""EXISTS (SELECT 1 FROM forum_talk t JOIN forum_talkwish w ON w.talk_id = t.id
        JOIN forum_registration r ON r.id = w.registration_id
        WHERE t.id = {talk} AND t.seats IS NOT NULL AND r.state <> 'seated')"""


REFUSED = "a seat of a talk without one of the forum"


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_walls")]
    operations = [
        migrations.RemoveConstraint("registration", "forum_registered_once"),
        migrations.AddConstraint(
            "registration",
            models.UniqueConstraint(
                fields=["forum", "email"],
                condition=models.Q(state__in=["waiting", "offered", "seated"]) & ~models.Q(email=""),
                name="forum_registered_once",
            ),
        ),
        wall(
            "forum_wish_seated",
            table="forum_talkwish",
            columns="talk_id, registration_id",
            forum="(SELECT forum_id FROM forum_talk WHERE id = NEW.talk_id)",
            rules=[(REFUSED, unseated("NEW.talk_id"))],
        ),
        wall(
            "forum_talk_seated",
            table="forum_talk",
            columns="seats",
            forum="NEW.forum_id",
            when="NEW.seats IS NOT NULL",
            rules=[(REFUSED, unseated("NEW.id"))],
        ),
    ]
