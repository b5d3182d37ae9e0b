"""The cells once more without the kinds of companies: counts by the other four sides need no sum. Whatever
changes a cell's count changes its total, so both always tell the same."""

from django.db import migrations, models

from deungdae.apps.core.database import VendorSQL

CELLS, TOTALS = "evidence_evidencecount", "evidence_evidencetotal"
CELL = "kind, month, province, size"
CELL_OF_NEW = "NEW.kind, NEW.month, NEW.province, NEW.size"
INDEX = f"CREATE INDEX evidence_total_cell ON {TOTALS}"
IN_ORDER = "month, kind, province, size"
FROM_CELLS = (
    f"INSERT INTO {TOTALS} ({CELL}, count) SELECT {CELL}, sum(count) FROM {CELLS} GROUP BY {CELL}"
)

SQLITE_TOTALS = [
    f"CREATE TRIGGER evidence_total_begun AFTER INSERT ON {CELLS} BEGIN "
    f"INSERT INTO {TOTALS} ({CELL}, count) SELECT {CELL_OF_NEW}, 0 WHERE NOT EXISTS "
    f"(SELECT 1 FROM {TOTALS} WHERE ({CELL}) = ({CELL_OF_NEW})); "
    f"UPDATE {TOTALS} SET count = count + NEW.count WHERE ({CELL}) = ({CELL_OF_NEW}); END",
    f"CREATE TRIGGER evidence_total_changed AFTER UPDATE OF count ON {CELLS} BEGIN "
    f"UPDATE {TOTALS} SET count = count + NEW.count - OLD.count WHERE ({CELL}) = ({CELL_OF_NEW}); END",
]
POSTGRESQL_TOTALS = [
    # As for the cells: a row of the total that nobody else holds is changed, else a new one is added.
    f"""CREATE FUNCTION evidence_total() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE step integer := NEW.count; free bigint;
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        step := NEW.count - OLD.count;
      END IF;
      SELECT id INTO free FROM {TOTALS}
        WHERE kind = NEW.kind AND month = NEW.month AND province = NEW.province AND size = NEW.size
        LIMIT 1 FOR UPDATE SKIP LOCKED;
      IF free IS NULL THEN
        INSERT INTO {TOTALS} ({CELL}, count) SELECT {CELL_OF_NEW}, step;
      ELSE
        UPDATE {TOTALS} SET count = count + step WHERE id = free;
      END IF;
      RETURN NULL;
    END $$""",
    f"CREATE TRIGGER evidence_total AFTER INSERT OR UPDATE OF count ON {CELLS} "
    "FOR EACH ROW EXECUTE FUNCTION evidence_total()",
]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0004_covered_counts")]
    operations = [
        migrations.CreateModel(
            name="EvidenceTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(max_length=60)),
                ("month", models.DateField(help_text="its first day")),
                ("province", models.CharField(blank=True, max_length=2)),
                ("size", models.CharField(blank=True, max_length=10)),
                ("count", models.IntegerField()),
            ],
        ),
        VendorSQL(
            name="the totals so far",
            sqlite=[FROM_CELLS],
            postgresql=[FROM_CELLS],
            undo={"sqlite": [], "postgresql": []},
        ),
        VendorSQL(
            name="index of the totals",
            sqlite=[f"{INDEX} ({IN_ORDER}, count)"],
            postgresql=[f"{INDEX} ({IN_ORDER})"],
            undo=dict.fromkeys(("sqlite", "postgresql"), ["DROP INDEX evidence_total_cell"]),
        ),
        VendorSQL(
            name="a total for every cell",
            sqlite=SQLITE_TOTALS,
            postgresql=POSTGRESQL_TOTALS,
            undo={
                "sqlite": ["DROP TRIGGER evidence_total_begun", "DROP TRIGGER evidence_total_changed"],
                "postgresql": [f"DROP TRIGGER evidence_total ON {CELLS}", "DROP FUNCTION evidence_total()"],
            },
        ),
    ]
