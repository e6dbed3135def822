"""Figures become the same JSON as without us, and stay as they are."""

import datetime
import decimal
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from plotly.subplots import make_subplots

from webdash.kernel import plain_data, plotly_encoder
from webdash.kernel.import_hook import ImportHook

pd: Any = import_module("pandas")
utils: Any = import_module("_plotly_utils.utils")
dash_utils: Any = import_module("dash._utils")
FRAME = pd.DataFrame(
    {
        "day": pd.date_range("2026-01-01", periods=6),
        "kind": ["a", "b"] * 3,
        "value": [1.5, 2, float("nan"), 4, 5, 6],
        "count": range(6),
    }
)


@contextmanager
def _adapted() -> Iterator[None]:
    with ExitStack() as undo:
        plain_data.install(ImportHook(), undo)
        plotly_encoder.install(ImportHook(), undo)
        yield


def _lines() -> Any:
    return go.Figure(go.Scatter(x=[1, 2.5, None], y=["a", "b", "ü"], mode="lines"), layout={"title": "Lines"})


def _arrays() -> Any:
    figure = go.Figure()
    for kind in ("int8", "int64", "uint16", "float32", "float64", "object", "datetime64[D]", "bool"):
        figure.add_scatter(x=np.arange(5).astype(kind), y=np.array([], dtype=kind))
    figure.add_heatmap(z=np.arange(6.0).reshape(2, 3), customdata=[[np.arange(3)], [{"a": np.arange(2)}]])
    figure.add_scatter(y=np.array([2**40, 1]), marker={"color": np.array([1, 2]), "size": (1, 2)})
    return figure.update_layout(meta={"array": np.arange(3), "number": np.float64(0.5)})


def _subplots() -> Any:
    figure = make_subplots(2, 2, shared_xaxes=True, subplot_titles=("a", "b", "c", "d"))
    figure.add_bar(x=[1, 2], y=[3, 4], row=1, col=2).add_scatter(y=[1], row=2, col=1)
    return figure.add_hline(y=2, row="all", col="all").update_xaxes(range=(0, 3)).add_annotation(text="here")


def _not_plain() -> Any:
    shared = [1, 2]
    meta = {
        "date": datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC),
        "day": datetime.date(2026, 1, 2),
        "decimal": decimal.Decimal("1.5"),
        "pair": (1, [2, (3,)]),
        "shared": [shared, shared],
        1: None,
    }
    return go.Figure(go.Scatter(y=shared, customdata=[shared, {"a": shared}]), layout={"meta": meta})


def _frames() -> Any:
    frames = [go.Frame(data=[go.Scatter(y=values)], name="f") for values in ([1, 2], np.array([3, 4]))]
    return go.Figure(go.Scatter(y=[0, 1]), frames=frames)


def _infinite() -> Any:
    return go.Figure(go.Scatter(y=[float("nan"), float("inf"), 1, -float("inf")], text="NaN"))


def _map() -> Any:
    geojson = {"type": "FeatureCollection", "features": [{"id": 1, "geometry": {"coordinates": [[1, 2]]}}]}
    return go.Figure(go.Choropleth(geojson=geojson, locations=[1], z=[2]))


def _own_template() -> Any:
    template = go.layout.Template(layout={"font": {"size": 9}}, data_scatter=[{"marker": {"symbol": "x"}}])
    return _lines().update_layout(template=template)


def _changed_template() -> Any:
    figure = _lines()
    figure.layout.template.layout.font.size = 31
    figure.layout.template.layout.meta = {"array": np.arange(3)}
    return figure


@contextmanager
def _default_template(template: Any) -> Iterator[None]:
    before = pio.templates.default
    pio.templates.default = template
    try:
        yield
    finally:
        pio.templates.default = before


def _with_default(template: Any) -> Callable[[], Any]:
    def build() -> Any:
        with _default_template(template):
            return _lines()

    return build


BUILDERS: list[Callable[[], Any]] = [
    go.Figure,
    _lines,
    _arrays,
    _subplots,
    _not_plain,
    _frames,
    _infinite,
    _map,
    _own_template,
    _changed_template,
    _with_default(None),
    _with_default("plotly_dark"),
    _with_default("ggplot2+presentation"),
    _with_default(go.layout.Template(layout={"colorway": ["red"]})),
    lambda: _lines().update_layout(template=None),
    lambda: _lines().update_layout(template="none"),
    lambda: px.line(FRAME, x="day", y="value", color="kind"),
    lambda: px.scatter(FRAME, x="count", y="value", facet_col="kind", hover_data=["day"], trendline=None),
    lambda: px.imshow(np.arange(12.0).reshape(3, 4)),
    lambda: go.Figure(px.bar(FRAME, x="kind", y="count").to_dict()),
]


