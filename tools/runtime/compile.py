"""Compiles Python sources to ``.pyc`` files, in the very interpreter that will run them.

Run by ``compile.mjs`` in Pyodide under Node, so that the magic number fits.
"""

import ast
import importlib._bootstrap_external as bootstrap
import importlib.util
import pathlib


def strip_docstrings(tree: ast.AST) -> None:
    """Takes the docstrings out of a syntax tree; line numbers stay."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        docstring = node.body.pop(0)
        if not node.body and not isinstance(node, ast.Module):
            node.body.append(ast.copy_location(ast.Pass(), docstring))


def compile_file(source_path: str, pyc_path: str, filename: str, keep_docstrings: bool) -> None:
    """Compiles the file at ``source_path`` to ``pyc_path``; tracebacks will call it ``filename``.

    The result is an unchecked hash-based pyc (PEP 552): it holds no time of compilation, and the
    import system doesn't look for the source.
    """
    source = pathlib.Path(source_path).read_bytes()
    tree = ast.parse(source, filename)
    if not keep_docstrings:
        strip_docstrings(tree)
    code = compile(tree, filename, "exec", dont_inherit=True)
    digest = importlib.util.source_hash(source)
    pyc = bootstrap._code_to_hash_pyc(code, digest, checked=False)
    pathlib.Path(pyc_path).write_bytes(pyc)
