"""What every record that has an address of its own shares."""

from django.db import models

from deungdae.apps.core.ids import new_public_id, short


class PublicModel(models.Model):
    """A record with a random public id; integer keys never leave the house."""

    public_id = models.UUIDField(unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True

    @property
    def short_id(self) -> str:
        return short(self.public_id)
