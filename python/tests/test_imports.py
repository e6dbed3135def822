import textwrap

import pytest

from webdash.packages.imports import Import, imports, leading_imports


def found(code: str) -> set[tuple[str, bool]]:
    return {(i.name, i.optional) for i in imports(textwrap.dedent(code))}


def test_imports_are_found_wherever_they_stand() -> None:
    code = """
        import a, b.c as d
        from e import f

        class G:
            async def method(self):
                with open("x"):
                    import h
    """
    assert found(code) == {("a", False), ("b.c", False), ("e", False), ("e.f", False), ("h", False)}


def test_imports_by_a_call_with_a_name_are_found() -> None:
    code = """
        import_module("a.b")
        try:
            importlib.import_module("c")
        except ImportError:
            __import__("d")
        import_module(".e", __package__)
        import_module(f"pages.{name}")
        import_module(name)
        import_module()
    """
    assert found(code) == {("a.b", False), ("c", True), ("d", True)}


@pytest.mark.parametrize(
    "caught", ["except ImportError", "except (KeyError, ModuleNotFoundError)", "except Exception", "except"]
)
def test_what_the_code_can_do_without_is_optional(caught: str) -> None:
    code = f"try:\n    import a\n{caught}:\n    import b\n"
    assert found(code) == {("a", True), ("b", True)}


def test_another_exception_does_not_make_it_optional() -> None:
    assert found("try:\n    import a\nexcept KeyError:\n    pass") == {("a", False)}


def test_relative_imports_and_those_for_type_checkers_are_left_out() -> None:
    code = """
        from . import a
        from .b import c
        if TYPE_CHECKING:
            import d
        else:
            import e
        if typing.TYPE_CHECKING:
            import f
    """
    assert found(code) == {("e", False)}


@pytest.mark.parametrize("code", ["import", "a = 1 +", "\0"])
def test_code_that_is_not_valid_imports_nothing(code: str) -> None:
    assert imports(code) == set[Import]()


def test_leading_imports_are_those_before_anything_else() -> None:
    code = """
        \"\"\"An app.\"\"\"
        from __future__ import annotations
        import a, b.c as d
        from e.f import g
        import own.helpers
        import h
    """
    code = textwrap.dedent(code)
    leading = ["from __future__ import annotations", "import a, b.c as d", "from e.f import g"]
    assert list(leading_imports(code, {"own"})) == leading
    assert list(leading_imports(code, {"own", "a"})) == leading[:1]
    assert list(leading_imports("import a\nx = 1\nimport b", set())) == ["import a"]
    assert list(leading_imports("from . import a\nimport b", set())) == []
    assert list(leading_imports("import a\nif", set())) == []
