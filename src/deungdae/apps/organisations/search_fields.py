"""Columns that are searched, and their lookups in the words of each database."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, list[Any]]


class TokensField(models.TextField):
    """Words with blanks between; their index is `core.database.token_index`."""


class SearchedText(models.TextField):
    """A text in which a part with ranges of characters, [가-깋], is looked for."""


@TokensField.register_lookup
class HoldsTokens(models.Lookup):
    """`tokens__hold`: the row holds what ("a" AND "b") OR "c" says. Tokens are of letters and digits only."""

    lookup_name = "hold"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        meta = self.lhs.target.model._meta
        index = f"{meta.db_table}_index"
        key = f'"{self.lhs.alias}"."{meta.pk.column}"'
        rows = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608  # nosec B608 - our own names
        return f"{key} IN ({rows})", [self.rhs]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        left, params = self.process_lhs(compiler, connection)
        query = str(self.rhs).replace('"', "'").replace(" AND ", " & ").replace(" OR ", " | ")
        return f"array_to_tsvector(string_to_array({left}, ' ')) @@ %s::tsquery", [*params, query]


@SearchedText.register_lookup
class HoldsExpression(models.Lookup):
    """`forms__has`: an expression of letters, digits, blanks and ranges of letters stands in the text."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} GLOB %s", [*params, f"*{self.rhs}*"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        left, params = self.process_lhs(compiler, connection)
        if "[" in str(self.rhs):
            return f"{left} ~ %s", [*params, self.rhs]
        return f"{left} LIKE %s", [*params, f"%{self.rhs}%"]
