"""The quick way through the migrations ends where Django's own ends, and at what the models say."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from deungdae.apps.core.migrating import ForwardState, looks_forward, whole

KEY = ("id", models.BigAutoField(primary_key=True))


def link(to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.CASCADE, **more)  # type: ignore[arg-type]


def see_every_model(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """As a migration's own code may: a model that nothing leads to, and back from the other end of a key."""
    back = {one.related_model.__name__ for one in apps.get_model("caravan", "House")._meta.related_objects}
    assert back == {"Room", "Garden"}
    assert {one.__name__ for one in apps.get_models()} >= {"House", "Room", "Garden", "Tool"}


STEPS = [
    migrations.CreateModel("House", [KEY, ("name", models.CharField(max_length=20))]),
    migrations.CreateModel("Room", [KEY, ("house", link("caravan.House"))]),
    migrations.CreateModel(
        "Tool", [KEY, ("rooms", models.ManyToManyField("caravan.Room")), ("part_of", link("self", null=True))]
    ),
    migrations.CreateModel(
        "Garden",
        [
            (
                "house_ptr",
                models.OneToOneField("caravan.House", models.CASCADE, parent_link=True, primary_key=True),
            )
        ],
        bases=("caravan.house",),
    ),
    migrations.AddField("house", "height", models.IntegerField(default=3)),
    migrations.AddField("room", "owner", link("caravan.Tool", null=True)),
    migrations.AddField("garden", "tools", models.ManyToManyField("caravan.Tool")),
    migrations.AddConstraint("house", models.CheckConstraint(condition=models.Q(height__gt=0), name="high")),
    migrations.AddConstraint("room", models.UniqueConstraint(fields=["house", "owner"], name="once")),
    migrations.AddIndex("house", models.Index(fields=["height"], name="by_height")),
    migrations.RunPython(see_every_model),
    migrations.RemoveIndex("house", "by_height"),
    migrations.AddField("house", "width", models.IntegerField(default=1)),
    migrations.RemoveConstraint("house", "high"),
]


def statements(state: ProjectState) -> list[str]:
    """What the steps tell the database, one after the other; the code of one runs, too."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for step in STEPS:
            before = state.clone()
            step.state_forwards("caravan", state)
            step.database_forwards("caravan", editor, before, state)
        editor.deferred_sql.sort(key=str)
    return [str(one) for one in editor.collected_sql]


def on_the_way(made: Callable[[], ProjectState]) -> list[str]:
    state = made()
    assert state.apps is not None
    return statements(state)


@pytest.mark.django_db(transaction=True)
def test_each_step_tells_the_database_the_same_as_when_django_builds_every_model() -> None:
    ours = on_the_way(lambda: ForwardState({}, set()))
    assert len(ours) > len(STEPS)
    assert ours == on_the_way(ProjectState)


def test_a_step_that_looks_back_at_other_models_goes_djangos_own_way() -> None:
    class Step(migrations.Migration):
        operations = [STEPS[0], migrations.AlterField("house", "id", models.UUIDField(primary_key=True))]

    class Quick(migrations.Migration):
        operations = STEPS

    assert looks_forward(Quick("0001", "caravan"))
    assert not looks_forward(Step("0001", "caravan"))
    assert type(whole(ForwardState({}, set()))) is ProjectState


@pytest.mark.django_db
def test_every_column_key_index_and_constraint_of_the_models_is_in_the_database() -> None:
    assert [found for model in apps.get_models(include_auto_created=True) for found in lacking(model)] == []


def lacking(model: type[models.Model]) -> list[str]:
    meta = model._meta
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(meta.db_table)} LIMIT 0")
        columns = {one[0] for one in cursor.description}
        keys = connection.introspection.get_relations(cursor, meta.db_table)
        words = rules_of(cursor, meta.db_table)
    wanted = {one.column: one for one in meta.local_concrete_fields}
    led = {name: one for name, one in wanted.items() if one.is_relation and one.db_constraint}
    ends = {
        name: (one.target_field.column, one.target_field.model._meta.db_table) for name, one in led.items()
    }
    names = {one.name for one in (*meta.constraints, *meta.indexes)}
    lost = columns ^ wanted.keys() | {name for name, end in ends.items() if keys.get(name, ())[:2] != end}
    return [f"{meta.label}: {one}" for one in lost | {name for name in names if name not in words}]


def rules_of(cursor, table: str) -> str:  # type: ignore[no-untyped-def]
    """Whatever names an index or a constraint of the table."""
    if connection.vendor == "postgresql":
        return " ".join(connection.introspection.get_constraints(cursor, table))
    cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
    return " ".join(sql for (sql,) in cursor.fetchall())
