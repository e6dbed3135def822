import subprocess
import sys

SCRIPT = """
import webdash.preload
import sys
assert "dash.dcc" in sys.modules
print(*{"pydantic", "pydantic_core", "importlib_metadata"} & sys.modules.keys())
"""


def test_dash_is_imported_without_what_it_needs_for_annotations() -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", SCRIPT], capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
