"""Expressions of packs: compiled once, evaluated over the rows of an evaluation.

Dotted names are keys relative to the row; `table.key` is the column of the child rows, `up.key` the parent's.
No attribute access, no other calls, bounded size; at run time an expression never raises: what cannot be
computed is blank. Contract of the language: DESIGN, Expressions.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import Place
from app.core.values import Value
from app.packs.expression_program import Env, Program, compile_tree
from app.packs.expression_syntax import parse
from app.packs.expression_tree import Node, Reference

__all__ = ["Env", "Expression", "compile_expression"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its source, its tree, the names it refers to in the order of the text."""

    source: str
    tree: Node
    references: tuple[Reference, ...]
    _program: Program

    def evaluate(self, env: Env) -> Value:
        """Return the value for a row; blank (None) when it cannot be computed."""
        return self._program.run(env)


def counting(column: str) -> str:
    """Return the expression that counts a column, the way to read a text that is to be nothing but a column."""
    return f"count({column})"


def compile_expression(source: str, *, tables: frozenset[str], place: Place | None = None) -> Expression:
    """Compile the text of an expression.

    Args:
        source: the text; at most 2000 characters.
        tables: names of the tables, to tell columns from keys.
        place: where the text stands, for errors.

    Raises:
        PackError: the text is no expression; nothing is evaluated.
    """
    tree, references = parse(source, tables, place)
    return Expression(source, tree, references, compile_tree(tree))
