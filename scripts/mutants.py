"""One-place changes of a SQL statement: the mistakes that `make mutate-models` makes on purpose.

A change has a number, its place in the order in which the tree is walked. A unit test has the
statement of its model, with fixtures before it and perhaps with other variables: `counterparts`
says which number is the same change there.
"""

import difflib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import sqlglot
from sqlglot import exp

# How dbt names the fixtures of a unit test.
FIXTURE = "__dbt__cte__"
SWAPPED = {
    exp.Add: ("arithmetic", exp.Sub),
    exp.Sub: ("arithmetic", exp.Add),
    exp.Mul: ("arithmetic", exp.Div),
    exp.Div: ("arithmetic", exp.Mul),
    exp.IntDiv: ("arithmetic", exp.Mul),
    exp.GT: ("bound", exp.GTE),
    exp.GTE: ("bound", exp.GT),
    exp.LT: ("bound", exp.LTE),
    exp.LTE: ("bound", exp.LT),
    exp.NEQ: ("comparison", exp.EQ),
    exp.NullSafeEQ: ("comparison", exp.NullSafeNEQ),
    exp.NullSafeNEQ: ("comparison", exp.NullSafeEQ),
    exp.And: ("and, or", exp.Or),
    exp.Or: ("and, or", exp.And),
    exp.Sum: ("aggregate", exp.Max),
    exp.Max: ("aggregate", exp.Min),
    exp.Min: ("aggregate", exp.Max),
    exp.LogicalAnd: ("aggregate", exp.LogicalOr),
    exp.LogicalOr: ("aggregate", exp.LogicalAnd),
    exp.Lag: ("window", exp.Lead),
    exp.Lead: ("window", exp.Lag),
    exp.FirstValue: ("window", exp.LastValue),
    exp.LastValue: ("window", exp.FirstValue),
    exp.Floor: ("function", exp.Ceil),
    exp.Ceil: ("function", exp.Floor),
    exp.Greatest: ("function", exp.Least),
    exp.Least: ("function", exp.Greatest),
}
TURNED = {exp.GT: exp.LT, exp.GTE: exp.LTE, exp.LT: exp.GT, exp.LTE: exp.GTE}
# What is left when the function is not called.
LEFT_OUT = (exp.Abs, exp.Neg, exp.Lower, exp.Trim, exp.Round, exp.Mod)


@dataclass
class Change:
    """What would be done at a node: `new` gives what takes its place, `edit` changes the tree.

    `before` and `after` are what a reader is shown where that is not the expression about the node.
    """

    operator: str
    node: exp.Expression
    new: Callable[[], exp.Expression] | None = None
    edit: Callable[[], object] | None = None
    before: Callable[[], str] | None = None
    after: Callable[[], str] | None = None


@dataclass
class Mutant:
    """A statement with one change."""

    number: int
    operator: str
    line: int
    before: str
    after: str
    tree: exp.Expression

    @property
    def change(self) -> str:
        return f"{self.before} -> {self.after}"


def parsed(sql: str) -> exp.Expression:
    return sqlglot.parse_one(sql, dialect="duckdb")


def text(node: exp.Expression) -> str:
    return node.sql(dialect="duckdb", comments=False)


def contrast(before: str, after: str, length: int = 100) -> tuple[str, str]:
    """Two texts, cut to the part in which they differ where they are long."""
    if len(before) <= length and len(after) <= length:
        return before, after
    start = max(0, len(os.path.commonprefix([before, after])) - 30)

    def part(words: str) -> str:
        end = start + length
        return ("..." if start else "") + words[start:end] + ("..." if words[end:] else "")

    return part(before), part(after)


def dropped() -> str:
    return "(dropped)"


def without(
    items: list[exp.Expression], operator: str, words: str, least: int = 0
) -> Iterator[Change]:
    """A list without one of its items, as long as more than the least number is left."""
    for item in items if len(items) > least else []:

        def shown(item=item):
            return f"{words} {text(item)}".strip()

        yield Change(operator, item, edit=item.pop, before=shown, after=dropped)


def of_condition(owner: exp.Expression, name: str, operator: str) -> Iterator[Change]:
    """A condition without one of the parts that must all hold."""
    condition = owner.args.get(name)
    parts = list(condition.flatten()) if isinstance(condition, exp.And) else [condition]
    for part in parts if condition else []:
        rest = [other for other in parts if other is not part]

        def edit(rest=rest):
            new = rest[0].copy() if rest else exp.true()
            for other in rest[1:]:
                new = exp.And(this=new, expression=other.copy())
            owner.set(name, new)

        yield Change(operator, part, edit=edit, before=partial(text, part), after=dropped)


