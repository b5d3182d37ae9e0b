"""Kinds as a table, the company as it was, words to search, and counts that the database keeps."""

import re
import unicodedata

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.core.database import VendorSQL, append_only

SHORT_ID = re.compile(r"[0-9A-Za-z]{22}")
TABLE = "evidence_evidenceentry"
CELL = "kind, month, province, size, organisation_kinds"
CELL_OF = {
    "sqlite": "{row}.kind, date({row}.happened_on, 'start of month'), substr({row}.region, 1, 2), {row}.size, "
    "{row}.organisation_kinds",
    "postgresql": "{row}.kind, date_trunc('month', {row}.happened_on)::date, left({row}.region, 2), {row}.size, "
    "{row}.organisation_kinds",
}
WALL = "a correction corrects an entry of the same organisation that is none itself"
UNKNOWN = "no app has registered this kind of evidence"
KINDS_THEN = {
    "sqlite": "SELECT group_concat(kind) FROM (SELECT kind FROM organisations_organisationkind "
    "WHERE organisation_id = {table}.organisation_id ORDER BY kind)",
    "postgresql": "SELECT string_agg(kind, ',' ORDER BY kind COLLATE \"C\") FROM organisations_organisationkind "
    "WHERE organisation_id = {table}.organisation_id",
}


def backfill(vendor):
    """Entries from before know the company only as it is now; then count them all."""
    kinds = KINDS_THEN[vendor].format(table=TABLE)
    region = f"SELECT region_id FROM organisations_organisation WHERE id = {TABLE}.organisation_id"
    cell = CELL_OF[vendor].format(row="entry")
    return [
        f"UPDATE {TABLE} SET region = COALESCE(({region}), ''), organisation_kinds = COALESCE(({kinds}), '')",
        f"INSERT INTO evidence_evidencecount ({CELL}, count) SELECT {cell}, count(*) FROM {TABLE} entry "
        f"WHERE entry.corrects_id IS NULL AND NOT EXISTS (SELECT 1 FROM {TABLE} counter "
        f"WHERE counter.corrects_id = entry.id) GROUP BY 1, 2, 3, 4, 5",
    ]


def sqlite_counting():
    cell = CELL_OF["sqlite"].format(row="NEW")
    corrected = CELL_OF["sqlite"].format(row="entry")
    return [
        f"CREATE TRIGGER evidence_correction_wall BEFORE INSERT ON {TABLE} WHEN NEW.corrects_id IS NOT NULL BEGIN "
        f"SELECT RAISE(ABORT, '{WALL}') WHERE NOT EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.corrects_id "
        f"AND corrects_id IS NULL AND organisation_id = NEW.organisation_id); END",
        f"CREATE TRIGGER evidence_count_told AFTER INSERT ON {TABLE} WHEN NEW.corrects_id IS NULL BEGIN "
        f"INSERT INTO evidence_evidencecount ({CELL}, count) SELECT {cell}, 0 WHERE NOT EXISTS "
        f"(SELECT 1 FROM evidence_evidencecount WHERE ({CELL}) = ({cell})); "
        f"UPDATE evidence_evidencecount SET count = count + 1 WHERE ({CELL}) = ({cell}); END",
        f"CREATE TRIGGER evidence_count_corrected AFTER INSERT ON {TABLE} WHEN NEW.corrects_id IS NOT NULL BEGIN "
        f"UPDATE evidence_evidencecount SET count = count - 1 WHERE ({CELL}) = "
        f"(SELECT {corrected} FROM {TABLE} entry WHERE entry.id = NEW.corrects_id); END",
    ]


POSTGRESQL_COUNTING = [
    # A row of the cell that nobody else holds is changed, else a new one is added: writers never wait.
    f"""CREATE FUNCTION evidence_count_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE told {TABLE}; step integer := 1; free bigint;
    BEGIN
      told := NEW;
      IF NEW.corrects_id IS NOT NULL THEN
        SELECT * INTO told FROM {TABLE} WHERE id = NEW.corrects_id;
        IF told.corrects_id IS NOT NULL OR told.organisation_id <> NEW.organisation_id THEN
          RAISE EXCEPTION '{WALL}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        step := -1;
      END IF;
      SELECT id INTO free FROM evidence_evidencecount
        WHERE kind = told.kind AND month = date_trunc('month', told.happened_on)::date
          AND province = left(told.region, 2) AND size = told.size
          AND organisation_kinds = told.organisation_kinds
        LIMIT 1 FOR UPDATE SKIP LOCKED;
      IF free IS NULL THEN
        INSERT INTO evidence_evidencecount ({CELL}, count)
          SELECT {CELL_OF["postgresql"].format(row="told")}, step;
      ELSE
        UPDATE evidence_evidencecount SET count = count + step WHERE id = free;
      END IF;
      RETURN NULL;
    END $$""",
    f"CREATE TRIGGER evidence_count_entry AFTER INSERT ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION evidence_count_entry()",
]


