import subprocess
import sys
from pathlib import Path

import pytest

DASH = """
import sys
import webdash.preload
assert "dash.dcc" in sys.modules
print(*{"pydantic", "pydantic_core", "importlib_metadata", "narwhals"} & sys.modules.keys())
"""

FIGURES = """
import sys
import webdash.preload
import plotly.graph_objects as go
print(*go.Scatter(x=[1, 2]).x)
assert "narwhals" not in sys.modules
import numpy
print(*go.Scatter(x=numpy.array([3, 4])).x, *{"narwhals.stable.v1"} & sys.modules.keys())
"""

AT_ONCE = """
import sys
from webdash import preload
sys.path.insert(0, sys.argv[1])
with preload._deferred("eager"):
    import eager.parts.late as late
    from eager.parts import now
    print(now)
print(late.then, sys.modules["eager.parts.late"] is late)
"""

SERIES = """
import webdash.preload
from _plotly_utils.basevalidators import is_homogeneous_array
print(is_homogeneous_array("a series"))
import narwhals.stable.v1
print(is_homogeneous_array(object.__new__(narwhals.stable.v1.Series)))
"""


def run(script: str, *args: str) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-c", script, *args]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_dash_is_imported_without_what_it_needs_only_later() -> None:
    assert run(DASH) == []


@pytest.mark.newest_dash
def test_figures_of_lists_do_without_narwhals_and_those_of_arrays_import_it() -> None:
    assert run(FIGURES) == ["1", "2", "3", "4", "narwhals.stable.v1"]


def test_a_package_that_is_wanted_while_it_is_deferred_is_imported(tmp_path: Path) -> None:
    parts = tmp_path / "eager" / "parts"
    parts.mkdir(parents=True)
    (parts.parent / "__init__.py").touch()
    (parts / "__init__.py").write_text("now = 'now'")
    (parts / "late.py").write_text("then = 'then'")
    assert run(AT_ONCE, str(tmp_path)) == ["now", "then", "False"]


@pytest.mark.newest_dash
def test_plotly_recognizes_the_series_of_an_app_that_imports_narwhals() -> None:
    assert run(SERIES) == ["False", "True"]
