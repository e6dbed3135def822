"""dash-player: a video of the app's own, and one of a service that can't be reached."""

import dash_player as dp
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        dp.DashPlayer(
            id="player",
            url=app.get_asset_url("clip.webm"),
            controls=True,
            width="320px",
            height="180px",
        ),
        dp.DashPlayer(
            id="elsewhere",
            url="https://www.youtube.com/watch?v=none",
            width="320px",
            height="180px",
        ),
        html.Button("Seek", id="seek"),
        html.Pre(id="told"),
    ]
)


@callback(Output("player", "seekTo"), Input("seek", "n_clicks"), prevent_initial_call=True)
def seek(_):
    return 0.5


@callback(Output("told", "children"), Input("player", "duration"), Input("player", "currentTime"))
def tell(duration, time):
    return f"{time} of {duration}"


if __name__ == "__main__":
    app.run()
