"""Finds what code imports, without running it."""

import ast
from collections.abc import Container, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Import:
    """A module that some code imports by its full name."""

    name: str
    """With dots: ``"plotly.express"``."""
    optional: bool = False
    """The code can do without it."""


def imports(code: str | bytes) -> set[Import]:
    """Return what `code` imports, also inside of functions; nothing, where it isn't valid.

    Calls like ``import_module("pandas")`` count. Left out are relative imports and those for type checkers.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        # Told with its line when the code is run.
        return set()
    return set(_in(tree, optional=False))


def leading_imports(code: str, own: Container[str]) -> Iterator[str]:
    """Yield the statements by which `code` imports others' modules before it does anything else.

    :param own: Its own top-level modules, which do something else.
    """
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError):
        return
    # Its docstring.
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        del body[0]
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and not statement.level:
            names = [statement.module or ""]
        elif isinstance(statement, ast.Import):
            names = [alias.name for alias in statement.names]
        else:
            return
        if any(name.partition(".")[0] in own for name in names):
            return
        yield ast.unparse(statement)


def _in(node: ast.AST, *, optional: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, optional)
    elif isinstance(node, ast.ImportFrom):
        if node.module and not node.level:
            yield Import(node.module, optional)
            # What is imported from a package may be a module: from plotly import express.
            for alias in node.names:
                if alias.name != "*":
                    yield Import(f"{node.module}.{alias.name}", optional)
    elif isinstance(node, ast.Call) and (name := _imported_by_call(node)):
        yield Import(name, optional)
    elif isinstance(node, ast.Try) and any(_catches_import_error(handler) for handler in node.handlers):
        for child in ast.iter_child_nodes(node):
            yield from _in(child, optional=True)
    elif isinstance(node, ast.If) and _is_type_checking(node.test):
        for statement in node.orelse:
            yield from _in(statement, optional=optional)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _in(child, optional=optional)


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in names) for kind in kinds)


def _imported_by_call(call: ast.Call) -> str | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
    if name not in {"import_module", "__import__"} or not call.args:
        return None
    module = getattr(call.args[0], "value", None)
    is_absolute = isinstance(module, str) and all(part.isidentifier() for part in module.split("."))
    return module if is_absolute else None


def _is_type_checking(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", None)
    return name == "TYPE_CHECKING"
