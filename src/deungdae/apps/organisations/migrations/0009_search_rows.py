"""Search rows of organisations, and the database's index over their words."""

import django.db.models.deletion
from django.db import migrations, models

import deungdae.apps.organisations.search_fields as search_fields
from deungdae.apps.core.database import token_index


class Migration(migrations.Migration):
    dependencies = [("organisations", "0008_claims_and_invitations")]

    operations = [
        migrations.CreateModel(
            name="OrganisationSearch",
            fields=[
                ("key", search_fields.SearchedText()),
                ("forms", search_fields.SearchedText()),
                ("words", search_fields.SearchedText()),
                ("initials", search_fields.SearchedText()),
                ("numbers", search_fields.SearchedText()),
                ("tokens", search_fields.TokensField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_row",
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        token_index("organisations_organisationsearch", key="organisation_id"),
    ]
