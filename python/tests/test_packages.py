"""Plans over an index, a distribution and an environment that are made for the test."""

import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from webdash.kernel.errors import KernelError
from webdash.packages import failures
from webdash.packages.planner import Plan, Planner
from webdash.packages.project import Project, Text
from webdash.packages.resolution import Document, Lack

INDEX = "https://index.test/simple/"
PAGE = "https://page.test/folder/"
ABI = "2026_0"
STDLIB = str(Path(json.__file__).parent.parent)


@dataclass
class Site:
    """An index, a distribution and what is installed."""

    folder: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    unbuilt: dict[str, str] = field(default_factory=dict)
    down: bool = False
    asked: list[str] = field(default_factory=list)
    planner: Planner = field(init=False)

    def __post_init__(self) -> None:
        self.planner = Planner([str(self.folder), STDLIB], ABI, INDEX)

    def publish(self, filename: str, *requires: str, index: str = INDEX, **entry: Any) -> None:
        """Put a file into the index."""
        name = filename.split("-")[0].replace("_", "-")
        page = self.files.setdefault(f"{index}{name}/", {"name": name, "files": []})
        hashes = {"sha256": f"{filename} in hexadecimal"}
        page["files"].append(
            {"filename": filename, "url": f"../../files/{filename}", "hashes": hashes, "core-metadata": True}
            | entry
        )
        self.describe(f"https://index.test/files/{filename}.metadata", filename, requires)

    def publish_source(self, filename: str, *requires: str, compiled: bool = False) -> None:
        """Put a source archive into the index, which may have to be compiled."""
        self.publish(filename, index=INDEX, **{"core-metadata": False})
        url = f"https://index.test/files/{filename}"
        self.describe(url, filename.removesuffix(".tar.gz"), requires)
        if compiled:
            self.unbuilt[url] = f"{filename} has to be compiled."

    def describe(self, url: str, filename: str, requires: Iterable[str]) -> None:
        """Have the metadata of a wheel at an address."""
        name, version = filename.split("-")[:2]
        lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {r}" for r in requires)]
        self.texts[url] = "\n".join(["Metadata-Version: 2.1", *lines, ""])

    def distribute(self, name: str, version: str, *depends: str, imports: Iterable[str] = ()) -> None:
        """Put a package into the distribution."""
        self.packages[name] = {
            "name": name,
            "version": version,
            "file_name": f"{name}-{version}.whl",
            "sha256": f"{name} in hexadecimal",
            "depends": list(depends),
            "imports": list(imports),
            "install_dir": "site",
        }

    def install(self, name: str, version: str, *requires: str, extras: Iterable[str] = ()) -> None:
        """Have a package in the environment, with a module of its name."""
        folder = self.folder / f"{name}-{version}.dist-info"
        folder.mkdir()
        lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {r}" for r in requires)]
        lines += [f"Provides-Extra: {extra}" for extra in extras]
        (folder / "METADATA").write_text("\n".join(["Metadata-Version: 2.1", *lines, ""]))
        (self.folder / f"{name.replace('-', '_')}.py").write_text("")

    def lock(self, *requires: str) -> Text:
        """Write the distribution as the lock of an app."""
        info = {"abi_version": ABI, "python": "3.14.2", "web-dash": {"requires": requires}}
        return Text(json.dumps({"info": info, "packages": self.packages}), f"{PAGE}lock.json")

    def plan(
        self,
        requirements: str = "",
        code: str = "",
        files: Mapping[str, str] | None = None,
        *,
        main: str = "app.py",
        lock: Text | None = None,
        replaceable: bool = False,
    ) -> Plan:
        texts = [Text(requirements, PAGE)] if requirements else []
        files = {path: textwrap.dedent(text) for path, text in (files or {}).items()}
        project = Project("a", textwrap.dedent(code), main, files, frozenset(files), texts)
        self.planner.begin()
        for _ in range(10):
            plan = self.planner.plan(project, lock, replaceable=replaceable)
            if not plan.lacks:
                return plan
            for lack in plan.lacks:
                self.planner.supply(lack, self._document(lack))
        raise AssertionError("The plan never ends.")

    def _document(self, lack: Lack) -> Document:
        if lack.kind == "distribution":
            return Document(json.dumps({"info": {}, "packages": self.packages}))
        self.asked.append(lack.url)
        if self.down:
            return Document(None, exists=True, error=f"{lack.url} could not be loaded.")
        if lack.url in self.unbuilt:
            return Document(error=self.unbuilt[lack.url], code="package-unavailable")
        text = json.dumps(self.files[lack.url]) if lack.url in self.files else self.texts.get(lack.url)
        return Document(text, exists=text is not None, error="" if text else f"There is no {lack.url}.")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def chosen(plan: Plan) -> list[str]:
    return sorted(f"{item.name} {item.version} {item.source}" for item in plan.install)


