"""Draws a Matplotlib figure: a wave, its noise and its spectrum."""

import base64
import io

import numpy as np
from dash import Dash, Input, Output, callback, dcc, html
from matplotlib.figure import Figure

RATE = 200
TIMES = np.arange(0, 2, 1 / RATE)
NOISE = np.random.default_rng(0).normal(size=TIMES.size)

app = Dash(__name__, title="Spectrum")

app.layout = html.Div(
    [
        html.Label(["Frequency in Hz", dcc.Slider(1, 50, value=7, id="frequency", marks=None)]),
        html.Label(["Noise", dcc.Slider(0, 2, value=0.5, id="noise", marks=None)]),
        html.Img(id="figure", alt="A wave and its spectrum", style={"width": "100%"}),
        html.P(id="peak", style={"textAlign": "center"}),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(
    Output("figure", "src"),
    Output("peak", "children"),
    Input("frequency", "value"),
    Input("noise", "value"),
)
def draw(frequency, noise):
    wave = np.sin(2 * np.pi * frequency * TIMES) + noise * NOISE
    spectrum = np.abs(np.fft.rfft(wave)) / TIMES.size
    frequencies = np.fft.rfftfreq(TIMES.size, 1 / RATE)
    # No pyplot: a server has no current figure.
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot(TIMES, wave, linewidth=0.8)
    left.set(xlabel="time in s", title="wave")
    right.plot(frequencies, spectrum, color="tab:orange")
    right.set(xlabel="frequency in Hz", title="spectrum")
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=120)
    src = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    return src, f"The strongest frequency is {frequencies[spectrum.argmax()]:.1f} Hz."


if __name__ == "__main__":
    app.run()
