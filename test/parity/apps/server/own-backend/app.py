"""A backend of the app's own: one that Dash has, with another server, other responses and another way to run."""

import uvicorn
from dash import Dash, Input, Output, callback, clientside_callback, html
from dash.backends._fastapi import FastAPIDashServer
from fastapi import FastAPI


class OwnBackend(FastAPIDashServer):
    """Marks its responses, and is served as the author says."""

    @staticmethod
    def create_app(name="__main__", config=None):
        return FastAPI(title=f"Own of {name}", openapi_url="/own.json")

    def make_response(self, data, **options):
        response = super().make_response(data, **options)
        response.headers["X-Own"] = "yes"
        return response

    def jsonify(self, obj):
        response = super().jsonify(obj)
        response.headers["X-Own"] = "json"
        return response

    def run(self, dash_app, host, port, debug, **options):
        print("runs", type(dash_app).__name__, debug, options)
        uvicorn.run(self.server, host=host, port=int(port))


app = Dash(__name__, backend=OwnBackend)
app.layout = html.Div(
    [
        html.Button("Ask", id="ask"),
        html.P(id="answer"),
        html.Pre(id="heard"),
        html.P(f"{app.backend.server_type} {app.server.title}"),
    ]
)


@callback(Output("answer", "children"), Input("ask", "n_clicks"))
async def answer(n_clicks):
    request = app.backend.request_adapter()
    return f"{n_clicks} {request.path} {request.remote_addr is not None}"


clientside_callback(
    """async () => {
        const answers = await Promise.all(['/own.json', '/_dash-layout', '/none'].map((path) => fetch(path)));
        return answers.map(({status, headers}) => [status, headers.get('x-own')]).join(' ');
    }""",
    Output("heard", "children"),
    Input("ask", "n_clicks"),
)

if __name__ == "__main__":
    app.run()
