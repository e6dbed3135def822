"""What in the process is each app's own: the list that :mod:`~webdash.kernel.isolation` switches.

Names that begin with an underscore are not anybody's interface; a test looks that each is there.
"""

import mimetypes
import random
from collections.abc import Callable
from typing import Any

from plotly.basedatatypes import BasePlotlyType

from .directory_state import WorkingDirectory
from .finder_state import Finders
from .logging_state import Loggers
from .modules import OwnModules
from .process_state import Attribute, Contents, Fields, ProcessState, Setting
from .warning_state import WarningFilters

OWN_MODULES = OwnModules()


def process_states() -> list[ProcessState]:
    """Return all states, as they are put in place: modules first, since others may look them up."""
    return [OWN_MODULES, *_own(), *_python(), *_dash(), *_flask(), *_plotly(), *_data_packages()]


def _own() -> list[ProcessState]:
    return [
        Contents("webdash.host", "_handlers"),
        Contents("webdash.kernel.background", "_running"),
        Contents("webdash.kernel.background", "_noticed"),
    ]


def _python() -> list[ProcessState]:
    return [
        Contents("sys", "path"),
        Contents("sys", "argv"),
        Attribute("sys", "stdout"),
        Attribute("sys", "stderr"),
        Attribute("sys", "excepthook"),
        Attribute("threading", "excepthook"),
        Finders(OWN_MODULES),
        Contents("sys", "path_hooks"),
        Contents("os", "environ"),
        WorkingDirectory(),
        Attribute("warnings", "showwarning"),
        WarningFilters(),
        Loggers(),
        Setting(
            "locale", lambda it: it.setlocale(it.LC_ALL), lambda it, saved: it.setlocale(it.LC_ALL, saved)
        ),
        Setting(
            "mimetypes",
            lambda it: {name: getattr(it, name) for name in _fresh_media_types()},
            lambda it, saved: vars(it).update(saved),
            _fresh_media_types,
        ),
        # A new app draws numbers of its own, not the same as the others.
        _random("random", "_inst", fresh=lambda: random.Random().getstate()),
    ]


def _dash() -> list[ProcessState]:
    return [
        Contents("dash._callback", "GLOBAL_CALLBACK_LIST"),
        Contents("dash._callback", "GLOBAL_CALLBACK_MAP"),
        Contents("dash._callback", "GLOBAL_INLINE_SCRIPTS"),
        Contents("dash._callback", "GLOBAL_API_PATHS"),
        Contents("dash._pages", "PAGE_REGISTRY"),
        Contents("dash._pages", "CONFIG"),
        Contents("dash._get_paths", "CONFIG"),
        Attribute("dash._get_app", "APP"),
        Fields("dash._hooks", "hooks"),
        Contents("dash._dash_renderer", "_js_dist"),
        Contents("dash._dash_renderer", "_js_dist_dependencies"),
        Contents("dash.background_callback.managers", "BaseBackgroundCallbackManager.managers"),
        Contents("dash.background_callback.managers", "BaseBackgroundCallbackManager.functions"),
        # Their names in Dash 2.
        Contents("dash.long_callback.managers", "BaseLongCallbackManager.managers"),
        Contents("dash.long_callback.managers", "BaseLongCallbackManager.functions"),
        Contents("dash.mcp._decorator", "MCP_DECORATED_FUNCTIONS"),
        Contents("dash.development.base_component", "ComponentRegistry.registry"),
        Contents("dash.development.base_component", "ComponentRegistry.children_props"),
        Contents("dash.development.base_component", "ComponentRegistry.namespace_to_package"),
        # Automatic ids of components; a process begins with the same ones each time.
        _random("dash.development.base_component", "rd"),
    ]


def _flask() -> list[ProcessState]:
    signals = (
        "template_rendered",
        "before_render_template",
        "request_started",
        "request_finished",
        "request_tearing_down",
        "got_request_exception",
        "appcontext_tearing_down",
        "appcontext_pushed",
        "appcontext_popped",
        "message_flashed",
    )
    return [Fields("flask.signals", signal) for signal in signals]


def _plotly() -> list[ProcessState]:
    return [
        _Templates("plotly.io", "templates"),
        Fields("plotly.io._renderers", "renderers"),
        Fields("plotly.io._defaults", "defaults"),
        Fields("plotly.io._json", "config"),
        Fields("plotly.express._core", "defaults"),
        Contents("_plotly_utils.optional_imports", "_not_importable"),
    ]


def _data_packages() -> list[ProcessState]:
    return [
        _random("numpy.random.mtrand", "_rand", ("get_state", "set_state")),
        Setting("numpy", lambda np: np.get_printoptions(), lambda np, it: np.set_printoptions(**it)),
        Setting("numpy", lambda np: np.geterr(), lambda np, saved: np.seterr(**saved)),
        Contents("pandas", "_config.config._global_config"),
        Contents("matplotlib", "rcParams"),
        Contents("matplotlib._pylab_helpers", "Gcf.figs"),
        Fields("sklearn._config", "_threadlocal"),
    ]


def _fresh_media_types() -> dict[str, Any]:
    """Return the variables of `mimetypes` as they are before its first use, which sets them."""
    it: Any = mimetypes
    return {
        "inited": False,
        "_db": None,
        "encodings_map": it._encodings_map_default,
        "suffix_map": it._suffix_map_default,
        "types_map": it._types_map_default,
        "common_types": it._common_types_default,
    }


def _random(
    module: str,
    name: str,
    methods: tuple[str, str] = ("getstate", "setstate"),
    fresh: Callable[[], Any] | None = None,
) -> ProcessState:
    """Return the state of a random number generator, the variable `name` of a module."""
    get, put = methods
    return Setting(
        module,
        lambda owner: getattr(getattr(owner, name), get)(),
        lambda owner, saved: getattr(getattr(owner, name), put)(saved),
        fresh,
    )


class _Templates(Fields):
    """Plotly's templates, of which an app may also change the inside."""

    def fresh(self) -> Any:
        fields = super().fresh()
        templates = fields["_templates"]
        for name, template in templates.items():
            # Those not asked for yet are loaded by each app that asks.
            if isinstance(template, BasePlotlyType):
                templates[name] = type(template)(template.to_plotly_json(), _validate=False)
        return fields
