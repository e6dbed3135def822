"""dcc.DatePickerSingle and DatePickerRange, by mouse and keys, in another language too."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.DatePickerSingle(
            id="single",
            date="2026-05-12",
            min_date_allowed="2026-05-03",
            max_date_allowed="2026-07-20",
            clearable=True,
        ),
        dcc.DatePickerRange(
            id="range",
            start_date="2026-02-10",
            end_date="2026-02-14",
            minimum_nights=2,
            display_format="D MMM YYYY",
            initial_visible_month="2026-02-01",
        ),
        dcc.DatePickerSingle(
            id="empty",
            initial_visible_month="2024-02-01",
            placeholder="Pick",
            first_day_of_week=1,
            disabled_days=["2024-02-15"],
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    Input("single", "date"),
    Input("range", "start_date"),
    Input("range", "end_date"),
    Input("empty", "date"),
)
def tell(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
