"""The binary interface of Pyodide's compiled packages."""

from sysconfig import get_config_var


def abi_version() -> str | None:
    """Return its version, ``"2026_0"``, as the names of wheels have it (:pep:`783`); elsewhere ``None``."""
    # The second is what Pyodide called it before.
    version = get_config_var("PYEMSCRIPTEN_PLATFORM_VERSION") or get_config_var("PYODIDE_ABI_VERSION")
    return None if version is None else str(version)
