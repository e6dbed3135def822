"""A subclass that makes its own index page, with a renderer of its own that hears requests."""

from dash import Dash, Input, Output, callback, html


class OwnDash(Dash):
    def interpolate_index(self, **kwargs):
        renderer = """<script id="_dash-renderer">
            window.asked = [];
            new DashRenderer({
                request_pre: (payload) => { window.asked.push('pre ' + payload.output); },
                request_post: (payload, response) => {
                    window.asked.push('post ' + JSON.stringify(response));
                    document.getElementById('asked').textContent = window.asked.join('; ');
                },
            });
        </script>"""
        return f"""<!DOCTYPE html>
            <html><head><title>Interpolated</title>{kwargs["css"]}</head>
            <body><p id="asked"></p>{kwargs["app_entry"]}
            {kwargs["config"]}{kwargs["scripts"]}{renderer}</body></html>"""


app = OwnDash()

app.layout = html.Div([html.Button("Count", id="count"), html.P(id="out")])


@callback(Output("out", "children"), Input("count", "n_clicks"))
def count(n_clicks):
    return str(n_clicks)


if __name__ == "__main__":
    app.run()
