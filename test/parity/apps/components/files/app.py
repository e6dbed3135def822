"""dcc.Upload and dcc.Download."""

import base64

from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Upload(html.Div(["Drop or ", html.A("choose")]), id="one", accept=".txt,.csv"),
        dcc.Upload("Several", id="several", multiple=True, max_size=100),
        html.Pre(id="told"),
        html.Button("Text", id="text"),
        html.Button("Bytes", id="bytes"),
        html.Button("File", id="file"),
        dcc.Download(id="download"),
        dcc.Download(id="download-file"),
    ]
)


@callback(
    Output("told", "children"),
    Input("one", "contents"),
    Input("several", "contents"),
    State("one", "filename"),
    State("several", "filename"),
    prevent_initial_call=True,
)
def tell(one, several, name, names):
    contents = [
        each and base64.b64decode(each.split(",")[1]).decode() for each in [one, *(several or [])]
    ]
    return f"{contents} {name} {names} {one and one.split(',')[0]}"


@callback(Output("download", "data"), Input("text", "n_clicks"), prevent_initial_call=True)
def text(n_clicks):
    return {"content": f"é clicked {n_clicks}\n", "filename": "text.txt"}


@callback(
    Output("download", "data", allow_duplicate=True),
    Input("bytes", "n_clicks"),
    prevent_initial_call=True,
)
def make_bytes(n_clicks):
    return dcc.send_bytes(lambda out: out.write(bytes([0, 255, n_clicks])), "bytes.bin")


@callback(Output("download-file", "data"), Input("file", "n_clicks"), prevent_initial_call=True)
def file(_):
    return dcc.send_file("notes.txt")


if __name__ == "__main__":
    app.run()