def refused(site: Site, *args: Any, **kwargs: Any) -> KernelError:
    with pytest.raises(KernelError) as raised:
        site.plan(*args, **kwargs)
    return raised.value


def test_what_is_installed_is_preferred_then_the_distribution_then_the_index(site: Site) -> None:
    site.install("one", "1.0")
    for name in ("one", "two", "three"):
        site.publish(f"{name}-2.0-py3-none-any.whl")
    site.distribute("two", "1.0", "two-lib")
    site.distribute("two-lib", "1.0")
    plan = site.plan("one two three")
    assert chosen(plan) == ["three 2.0 index", "two 1.0 distribution", "two-lib 1.0 distribution"]
    assert site.asked == [f"{INDEX}three/", "https://index.test/files/three-2.0-py3-none-any.whl.metadata"]
    three = next(item for item in plan.install if item.name == "three")
    assert (three.url, list(three.sha256)) == (
        "https://index.test/files/three-2.0-py3-none-any.whl",
        ["three-2.0-py3-none-any.whl in hexadecimal"],
    )


def test_a_pin_that_the_distribution_does_not_meet_is_met_by_the_index(site: Site) -> None:
    site.distribute("pkg", "1.0")
    site.publish("pkg-2.0-py3-none-any.whl")
    site.publish("pkg-3.0-py3-none-any.whl")
    assert chosen(site.plan("pkg == 2.0")) == ["pkg 2.0 index"]


def test_of_an_index_the_newest_that_runs_here_is_taken(site: Site) -> None:
    site.publish("pkg-1.0-py3-none-any.whl")
    site.publish("pkg-2.0-py3-none-any.whl")
    site.publish("pkg-3.0-py3-none-any.whl", yanked=True)
    site.publish("pkg-4.0-py3-none-any.whl", **{"requires-python": ">=4"})
    site.publish("pkg-5.0-cp27-cp27m-win32.whl")
    site.publish_source("pkg-5.0.tar.gz")
    site.publish_source("pkg-6.0.tar.gz", compiled=True)
    site.publish("pkg-7.0rc1-py3-none-any.whl")
    assert chosen(site.plan("pkg")) == ["pkg 2.0 index"]
    assert chosen(site.plan("pkg==3.0")) == ["pkg 3.0 index"]
    assert chosen(site.plan("--pre pkg")) == ["pkg 7.0rc1 index"]


def test_a_version_without_wheels_comes_as_its_source(site: Site) -> None:
    site.publish_source("pkg-1.0.tar.gz")
    site.publish("pkg-1.1-py3-none-any.whl")
    site.publish_source("pkg-2.0.tar.gz", "dep")
    site.publish("pkg-3.0-cp27-cp27m-win32.whl")
    site.publish_source("pkg-3.0.tar.gz", compiled=True)
    site.publish("dep-1.0-py3-none-any.whl")
    assert chosen(site.plan("pkg")) == ["dep 1.0 index", "pkg 2.0 index"]
    assert chosen(site.plan("pkg<1.1")) == ["pkg 1.0 index"]
    assert refused(site, "pkg==3.0").code == "package-unavailable"


def test_of_sources_that_have_to_be_compiled_one_is_looked_at(site: Site) -> None:
    site.publish_source("pkg-1.0.tar.gz", compiled=True)
    site.publish_source("pkg-2.0.tar.gz", compiled=True)
    assert "pkg-2.0.tar.gz has to be compiled." in refused(site, "pkg").message
    assert site.asked == [f"{INDEX}pkg/", "https://index.test/files/pkg-2.0.tar.gz"]
    site.publish("pkg-0.9-py3-none-any.whl")
    site.planner.renew()
    assert chosen(site.plan("pkg")) == ["pkg 0.9 index"]