def of_join(node: exp.Join) -> Iterator[Change]:
    """The other kind of join; the join without one of its conditions or columns."""
    side, name = node.side.upper(), node.this.alias_or_name
    columns = node.args.get("using") or []
    if node.args.get("on") or columns:

        def edit():
            node.set("side", None if side else "LEFT")
            node.set("kind", "INNER" if side else None)

        def shown():
            return f"{node.side.upper() or 'INNER'} JOIN {name}"

        yield Change("join kind", node, edit=edit, before=shown, after=shown)
    yield from of_condition(node, "on", "join condition")
    yield from without(columns, "join condition", "USING", 1)


def of_case(node: exp.Case) -> Iterator[Change]:
    """The case without one of its branches."""
    default, branches = node.args.get("default"), node.args["ifs"]
    yield from without(branches, "case", "", 1)
    if len(branches) == 1:
        yield Change("case", node, new=(default or exp.null()).copy, before=partial(text, node))
    if default is not None and not isinstance(default, exp.Null):

        def shown():
            return f"ELSE {text(default)}"

        yield Change("case", default, edit=default.pop, before=shown, after=dropped)


def of_literal(node: exp.Literal) -> Iterator[Change]:
    """A number one higher, or another power of ten; another word."""
    parent = node.parent
    if isinstance(parent, exp.DataTypeParam | exp.DPipe | exp.Ordered):
        return
    if node.is_string:
        if not (isinstance(parent, exp.Cast) and not parent.is_type("text", "varchar")):
            yield Change("constant", node, lambda: exp.Literal.string(f"{node.this}_"))
    elif "." in node.this:
        yield Change("constant", node, lambda: exp.Literal.number(f"1{node.this}"))
    else:
        number = int(node.this)
        more = number + 1 if number < 1000 else number * 10
        yield Change("constant", node, lambda: exp.Literal.number(more))


def of_between(node: exp.Between) -> Iterator[Change]:
    """Between with one of its ends outside."""
    for low, high in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):

        def new(low=low, high=high):
            return exp.And(
                this=low(this=node.this.copy(), expression=node.args["low"].copy()),
                expression=high(this=node.this.copy(), expression=node.args["high"].copy()),
            )

        yield Change("bound", node, new)


def of_count(node: exp.Count) -> Iterator[Change]:
    if isinstance(node.this, exp.Distinct):
        yield Change("aggregate", node, lambda: exp.Count(this=node.this.expressions[0].copy()))
    elif isinstance(node.this, exp.Star):
        one = exp.Literal.number(1)
        yield Change("aggregate", node, lambda: exp.Add(this=node.copy(), expression=one))
    else:
        yield Change("aggregate", node, lambda: exp.Count(this=exp.Star()))


def of_in(node: exp.In) -> Iterator[Change]:
    yield from without(node.expressions, "comparison", "IN", 1)
    if not node.expressions:
        yield Change("comparison", node, lambda: exp.Not(this=node.copy()))


def of_window(node: exp.Window) -> Iterator[Change]:
    yield from without(node.args.get("partition_by") or [], "window", "PARTITION BY")
    order = node.args.get("order")
    yield from without(order.expressions if order else [], "window", "ORDER BY", 1)


def of_order(node: exp.Ordered) -> Iterator[Change]:
    if not isinstance(node.parent.parent, exp.Query):
        edit = partial(node.set, "desc", not node.args.get("desc"))
        shown = partial(text, node)
        yield Change("window", node, edit=edit, before=shown, after=shown)


def of_distinct(node: exp.Select | exp.Union) -> Iterator[Change]:
    if isinstance(node, exp.Union):

        def shown():
            return "UNION" if node.args["distinct"] else "UNION ALL"

        edit = partial(node.set, "distinct", not node.args["distinct"])
        yield Change("distinct", node, edit=edit, before=shown, after=shown)
    elif node.args.get("distinct"):
        edit = node.args["distinct"].pop
        yield Change("distinct", node, edit=edit, before=lambda: "DISTINCT", after=dropped)


def joins(node: exp.Expression) -> bool:
    """Whether an equation is one of those that a join is made by."""
    while isinstance(node.parent, exp.And | exp.Paren):
        node = node.parent
    return isinstance(node.parent, exp.Join)


