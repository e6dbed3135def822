"""A component library as the public boilerplate lays one out; Dash's own generator makes its classes."""

import json
from pathlib import Path

from dash.development._py_components_generation import generate_class_string, import_string

__version__ = "1.0.0"

_js_dist = [
    {"relative_package_path": "my_components.js", "namespace": __name__},
    {"relative_package_path": "async-panel.js", "namespace": __name__, "async": True},
]
_css_dist = [{"relative_package_path": "my_components.css", "namespace": __name__}]

# The boilerplate's build writes these classes to files.
exec(import_string.format(custom_imports=""))
for _path, _component in json.loads(Path(__file__).with_name("metadata.json").read_text()).items():
    _name = Path(_path).name.partition(".")[0]
    exec(generate_class_string(_name, _component["props"], _component["description"], __name__))
    globals()[_name]._js_dist = _js_dist
    globals()[_name]._css_dist = _css_dist