def test_an_index_may_answer_in_html(site: Site) -> None:
    links = "<a href='/f/pkg-1.0-py3-none-any.whl#sha256=abc' data-requires-python='&gt;=3.8'>pkg</a>"
    site.texts[f"{INDEX}pkg/"] = f"<!DOCTYPE html><body>{links}</body>"
    site.describe("https://index.test/f/pkg-1.0-py3-none-any.whl", "pkg-1.0-py3-none-any.whl", ["dep"])
    site.distribute("dep", "1")
    plan = site.plan("pkg")
    assert chosen(plan) == ["dep 1 distribution", "pkg 1.0 index"]
    assert plan.install[-1].sha256 == ["abc"] or plan.install[0].sha256 == ["abc"]


def test_the_newest_gives_way_to_one_that_goes_with_the_others(site: Site) -> None:
    site.publish("pkg-2.0-py3-none-any.whl", "dep>=2")
    site.publish("pkg-1.0-py3-none-any.whl", "dep<2")
    site.publish("dep-1.5-py3-none-any.whl")
    site.publish("dep-2.5-py3-none-any.whl")
    assert chosen(site.plan("pkg dep<2")) == ["dep 1.5 index", "pkg 1.0 index"]


def test_extras_and_markers_count(site: Site) -> None:
    site.publish("pkg-1.0-py3-none-any.whl", 'fast; extra == "speed"', 'old; python_version < "3"', "base")
    site.distribute("fast", "1")
    site.distribute("base", "1")
    assert chosen(site.plan("pkg")) == ["base 1 distribution", "pkg 1.0 index"]
    site.publish("user-1.0-py3-none-any.whl", "pkg[speed]")
    assert chosen(site.plan("user pkg")) == [
        "base 1 distribution",
        "fast 1 distribution",
        "pkg 1.0 index",
        "user 1.0 index",
    ]


def test_extras_of_what_is_installed_count(site: Site) -> None:
    site.install("dash", "4.4", 'diskcache; extra == "diskcache"', "flask", extras=["diskcache"])
    site.distribute("diskcache", "5")
    assert chosen(site.plan("dash[diskcache]")) == ["diskcache 5 distribution"]


def test_constraints_count_only_for_what_is_needed(site: Site) -> None:
    for version in ("1.0", "2.0"):
        site.publish(f"pkg-{version}-py3-none-any.whl", "dep")
        site.publish(f"dep-{version}-py3-none-any.whl")
    site.texts[f"{PAGE}limits.txt"] = "dep<2\nother==1"
    assert chosen(site.plan("-c limits.txt\npkg")) == ["dep 1.0 index", "pkg 2.0 index"]


def test_hashes_choose_among_the_files_of_an_index(site: Site) -> None:
    digest = "0" * 64
    site.publish("pkg-1.0-py3-none-any.whl", hashes={"sha256": digest})
    site.publish("pkg-2.0-py3-none-any.whl")
    assert chosen(site.plan(f"pkg --hash=sha256:{digest}")) == ["pkg 1.0 index"]
    error = refused(site, f"pkg --hash=sha256:{'1' * 64}")
    assert error.code == "package-hash-mismatch"
    assert "pkg" in error.message


def test_the_indexes_that_are_named_are_asked(site: Site) -> None:
    site.publish("mine-1.0-py3-none-any.whl", index="https://mine.test/simple/", url="mine.whl")
    site.describe("https://mine.test/simple/mine/mine.whl.metadata", "mine-1.0", ["theirs"])
    site.publish("theirs-1.0-py3-none-any.whl")
    text = "--extra-index-url https://mine.test/simple\nmine"
    assert chosen(site.plan(text)) == ["mine 1.0 index", "theirs 1.0 index"]
    assert refused(site, "--index-url https://mine.test/simple\nmine").code == "package-not-found"