def changes_of(node: exp.Expression) -> Iterator[Change]:
    """Every change of one node."""
    kind = type(node)
    if kind in SWAPPED:
        operator, other = SWAPPED[kind]
        yield Change(operator, node, lambda: other(**node.copy().args))
    if kind in TURNED:
        yield Change("comparison", node, lambda: TURNED[kind](**node.copy().args))
    if kind in LEFT_OUT:
        yield Change("function", node, node.this.copy)
    match node:
        case exp.Select() | exp.Union():
            yield from of_distinct(node)
        case exp.Join():
            yield from of_join(node)
        case exp.Where() | exp.Having():
            yield from of_condition(node, "this", "condition")
        case exp.If() if isinstance(node.this, exp.And):
            yield from of_condition(node, "this", "condition")
        case exp.Case():
            yield from of_case(node)
        case exp.Window():
            yield from of_window(node)
        case exp.Ordered():
            yield from of_order(node)
        case exp.Mul():
            yield Change("arithmetic", node, node.this.copy)
        case exp.EQ() if not joins(node):
            yield Change("comparison", node, lambda: exp.NEQ(**node.copy().args))
        case exp.Between():
            yield from of_between(node)
        case exp.In():
            yield from of_in(node)
        case exp.Not():
            yield Change("not", node, node.this.copy)
        case exp.Is() | exp.Exists() if not isinstance(node.parent, exp.Not):
            yield Change("not", node, lambda: exp.Not(this=node.copy()))
        case exp.Coalesce():
            yield Change("coalesce", node, node.this.copy)
        case exp.Nullif() if not isinstance(node.parent, exp.IntDiv):  # which is null by 0 anyway
            yield Change("function", node, node.this.copy)
        case exp.Count():
            yield from of_count(node)
        case exp.Filter():
            yield Change("aggregate", node, node.this.copy)
        case exp.Literal():
            yield from of_literal(node)
        case exp.Boolean():
            yield Change("constant", node, lambda: exp.Boolean(this=not node.this))


def is_fixture(node: exp.Expression) -> bool:
    return isinstance(node, exp.CTE) and node.alias.startswith(FIXTURE)


def changes(tree: exp.Expression) -> list[Change]:
    """All changes of a statement, in the order of their numbers; none in a fixture."""
    nodes = tree.dfs(prune=is_fixture)
    return [change for node in nodes if not is_fixture(node) for change in changes_of(node)]


def line_of(node: exp.Expression) -> int:
    lines = [part.meta["line"] for part in node.walk() if "line" in part.meta]
    return min(lines) if lines else line_of(node.parent) if node.parent else 0


def around(node: exp.Expression, length: int = 80) -> exp.Expression:
    """The largest expression about a node that is still short, within its condition."""
    shown = node
    while (
        isinstance(shown.parent, exp.Condition)
        and not isinstance(shown.parent, exp.And | exp.Or | exp.If)
        and len(text(shown.parent)) <= length
    ):
        shown = shown.parent
    alone = shown is node and isinstance(node, exp.Literal | exp.Boolean)
    return node.parent if alone and isinstance(node.parent, exp.Condition | exp.Alias) else shown


def mutant(original: exp.Expression, number: int) -> Mutant:
    """The statement with the change of a number."""
    tree = original.copy()
    change = changes(tree)[number]
    node, line = change.node, line_of(change.node)
    shown = around(node)
    before = change.before() if change.before else text(shown)
    if change.edit:
        change.edit()
    else:
        new = change.new()
        parent = node.parent
        if isinstance(new, exp.Binary) and isinstance(parent, exp.Binary | exp.Not | exp.Neg):
            new = exp.Paren(this=new)
        node.replace(new)
        shown = new.unnest() if shown is node or change.before else shown
    after = change.after() if change.after else text(shown)
    return Mutant(number, change.operator, line, *contrast(before, after), tree)


def without_fixtures(statement: exp.Expression) -> str:
    """Take the fixtures out of a statement of a unit test, and give their text."""
    fixtures = [cte for cte in statement.ctes if is_fixture(cte)]
    for cte in fixtures:
        cte.pop()
    if fixtures and not statement.ctes:
        statement.set("with_", None)
    return ", ".join(map(text, fixtures))


def with_fixtures(statement: exp.Expression, fixtures: str) -> str:
    """The text of a statement, with the text of its fixtures before its own subqueries."""
    words = text(statement)
    if not fixtures:
        return words
    for start in ("WITH RECURSIVE ", "WITH "):
        if words.startswith(start):
            return f"{start}{fixtures}, {words.removeprefix(start)}"
    return f"WITH {fixtures} {words}"


def counterparts(one: exp.Expression, other: exp.Expression) -> dict[int, int]:
    """{number of a change: number of the same change in another form of the statement}.

    Other variables give other constants, and a macro may write more or less for them.
    """
    keys = [[(c.operator, type(c.node)) for c in changes(tree)] for tree in (one, other)]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}
