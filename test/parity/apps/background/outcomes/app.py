"""What background callbacks end with: values, nothing, exceptions."""

import tempfile
import time

import diskcache
from dash import ALL, Dash, DiskcacheManager, Input, Output, html, no_update, set_props
from dash.exceptions import PreventUpdate

app = Dash(
    __name__, background_callback_manager=DiskcacheManager(diskcache.Cache(tempfile.mkdtemp()))
)
NAMES = ("raise", "handle", "prevent", "keep", "pattern", "beside")
app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in NAMES],
        *[html.P("as it was", id=f"{name}-out") for name in NAMES],
        *[html.P(id={"type": "part", "n": n}) for n in range(2)],
    ]
)


def background(name, *outputs, **options):
    outputs = outputs or (Output(f"{name}-out", "children"),)
    return app.callback(
        *outputs,
        Input(name, "n_clicks"),
        background=True,
        interval=200,
        prevent_initial_call=True,
        **options,
    )


@background("raise")
def fail(clicks):
    raise ValueError("on purpose")


@background("handle", on_error=lambda error: "handled")
def handle(clicks):
    raise ValueError("on purpose")


@background("prevent")
def prevent(clicks):
    raise PreventUpdate


@background("keep", Output("keep-out", "children"), Output("keep-out", "title"))
def keep(clicks):
    return no_update, "with a title"


@background("pattern", Output({"type": "part", "n": ALL}, "children"))
def pattern(clicks):
    return ["one", "two"]


@background("beside")
def beside(clicks):
    set_props("prevent-out", {"children": "set beside"})
    time.sleep(1)
    return "done"


if __name__ == "__main__":
    app.run()