def test_packages_by_address_and_among_the_files(site: Site) -> None:
    site.describe(f"{PAGE}w/far-1.0-py3-none-any.whl", "far-1.0", ["dep"])
    site.describe("app:a/wheels/near-2.0.tar.gz", "near-2.0", [])
    site.distribute("dep", "1")
    text = f"w/far-1.0-py3-none-any.whl#sha256={'a' * 64} ./wheels/near-2.0.tar.gz"
    plan = site.plan(text, files={"wheels/near-2.0.tar.gz": ""})
    assert {item.url for item in plan.install} == {
        f"{PAGE}w/far-1.0-py3-none-any.whl",
        "app:a/wheels/near-2.0.tar.gz",
        "dep-1.whl",
    }
    assert {item.name: list(item.sha256) for item in plan.install}["far"] == ["a" * 64]


def test_time_zones_are_a_package_where_no_machine_has_them(site: Site) -> None:
    site.distribute("tzdata", "2026.1", imports=["tzdata"])
    assert chosen(site.plan("", "from zoneinfo import ZoneInfo")) == ["tzdata 2026.1 distribution"]
    site.install("tzdata", "2026.1")
    assert chosen(site.plan("", "import zoneinfo")) == []


def test_a_script_and_its_project_say_what_they_need(site: Site) -> None:
    for name in ("inline", "listed", "included", "declared"):
        site.distribute(name, "1")
    code = """
        # /// script
        # requires-python = ">=3.11"
        # dependencies = [
        #   "inline>=1",
        # ]
        # ///
    """
    files = {
        "requirements.txt": "-r more/base.txt\nlisted",
        "more/base.txt": "-r base.txt\nincluded",
        "pyproject.toml": '[project]\ndependencies = ["declared"]',
    }
    plan = site.plan("", textwrap.dedent(code).lstrip(), files)
    assert [item.split()[0] for item in chosen(plan)] == ["declared", "included", "inline", "listed"]


def test_another_wheel_of_the_same_name_and_version_is_told_apart(site: Site) -> None:
    site.install("own", "1.0")
    origin = {"url": "app:b/own-1.0-py3-none-any.whl", "archive_info": {"hashes": {"sha256": "a" * 64}}}
    (site.folder / "own-1.0.dist-info/direct_url.json").write_text(json.dumps(origin))
    wheel = "own-1.0-py3-none-any.whl"
    address = f"{PAGE}{wheel}"
    site.describe(address, wheel, [])
    for digest, code in [("a", None), ("b", "package-conflict")]:
        site.planner.documents[address] = Document(site.texts[address], sha256=digest * 64)
        if code is None:
            assert chosen(site.plan(wheel)) == []
        else:
            assert refused(site, wheel).code == code
    del site.planner.documents[address]
    site.plan(wheel)
    assert site.asked == [address]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"pyproject.toml": '[project]\nrequires-python = ">=4"'}, ""),
        ({"pyproject.toml": "[project"}, ""),
        ({"pyproject.toml": '[project]\ndependencies = "a"'}, ""),
        ({"requirements.txt": "./missing-1-py3-none-any.whl"}, ""),
        ({}, '# /// script\n# dependencies = ["a"]\n# ///\n' * 2),
    ],
)
def test_what_a_project_says_in_vain_is_refused(site: Site, files: dict[str, str], code: str) -> None:
    error = refused(site, "", code, files)
    assert error.code == "requirements-invalid"


def test_what_the_code_imports_is_found(site: Site) -> None:
    site.distribute("scikit-learn", "1.6", "numpy", imports=["sklearn"])
    site.distribute("numpy", "2", imports=["numpy"])
    site.distribute("maybe", "1", imports=["maybe"])
    site.publish("dash_kit-1.0-py3-none-any.whl")
    site.install("flask", "3")
    code = """
        import json, os, flask, helpers
        import dash_kit as kit
        def f():
            from sklearn.cluster import KMeans
        try:
            import maybe, nowhere
        except ImportError:
            pass
    """
    plan = site.plan("", code, {"helpers.py": "import missing_everywhere"})
    assert chosen(plan) == [
        "dash-kit 1.0 index",
        "maybe 1 distribution",
        "numpy 2 distribution",
        "scikit-learn 1.6 distribution",
    ]
    assert all(item.optional for item in plan.install)
    # What the code can do without isn't looked for in an index, and what is nowhere is only noted.
    assert f"{INDEX}nowhere/" not in site.asked
    assert [note.split(",")[0] for note in plan.notes] == ["missing-everywhere"]


