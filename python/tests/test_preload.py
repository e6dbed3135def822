import subprocess
import sys

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
print(*go.Scatter(x=numpy.array([3, 4])).x)
"""

SERIES = """
import webdash.preload
from _plotly_utils.basevalidators import is_homogeneous_array
print(is_homogeneous_array("a series"))
import narwhals.stable.v1
print(is_homogeneous_array(object.__new__(narwhals.stable.v1.Series)))
"""


def run(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_dash_is_imported_without_what_it_needs_only_later() -> None:
    assert run(DASH) == []


def test_figures_of_lists_do_without_narwhals_and_those_of_arrays_import_it() -> None:
    assert run(FIGURES) == ["1", "2", "3", "4"]


@pytest.mark.newest_dash
def test_plotly_recognizes_the_series_of_an_app_that_imports_narwhals() -> None:
    assert run(SERIES) == ["False", "True"]
