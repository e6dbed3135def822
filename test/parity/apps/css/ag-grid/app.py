"""ag-Grid's themes: light, dark, in colours of one's own, and as the page says."""

import dash_ag_grid as dag
from dash import Dash, Input, Output, clientside_callback, dcc, html

ROWS = [{"name": name, "value": value} for name, value in [("x", 3), ("y", 1), ("z", 2)]]
THEMES = ["Quartz", "Alpine", "Balham", "Material"]
WAYS = {
    "light": "",
    "dark": ".withPart(colorSchemeDark)",
    "own": ".withParams({accentColor: 'red', backgroundColor: '#ffe', spacing: '0.75rem'})",
    "page": ".withPart(colorSchemeVariable)",
}

app = Dash()


def grid(theme, way):
    return dag.AgGrid(
        id=f"{theme}-{way}",
        rowData=ROWS,
        columnDefs=[{"field": "name"}, {"field": "value", "filter": True}],
        defaultColDef={"flex": 1},
        dashGridOptions={
            "theme": {"function": f"theme{theme}{WAYS[way]}"},
            "rowSelection": {"mode": "multiRow"},
        },
        style={"height": 230, "width": "48%"},
    )


app.layout = [
    dcc.RadioItems([*WAYS], "light", id="way", inline=True),
    html.Div(id="grids", style={"display": "flex", "flexWrap": "wrap", "gap": 8}),
]


@app.callback(Output("grids", "children"), Input("way", "value"))
def show(way):
    return [grid(theme, way) for theme in THEMES]


clientside_callback(
    """(way) => {
        document.body.dataset.agThemeMode = way === 'page' ? 'dark-blue' : 'light';
        return dash_clientside.no_update;
    }""",
    Output("way", "id"),
    Input("way", "value"),
)

if __name__ == "__main__":
    app.run()