def test_modules_beside_the_main_file_are_the_apps_own(site: Site) -> None:
    files = {"src/helpers.py": "", "src/parts/one.py": "", "tools.py": ""}
    site.publish("strange-1.0-py3-none-any.whl")
    site.plan("", "import helpers, parts.one, tools, strange", files, main="src/app.py")
    assert site.asked[0] == f"{INDEX}strange/"


def test_modules_in_any_folder_are_not_looked_for_in_an_index(site: Site) -> None:
    site.distribute("numpy", "2", imports=["numpy"])
    files = {"lib/core/part.py": "import tools", "lib/tools.py": "", "lib/numpy/table.csv": ""}
    assert chosen(site.plan("", "import core.part, tools, numpy", files)) == ["numpy 2 distribution"]
    assert site.asked == []


def test_a_part_of_a_package_may_need_more(site: Site) -> None:
    site.install("plotly", "6.0", 'numpy; extra == "express"', extras=["express"])
    site.distribute("numpy", "2", imports=["numpy"])
    assert chosen(site.plan("", "import plotly.graph_objects")) == []
    assert chosen(site.plan("", "from plotly import express as px")) == ["numpy 2 distribution"]


def test_modules_of_other_names_are_looked_for_once_packages_are_there(site: Site) -> None:
    site.publish("beautifulsoup4-4.0-py3-none-any.whl")
    plan = site.plan("beautifulsoup4", "import bs4")
    assert chosen(plan) == ["beautifulsoup4 4.0 index"]
    assert plan.again
    assert not any("bs4" in url for url in site.asked)


def test_code_that_needs_nothing_asks_for_nothing(site: Site) -> None:
    site.install("dash", "4.4")
    plan = site.plan("dash>=4", "import dash, json, sys")
    assert chosen(plan) == []
    assert site.asked == []
    assert site.planner.distribution is None


def test_a_package_that_is_in_use_is_not_replaced(site: Site) -> None:
    site.install("dash", "4.4.1")
    site.publish("dash-2.18.2-py3-none-any.whl")
    error = refused(site, "dash==2.18.2")
    assert error.code == "package-conflict"
    assert "dash==2.18.2" in error.message
    assert "4.4.1, which is installed" in error.message


def test_in_a_python_of_its_own_an_app_replaces_packages_with_all_that_belongs_to_them(site: Site) -> None:
    site.install("dash", "4.4.1", "flask>=1", "plotly", "setuptools")
    site.install("flask", "3.1.3", "werkzeug>=3.1")
    site.install("werkzeug", "3.1.9")
    site.install("plotly", "7.1.0")
    site.publish("dash-2.18.2-py3-none-any.whl", "flask<3.1", "werkzeug<3.1", "plotly>=5", "setuptools")
    site.publish("flask-3.0.3-py3-none-any.whl", "werkzeug>=3.0")
    site.publish("flask-3.1.3-py3-none-any.whl", "werkzeug>=3.1")
    site.publish("werkzeug-3.0.6-py3-none-any.whl")
    plan = site.plan("dash==2.18.2", replaceable=True)
    assert chosen(plan) == ["dash 2.18.2 index", "flask 3.0.3 index", "werkzeug 3.0.6 index"]
    assert sorted(plan.replaced) == ["dash", "flask", "werkzeug"]
    # Also where it is a requirement of the runtime's own that has to give way.
    assert chosen(site.plan("werkzeug<3.1", replaceable=True)) == [
        "flask 3.0.3 index",
        "werkzeug 3.0.6 index",
    ]


def test_what_an_app_has_replaced_is_for_those_that_ask_for_it(site: Site) -> None:
    site.install("dash", "4.4.1")
    site.publish("dash-2.18.2-py3-none-any.whl")
    site.distribute("pkg", "1")
    plan = site.plan("dash==2.18.2 pkg", replaceable=True)
    assert plan.replaced == ["dash"]
    (site.folder / "dash-4.4.1.dist-info/METADATA").write_text("Name: dash\nVersion: 2.18.2\n")
    assert chosen(site.plan("dash<3")) == []
    for requirements in ("", "pkg"):
        error = refused(site, requirements)
        assert error.code == "package-conflict"
        assert "its own dash" in error.message


