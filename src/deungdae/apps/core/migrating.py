"""A new database in a fraction of the time: of the models only what a step looks at is built.

Django builds a model anew after each step, with every model that is related to it in either direction. All
lead to the accounts, so each of some 600 steps built dozens of models: a minute before the first page. The
steps named here look at their own model and at what its keys lead to. A migration with any other step goes
Django's own way, and so does the code of a migration: it sees every model.
"""

from __future__ import annotations

import copy
from typing import Any, Protocol

from django.apps import apps as global_apps
from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import AppConfigStub, ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.utils.functional import cached_property

from deungdae.apps.core.database import VendorSQL

Key = tuple[str, str]
LOOK_FORWARD = {
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.RunPython,
    migrations.RunSQL,
    VendorSQL,
}


class Migration(Protocol):
    operations: list[object]


def looks_forward(migration: Migration) -> bool:
    return all(type(operation) in LOOK_FORWARD for operation in migration.operations)


def forward_of(state: ModelState) -> set[Key]:
    """What a model's keys and bases lead to, itself left out."""
    own = (state.app_label, state.name_lower)
    found = {resolve_relation(base, *own) for base in state.bases if isinstance(base, str)}
    for field in state.fields.values():
        remote = getattr(field, "remote_field", None)
        if remote:
            ends = (remote.model, getattr(remote, "through", None))
            found |= {resolve_relation(end, *own) for end in ends if end}
    return found - {own}


class ForwardApps(StateApps):
    """Builds a model, with those its keys lead to, when somebody asks for it."""

    def __init__(self, states: dict[Key, ModelState]) -> None:
        super().__init__([], {})
        self.states = states
        self.ways: dict[Key, set[Key]] = {}
        """Of each model that was built: all that it leads to, near and far."""

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any:
        name, model = app_label.split(".", 1) if model_name is None else (app_label, model_name)
        if self.ready:
            self.build((name, model.lower()))
        return super().get_model(app_label, model_name, require_ready)

    def build(self, key: Key) -> None:
        """With those that its keys lead to, unless it is there or never was."""
        if key in self.ways or key not in self.states:
            return
        missing = [one for one in (key, *sorted(self.way_of(key))) if one not in self.ways]
        self.ways |= {one: self.way_of(one) for one in missing}
        self.render_multiple([self.states[one] for one in missing])

    def way_of(self, key: Key) -> set[Key]:
        found: set[Key] = set()
        ahead = forward_of(self.states[key])
        while ahead:
            one = ahead.pop()
            found.add(one)
            ahead |= forward_of(self.states[one]) - found
        return found

    def without(self, changed: Key, states: dict[Key, ModelState]) -> ForwardApps:
        """The same without a model that was changed and without what leads to it."""
        left = ForwardApps(states)
        left.all_models = copy.deepcopy(self.all_models)
        for label in self.app_configs:
            stub = AppConfigStub(label)
            stub.apps = left
            stub.import_models()
            left.app_configs[label] = stub
        left.ways = {key: way for key, way in self.ways.items() if changed != key and changed not in way}
        for key in self.ways.keys() - left.ways.keys():
            left.unregister_model(*key)
        return left


class ForwardState(ProjectState):
    """Django tells it of each change by `reload_model`, and by `clear_…` that code will see every model."""

    def __init__(self, models: dict[Key, ModelState], real_apps: set[str]) -> None:
        super().__init__(models, real_apps)
        self.built: StateApps = ForwardApps(models)

    @property
    def apps(self) -> StateApps:  # type: ignore[override]
        return self.built

    def clone(self) -> ForwardState:
        """The state before a step. Both share what was built until the step changes a model."""
        before = copy.copy(self)
        before.models = {key: model.clone() for key, model in self.models.items()}
        before._relations = None  # type: ignore[attr-defined]
        if isinstance(self.built, ForwardApps):
            self.built.states = before.models
        return before

    def add_model(self, model_state: ModelState) -> None:
        super().add_model(model_state)
        self.reload_model(model_state.app_label, model_state.name_lower)

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """What was is built first: new columns come last in the order in which fields were built."""
        if isinstance(self.built, ForwardApps):
            key = (app_label, model_name)
            self.built.build(key)
            self.built = self.built.without(key, self.models)

    def clear_delayed_apps_cache(self) -> None:
        self.built = StateApps(self.real_apps, self.models)  # type: ignore[arg-type]


class ForwardExecutor(MigrationExecutor):
    """Django's own, but for migrations whose steps all look forward."""

    def migrate(self, *args: Any, **options: Any) -> ProjectState:
        return whole(super().migrate(*args, **options))

    def apply_migration(
        self, state: ProjectState, migration: Any, *args: Any, **options: Any
    ) -> ProjectState:
        return super().apply_migration(self.fitting(state, migration), migration, *args, **options)

    def fitting(self, state: ProjectState, migration: Migration) -> ProjectState:
        if not self.all_models_migrate or not looks_forward(migration):
            state = whole(state)
            state.apps  # noqa: B018 - built before the steps, as Django does
            return state
        return state if isinstance(state, ForwardState) else ForwardState(state.models, state.real_apps)

    @cached_property
    def all_models_migrate(self) -> bool:
        labels = self.loader.unmigrated_apps
        return not any(list(global_apps.get_app_config(label).get_models()) for label in labels)


def whole(state: ProjectState) -> ProjectState:
    """As Django has it, with every model."""
    return ProjectState(state.models, state.real_apps) if isinstance(state, ForwardState) else state
