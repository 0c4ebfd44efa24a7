"""What can be wrong with an answers file: all problems are gathered and told together."""

from __future__ import annotations

from app.core.errors import DataError, Place

_SHOWN = 20


class AnswersError(DataError):
    """The answers file cannot be taken over; nothing was changed. `problems` holds each problem by itself."""

    def __init__(self, problems: list[DataError]) -> None:
        """Join the problems into one message, the first ones in full."""
        self.problems = tuple(problems)
        first = problems[0]
        more = f"（共{len(problems)}处，先列前{_SHOWN}处）" if len(problems) > _SHOWN else ""
        what = "\n".join(problem.sentence() for problem in problems[:_SHOWN])
        super().__init__(
            first.code if len(problems) == 1 else "answers.problems",
            where="",
            what=f"答案文件有{len(problems)}处读不进去{more}：\n{what}\n",
            repair="请改正答案文件后再读入，自评文件没有改动",
        )

    def as_dict(self) -> dict[str, object]:
        """Return the parts for `--json`, with every problem."""
        return {**super().as_dict(), "problems": [problem.as_dict() for problem in self.problems]}


def answers_problem(code: str, place: Place, what: str, *, rule: str = "", repair: str) -> DataError:
    """Return one problem of an answers file at its place."""
    return DataError(code, where=str(place), what=what, rule=rule, repair=repair)