def test_requirements_that_exclude_each_other_are_named(site: Site) -> None:
    site.publish("one-1.0-py3-none-any.whl", "dep<2")
    site.publish("two-1.0-py3-none-any.whl", "dep>=2")
    site.publish("dep-1.0-py3-none-any.whl")
    site.publish("dep-2.0-py3-none-any.whl")
    error = refused(site, "one two")
    assert error.code == "package-conflict"
    assert "dep<2 (of one 1.0)" in error.message
    assert "dep>=2 (of two 1.0)" in error.message


def test_a_version_that_is_at_hand_is_not_called_unavailable(site: Site) -> None:
    site.install("flask", "3.1.3")
    site.publish("dash-2.18.2-py3-none-any.whl", "flask<3.1")
    site.publish("flask-3.0.3-py3-none-any.whl")
    error = refused(site, "dash==2.18.2 flask>=3.1", replaceable=True)
    assert error.code == "package-conflict"
    assert "flask<3.1 (of dash 2.18.2)" in error.message


def test_why_a_wheel_is_refused_is_told(site: Site) -> None:
    planner = site.planner
    project = Project("a", "", "app.py", {}, frozenset(), [Text("/a-1-py3-none-any.whl", PAGE)])
    planner.supply(Lack("", "distribution"), Document('{"packages": {}}'))
    (lack,) = planner.plan(project, None, replaceable=False).lacks
    planner.supply(lack, Document(error="It is another one.", code="package-hash-mismatch"))
    with pytest.raises(KernelError, match="another one") as raised:
        planner.plan(project, None, replaceable=False)
    assert raised.value.code == "package-hash-mismatch"


@pytest.mark.parametrize(
    ("filename", "why"),
    [
        ("pkg-1.0.zip", "source only"),
        ("pkg-1.0-cp27-cp27m-win32.whl", "other platforms"),
        ("pkg-2.0-py3-none-any.whl", "others only"),
    ],
)
def test_a_package_without_a_wheel_for_this_python_is_unavailable(
    site: Site, filename: str, why: str
) -> None:
    site.publish(filename)
    site.distribute("pkg", "0.9")
    error = refused(site, "pkg==1.0")
    assert error.code == "package-unavailable"
    assert why in error.message
    assert "Pyodide has pkg 0.9" in error.message


def test_all_pins_that_cannot_be_had_are_named_at_once(site: Site) -> None:
    site.distribute("numpy", "2.0.2")
    site.distribute("pandas", "2.2.3", "numpy")
    site.publish("numpy-1.26.4-cp27-cp27m-win32.whl")
    error = refused(site, "numpy==1.26.4\nflask\npandas==2.2.2", files={"flask.py": ""})
    assert error.code == "package-unavailable"
    assert "Pyodide has numpy 2.0.2" in error.message
    assert "There is no pandas==2.2.2. Pyodide has pandas 2.2.3." in error.message


def test_the_package_of_a_module_is_named(site: Site) -> None:
    site.distribute("scikit-learn", "1.6", imports=["sklearn"])
    site.distribute("pillow", "11", imports=["PIL"])
    site.publish_source("sklearn-0.0.tar.gz", compiled=True)
    for name, package, code in [
        ("PIL", "pillow", "package-not-found"),
        ("sklearn", "scikit-learn", "package-unavailable"),
    ]:
        error = refused(site, name)
        assert error.code == code
        assert f"comes with {package}." in error.message


def test_what_only_servers_need_is_left_out_of_files_that_they_read(site: Site) -> None:
    site.publish_source("psycopg2-2.9.tar.gz", compiled=True)
    site.publish("uvloop-1.0-cp27-cp27m-win32.whl")
    site.publish("pkg-1.0-py3-none-any.whl", "uvloop", "dep")
    site.distribute("dep", "1")
    files = {
        "requirements.txt": "-r more.txt\npsycopg2==2.9",
        "more.txt": "pkg",
        "pyproject.toml": '[project]\ndependencies = ["psycopg2"]',
    }
    plan = site.plan("dep", "import psycopg2", files)
    assert chosen(plan) == ["dep 1 distribution", "pkg 1.0 index"]
    assert plan.notes == [
        "psycopg2 is left out. No wheel of psycopg2 runs here: the index has its source only. "
        "psycopg2-2.9.tar.gz has to be compiled.",
        "uvloop is left out. No wheel of uvloop runs here: the index has wheels for other platforms only.",
    ]
    (pkg,) = (item for item in plan.install if item.name == "pkg")
    assert pkg.depends == ["dep"]
    failure = failures.of("psycopg2")
    assert failure
    assert failure.code == "package-unavailable"
    # What is asked for the browser has to be had, as has what is nowhere at all, and a version that isn't.
    assert refused(site, "psycopg2", "", files).code == "package-unavailable"
    assert refused(site, files={"requirements.txt": "no-such"}).code == "package-not-found"
    assert refused(site, files={"requirements.txt": "pkg==2"}).code == "package-unavailable"