@pytest.mark.parametrize("build", BUILDERS)
def test_the_text_is_the_same_and_the_figure_too(build: Callable[[], Any]) -> None:
    expected = [
        dash_utils.to_json({"response": value}) for value in (build(), [build().data, build().layout])
    ]
    with _adapted():
        figure = build()
        texts = [dash_utils.to_json({"response": value}) for value in (figure, [figure.data, figure.layout])]
        again = dash_utils.to_json({"response": figure})
    assert texts == expected
    assert again == expected[0]
    assert dash_utils.to_json({"response": figure}) == expected[0]


def test_plain_figures_are_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_value: object) -> None:
        raise AssertionError("This needs no copy.")

    figure = _lines()
    expected = dash_utils.to_json(figure)
    with _adapted():
        monkeypatch.setattr(import_module("plotly.basedatatypes"), "deepcopy", refuse)
        assert dash_utils.to_json(figure) == expected


def test_a_template_that_an_app_changes_is_seen_in_the_next_figure() -> None:
    template = go.layout.Template(layout={"colorway": ["red"]})
    with _adapted(), _default_template(template):
        first = dash_utils.to_json(_lines())
        template.layout.colorway = ["blue"]
        second = dash_utils.to_json(_lines())
    assert '"colorway":["red"]' in first
    assert second == first.replace('"colorway":["red"]', '"colorway":["blue"]')


def test_figures_with_json_of_their_own_keep_it() -> None:
    class Own(go.Figure):  # type: ignore[misc]
        def to_dict(self) -> Any:
            return {"own": True}

    class OwnJSON(go.Figure):  # type: ignore[misc]
        def to_plotly_json(self) -> Any:
            return {"json": super().to_plotly_json()["data"]}

    changed = go.Figure()
    changed._own = 1
    object.__setattr__(changed, "to_dict", lambda: {"changed": True})
    with _adapted():
        assert (
            dash_utils.to_json([Own(), OwnJSON(), changed]) == '[{"own":true},{"json":[]},{"changed":true}]'
        )


def test_what_others_get_of_a_figure_is_theirs_to_change() -> None:
    class Encoder(utils.PlotlyJSONEncoder):  # type: ignore[misc]
        def default(self, obj: Any) -> Any:
            value = super().default(obj)
            value["layout"]["meta"] = "encoded"
            return value

    def by_hand(value: Any) -> Any:
        changed = utils.PlotlyJSONEncoder.encode_as_plotly(value)
        changed["layout"]["meta"] = "encoded"
        return changed

    with _adapted():
        figure = go.Figure(layout={"meta": "mine"})
        assert json.loads(json.dumps(figure, cls=Encoder))["layout"]["meta"] == "encoded"
        given = json.dumps(figure, cls=utils.PlotlyJSONEncoder, default=by_hand)
        assert json.loads(given)["layout"]["meta"] == "encoded"
        for copied in (figure.to_dict(), figure.to_plotly_json(), utils.PlotlyJSONEncoder().default(figure)):
            copied["layout"]["meta"] = "changed"
        assert figure.layout.meta == "mine"


def test_an_encoder_that_an_app_has_changed_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    default = utils.PlotlyJSONEncoder.default

    def renamed(encoder: Any, value: Any) -> Any:
        result = default(encoder, value)
        result["layout"].pop("template", None)
        return result

    with _adapted():
        monkeypatch.setattr(utils.PlotlyJSONEncoder, "default", renamed)
        figure = go.Figure()
        assert dash_utils.to_json(figure) == '{"data":[],"layout":{}}'
        assert figure.layout.template.layout.colorway is not None


def test_a_figure_without_an_end_is_refused() -> None:
    endless: list[Any] = [1]
    endless.append({"a": endless, "b": endless})
    with _adapted():
        figure = go.Figure(layout={"meta": endless})
        with pytest.raises((ValueError, RecursionError)):
            dash_utils.to_json(figure)


def test_everything_is_put_back() -> None:
    encode = utils.PlotlyJSONEncoder.encode
    with _adapted():
        assert utils.PlotlyJSONEncoder.encode is not encode
    assert utils.PlotlyJSONEncoder.encode is encode