def remember_kinds(apps, schema_editor):
    """The kinds of the entries that there are."""
    known = apps.get_model("evidence", "EvidenceEntry").objects.order_by().values_list("kind", flat=True)
    kinds = apps.get_model("evidence", "EvidenceKind")
    kinds.objects.bulk_create([kinds(name=name) for name in {*known.distinct(), "evidence.correction"}])


def write_words(apps, schema_editor):
    """What people wrote in the payload, folded: what a search looks through."""
    entries = apps.get_model("evidence", "EvidenceEntry").objects
    for entry in entries.only("pk", "payload").iterator():
        texts = [value for value in entry.payload.values() if isinstance(value, str)]
        said = " ".join(text for text in texts if not SHORT_ID.fullmatch(text))
        entries.filter(pk=entry.pk).update(words=unicodedata.normalize("NFC", said).casefold())


def nothing(apps, schema_editor):
    """Going back loses the tables and columns anyway."""


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_append_only"),
        ("organisations", "0001_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceKind",
            fields=[("name", models.CharField(max_length=60, primary_key=True, serialize=False))],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="evidence_kind_has_name"
                    )
                ]
            },
        ),
        migrations.RunPython(remember_kinds, nothing),
        append_only(TABLE).taken_down(),
        migrations.RemoveConstraint(model_name="evidenceentry", name="evidence_kind_and_source"),
        migrations.AddField(
            model_name="evidenceentry",
            name="person",
            field=models.ForeignKey(
                help_text="whom it is about, where it is about a person",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_about",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidenceentry",
            name="region",
            field=models.CharField(blank=True, db_default="", default="", max_length=5),
        ),
        migrations.AddField(
            model_name="evidenceentry",
            name="size",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "알려지지 않음"),
                    ("1-9", "1~9명"),
                    ("10-49", "10~49명"),
                    ("50-299", "50~299명"),
                    ("300-999", "300~999명"),
                    ("1000-", "1,000명 이상"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="evidenceentry",
            name="organisation_kinds",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="evidenceentry",
            name="words",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="what a search looks through"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="evidence_has_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), models.Q(("kind", "evidence.correction"), _negated=True)),
                    models.Q(("corrects__isnull", False), ("kind", "evidence.correction")),
                    _connector="OR",
                ),
                name="evidence_correction_corrects",
            ),
        ),
        migrations.CreateModel(
            name="EvidenceCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(max_length=60)),
                ("month", models.DateField(help_text="its first day")),
                ("province", models.CharField(blank=True, max_length=2)),
                ("size", models.CharField(blank=True, max_length=10)),
                ("organisation_kinds", models.CharField(blank=True, max_length=100)),
                ("count", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["month", "kind", "province", "size", "organisation_kinds"],
                        name="evidence_count_cell",
                    )
                ]
            },
        ),
        migrations.RunPython(write_words, nothing),
        VendorSQL(
            name="tell the company as it is now, and count",
            sqlite=backfill("sqlite"),
            postgresql=backfill("postgresql"),
            undo={"sqlite": [], "postgresql": []},
        ),
        append_only(TABLE),
        VendorSQL(
            name="no entry of a kind that nobody registered",
            sqlite=[
                f"CREATE TRIGGER evidence_kind_known BEFORE INSERT ON {TABLE} BEGIN "
                f"SELECT RAISE(ABORT, '{UNKNOWN}') WHERE NOT EXISTS "
                "(SELECT 1 FROM evidence_evidencekind WHERE name = NEW.kind); END",
                "CREATE TRIGGER evidence_kind_stays BEFORE DELETE ON evidence_evidencekind BEGIN "
                "SELECT RAISE(ABORT, 'a kind of evidence is in use') WHERE EXISTS "
                f"(SELECT 1 FROM {TABLE} WHERE kind = OLD.name); END",
            ],
            postgresql=[
                f"ALTER TABLE {TABLE} ADD CONSTRAINT evidence_kind_known FOREIGN KEY (kind) "
                "REFERENCES evidence_evidencekind (name)"
            ],
            undo={
                "sqlite": ["DROP TRIGGER evidence_kind_known", "DROP TRIGGER evidence_kind_stays"],
                "postgresql": [f"ALTER TABLE {TABLE} DROP CONSTRAINT evidence_kind_known"],
            },
        ),
        VendorSQL(
            name="count every entry as it is told",
            sqlite=sqlite_counting(),
            postgresql=POSTGRESQL_COUNTING,
            undo={
                "sqlite": [
                    "DROP TRIGGER evidence_correction_wall",
                    "DROP TRIGGER evidence_count_told",
                    "DROP TRIGGER evidence_count_corrected",
                ],
                "postgresql": [
                    f"DROP TRIGGER evidence_count_entry ON {TABLE}",
                    "DROP FUNCTION evidence_count_entry()",
                ],
            },
        ),
    ]