def test_with_a_lock_what_it_lacks_is_left_out_of_files_that_servers_read(site: Site) -> None:
    site.distribute("pkg", "1.0")
    files = {"requirements.txt": "psycopg2\npkg"}
    plan = site.plan("", "", files, lock=site.lock("pkg"))
    assert chosen(plan) == ["pkg 1.0 lock"]
    assert plan.notes == ["psycopg2 is left out. The app's lock has no psycopg2."]
    assert refused(site, "psycopg2", lock=site.lock("pkg")).code == "package-not-found"


def test_an_unknown_package_is_named_with_who_requires_it(site: Site) -> None:
    site.publish("pkg-1.0-py3-none-any.whl", "nowhere>=1")
    error = refused(site, "pkg")
    assert error.code == "package-not-found"
    assert "nowhere, which pkg 1.0 requires" in error.message


def test_an_index_that_is_down_is_told_and_asked_again(site: Site) -> None:
    site.publish("pkg-1.0-py3-none-any.whl")
    site.down = True
    error = refused(site, "pkg")
    assert error.code == "index-unreachable"
    assert f"{INDEX}pkg/ could not be loaded" in error.message
    site.down = False
    assert chosen(site.plan("pkg")) == ["pkg 1.0 index"]


def test_what_an_index_said_is_forgotten_when_it_is_to_be_asked_again(site: Site) -> None:
    site.publish("pkg-1.0-py3-none-any.whl")
    assert not site.planner.renew()
    assert refused(site, "pkg>=2").code == "package-unavailable"
    site.publish("pkg-2.0-py3-none-any.whl")
    assert refused(site, "pkg>=2").code == "package-unavailable"
    assert site.planner.renew()
    assert chosen(site.plan("pkg>=2")) == ["pkg 2.0 index"]


def test_an_index_that_is_down_does_not_stop_what_is_imported_only(site: Site) -> None:
    site.down = True
    assert chosen(site.plan("", "import pkg")) == []


def test_a_lock_says_it_all(site: Site) -> None:
    site.distribute("pkg", "1.0", "dep")
    site.distribute("dep", "1.0", imports=["dep"])
    site.distribute("other", "1.0", imports=["other"])
    lock = site.lock("pkg")
    site.packages.clear()
    site.publish("pkg-2.0-py3-none-any.whl")
    plan = site.plan("", "import other", lock=lock)
    assert chosen(plan) == ["dep 1.0 lock", "other 1.0 lock", "pkg 1.0 lock"]
    assert {item.url for item in plan.install} >= {f"{PAGE}pkg-1.0.whl"}
    assert site.asked == []
    assert refused(site, "pkg>=2", lock=lock).code in ("package-conflict", "package-unavailable")


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"packages": {"a": {}}}', '{"info": {"abi_version": "2024_0"}, "packages": {}}']
)
def test_a_lock_that_is_none_or_another_pyodides_is_refused(site: Site, text: str) -> None:
    error = refused(site, "", lock=Text(text, f"{PAGE}lock.json"))
    assert error.code == "lock-invalid"
    assert "lock.json" in error.message


def test_what_a_server_of_asgi_only_runs_faster_with_is_left_out(site: Site) -> None:
    site.publish("uvicorn-1-py3-none-any.whl", 'uvloop; extra == "standard"', 'pyyaml; extra == "standard"')
    site.publish("pyyaml-6-py3-none-any.whl")
    assert chosen(site.plan("uvicorn[standard]")) == ["pyyaml 6 index", "uvicorn 1 index"]
