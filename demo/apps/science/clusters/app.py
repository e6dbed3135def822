# /// script
# dependencies = ["dash", "pandas", "plotly", "scikit-learn"]
# ///
"""Finds clusters of irises by k-means, as many as you choose."""

import plotly.express as px
from dash import Dash, Input, Output, callback, dcc, html
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

iris = load_iris(as_frame=True)
MEASURES = iris.feature_names
SCALED = StandardScaler().fit_transform(iris.data)

app = Dash(__name__, title="Clusters")

app.layout = html.Div(
    [
        html.Div(
            [
                html.Label(["Clusters", dcc.Slider(2, 8, 1, value=3, id="count")]),
                html.Label(
                    ["Across", dcc.Dropdown(MEASURES, MEASURES[2], id="x", clearable=False)]
                ),
                html.Label(["Up", dcc.Dropdown(MEASURES, MEASURES[3], id="y", clearable=False)]),
            ],
            style={
                "display": "grid",
                "gridTemplateColumns": "repeat(auto-fit, minmax(180px, 1fr))",
                "gap": "1rem",
            },
        ),
        dcc.Graph(id="graph", style={"height": "360px"}),
        html.P(id="quality", style={"textAlign": "center"}),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(
    Output("graph", "figure"),
    Output("quality", "children"),
    Input("count", "value"),
    Input("x", "value"),
    Input("y", "value"),
)
def cluster(count, x, y):
    model = KMeans(count, n_init=10, random_state=0).fit(SCALED)
    figure = px.scatter(
        iris.data.assign(cluster=[f"cluster {label + 1}" for label in model.labels_]),
        x=x,
        y=y,
        color="cluster",
        category_orders={"cluster": [f"cluster {number + 1}" for number in range(count)]},
        template="plotly_white",
    )
    figure.update_traces(marker_size=9)
    figure.update_layout(margin={"l": 48, "r": 8, "t": 16, "b": 44}, legend_title=None)
    silhouette = silhouette_score(SCALED, model.labels_)
    return figure, f"Inertia {model.inertia_:.1f}, silhouette {silhouette:.3f}"


if __name__ == "__main__":
    app.run()
