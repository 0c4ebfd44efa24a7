"""What sort of value a formula gives: a number, words, a date, true or false. Clashes are told before anyone fills in.

Values of kind `quantity` may be words or dates as well, so nothing is said about them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from app.packs.expression_tree import Binary, Call, Name, Node, Reference, Unary
from app.packs.expression_tree import Literal as LiteralNode

Sort = Literal["number", "words", "date", "truth", "any"]

OF_KIND: Final[dict[str, Sort]] = {
    **dict.fromkeys(("money", "rate", "count", "number", "points", "year"), "number"),
    **dict.fromkeys(("choice", "text", "longtext", "reference"), "words"),
    "date": "date",
    "quantity": "any",
}
WORDS: Final[dict[Sort, str]] = {"number": "数", "words": "文字", "date": "日期", "truth": "真假", "any": "值"}

_NUMBERS: Final = frozenset({"sum", "total", "count", "avg", "len", "abs"})
_TRUTHS: Final = frozenset({"blank", "given", "na", "same", "near", "contains", "starts"})
_ADDED: Final = frozenset({"sum", "total", "avg", "abs"})


@dataclass(frozen=True, slots=True)
class Sorts:
    """Finds the sort of every part of a formula; `of_name` gives that of a name."""

    of_name: Callable[[Reference], Sort]

    def of(self, node: Node) -> Sort:
        """Return the sort of a part."""
        match node:
            case LiteralNode(value):
                return "truth" if isinstance(value, bool) else "number" if isinstance(value, Decimal) else "words"
            case Name(reference):
                return self.of_name(reference)
            case Unary(operator, _):
                return "truth" if operator == "not" else "number"
            case Binary(operator, _, _):
                return "number" if operator in {"+", "-", "*", "/"} else "truth"
            case Call():
                return self._of_call(node)

    def _of_call(self, node: Call) -> Sort:
        if node.function in _NUMBERS:
            return "number"
        if node.function in _TRUTHS:
            return "truth"
        if node.function == "join":
            return "words"
        if node.column is not None:
            return self.of_name(node.column)
        sorts = {self.of(argument) for argument in node.arguments[1 if node.function == "if" else 0 :]}
        return sorts.pop() if len(sorts) == 1 else "any"

    def clashes(self, node: Node) -> Iterator[str]:
        """Yield in Chinese what in a formula can never give a value."""
        match node:
            case Unary(operator, operand):
                yield from self._wrong(operand, "truth" if operator == "not" else "number", operator)
                yield from self.clashes(operand)
            case Binary(operator, left, right):
                yield from self._binary(operator, left, right)
                yield from self.clashes(left)
                yield from self.clashes(right)
            case Call():
                yield from self._call(node)

    def _binary(self, operator: str, left: Node, right: Node) -> Iterator[str]:
        if operator in {"+", "-", "*", "/", "and", "or"}:
            wanted: Sort = "truth" if operator in {"and", "or"} else "number"
            yield from self._wrong(left, wanted, operator)
            yield from self._wrong(right, wanted, operator)
            return
        sorts = {self.of(left), self.of(right)} - {"any"}
        if len(sorts) > 1:
            yield f"“{operator}”两边是{'和'.join(sorted(WORDS[sort] for sort in sorts))}，不能比较"

    def _call(self, node: Call) -> Iterator[str]:
        if node.column is not None and not node.column.key and node.function != "count":
            yield f"“{node.function}”要一栏，“{node.column}”是整张表"
        elif node.column is not None and node.function in _ADDED:
            sort = self.of_name(node.column)
            if sort not in {"number", "any"}:
                yield f"“{node.function}”加的是{WORDS[sort]}“{node.column}”"
        elif node.function in {"total", "abs"}:
            for argument in node.arguments:
                yield from self._wrong(argument, "number", node.function)
        for wanted in (node.condition, node.arguments[0] if node.function == "if" else None):
            if wanted is not None:
                yield from self._wrong(wanted, "truth", node.function)
        for part in (*node.arguments, *((node.condition,) if node.condition is not None else ())):
            yield from self.clashes(part)

    def _wrong(self, node: Node, wanted: Sort, operator: str) -> Iterator[str]:
        sort = self.of(node)
        if sort not in {wanted, "any"}:
            yield f"“{operator}”要{WORDS[wanted]}，这里是{WORDS[sort]}"
