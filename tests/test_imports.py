"""The shape of the source: which part imports which, who prints, how long things are, that everything is told.

Nothing here runs the source; it is parsed, so an import inside a function or under TYPE_CHECKING counts as well.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "standoff"

# A part is a package or a module directly under standoff. Each may import those named, all of which stand above it:
# one way through. `version` is the package's own `__version__`.
MAY_IMPORT: dict[str, frozenset[str]] = {
    part: frozenset(named.split())
    for part, named in {
        "version": "",
        "errors": "",
        "data": "errors",
        "model": "errors",
        "decisions": "model",
        "days": "errors",
        # the record
        "threads": "model",
        "due": "days threads",
        "record": "model threads due",
        "news": "record",
        # read
        "sources": "errors",
        # tag: one report alone
        "tag": "version errors data model",
        "times": "model tag",
        "statements": "model tag",
        "plover": "errors data model",
        # link: across reports
        "link": "errors data days model decisions record tag",
        # ledger
        "ledger": "model record link",
        # a finished record, read by people and programs
        "publish": "errors model record news",
        # where they are joined
        "pipeline": "version model decisions record tag link ledger",
        "store": "errors decisions model sources",
        "intake": "errors days model record news sources store pipeline",
        # review: what editors decide
        "review": "errors decisions model record link store intake pipeline",
        "api": "errors days record news store intake review",
        "output": "errors",
        "console": "record publish",
        "asking": "days record publish api console",
        "editing": "record publish store review api console",
        "cli": "version errors days times statements sources store intake publish output console asking editing",
        "demo": "errors record sources store api publish output console cli",
        "standoff": "errors record api",
    }.items()
}
PRINTERS = {"asking", "cli", "console", "demo", "editing"}
PRINTING = {"print", "pprint", "breakpoint", "input"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50


@dataclass(frozen=True)
class Module:
    """A parsed source file: its dotted name, the part it belongs to, its syntax tree and its text."""

    name: str
    part: str
    tree: ast.Module
    text: str


def _module(path: Path) -> Module:
    names = ["standoff", *path.relative_to(SOURCE).with_suffix("").parts]
    if names[-1] == "__init__":
        names.pop()
    text = path.read_text(encoding="utf-8")
    return Module(".".join(names), names[1] if len(names) > 1 else "standoff", ast.parse(text), text)


MODULES = {module.name: module for module in map(_module, sorted(SOURCE.rglob("*.py")))}
every_module = pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())


def imported(module: Module) -> Iterator[str]:
    """The modules of Standoff that a module imports, wherever in the file."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "standoff")
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.name} imports relatively in line {node.lineno}"
            if node.module and node.module.split(".")[0] == "standoff":
                for alias in node.names:
                    below = f"{node.module}.{alias.name}"
                    yield below if below in MODULES or below == "standoff.__version__" else node.module


def part_of(name: str) -> str:
    """The part that a dotted name belongs to."""
    first = name.split(".")[1] if "." in name else "standoff"
    return "version" if first == "__version__" else first


def test_the_table_goes_one_way() -> None:
    above: set[str] = set()
    for part, may in MAY_IMPORT.items():
        assert may <= above, f"{part} may not import what stands below it: {may - above}"
        above.add(part)


def test_the_table_has_every_part_and_no_other() -> None:
    assert {module.part for module in MODULES.values()} == set(MAY_IMPORT) - {"version"}


def test_every_import_that_the_table_allows_is_made() -> None:
    made: dict[str, set[str]] = {part: set() for part in MAY_IMPORT}
    for module in MODULES.values():
        made[module.part] |= {part_of(name) for name in imported(module)} - {module.part}
    unused = {part: may - made[part] for part, may in MAY_IMPORT.items() if may - made[part]}
    assert not unused, f"the table is wider than the source: {unused}"


@every_module
def test_no_part_imports_a_later_one(module: Module) -> None:
    wrong = {name for name in imported(module) if part_of(name) not in MAY_IMPORT[module.part] | {module.part}}
    assert not wrong, f"{module.name} imports {', '.join(sorted(wrong))}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module.name: set(imported(module)) & MODULES.keys() - {module.name} for module in MODULES.values()}
    TopologicalSorter(names).prepare()  # raises CycleError, which names the circle


@every_module
def test_only_the_command_line_prints(module: Module) -> None:
    if module.part in PRINTERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in PRINTING, f"{module.name}:{node.lineno} calls {called}"
        if isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            assert name not in {"sys.stdout", "sys.stderr"}, f"{module.name}:{node.lineno} uses {name}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            assert "click" not in {n.split(".")[0] for n in names}, f"{module.name}:{node.lineno} imports click"


@every_module
def test_nothing_is_caught_blindly(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            again = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
            blind = caught in {"everything", "Exception", "BaseException"} and not again
            assert not blind, f"{module.name}:{node.lineno} catches {caught} and does not raise it again"


@every_module
def test_modules_and_functions_are_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= LONGEST_MODULE, f"{module.name} is too long"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{module.name}.{node.name} has {length} lines"


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The public classes, functions and methods in a module or class."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


@every_module
def test_everything_public_is_told(module: Module) -> None:
    if module.text.strip():  # a package that only groups modules may be empty
        assert ast.get_docstring(module.tree), f"{module.name} says nothing of itself"
    for node in public(module.tree):
        assert ast.get_docstring(node), f"{module.name}:{node.lineno} {node.name} says nothing of itself"


DATA = sorted((SOURCE / "data").rglob("*.toml"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_data_files_parse_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), f"{path.name} does not begin with what it holds"
    data: Mapping[str, object] = tomllib.loads(text)
    assert data


def test_every_data_file_is_used() -> None:
    source = "".join(module.text for module in MODULES.values())
    unused = [path.stem for path in DATA if f'"{path.stem}"' not in source and f'"{path.name}"' not in source]
    assert not unused, f"no module loads {unused}"
