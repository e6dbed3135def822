"""Blurs, sharpens or outlines a picture that you choose, and gives it back."""

import base64
import io

import numpy as np
from dash import Dash, Input, Output, State, callback, dcc, html
from PIL import Image
from scipy import ndimage

FILTERS = ["nothing", "blur", "sharpen", "outline", "invert"]

app = Dash(__name__, title="Picture")

app.layout = html.Div(
    [
        dcc.Upload(
            "Drop a picture here, or click to choose one",
            id="upload",
            accept="image/*",
            style={
                "border": "2px dashed #9aa6b4",
                "borderRadius": "8px",
                "padding": "1.5rem",
                "textAlign": "center",
                "cursor": "pointer",
            },
        ),
        html.Div(
            [
                dcc.RadioItems(FILTERS, "nothing", id="filter", inline=True),
                html.Button("Download", id="save", disabled=True),
            ],
            style={"display": "flex", "justifyContent": "space-between", "padding": "1rem 0"},
        ),
        html.Img(id="picture", alt="", style={"maxWidth": "100%", "imageRendering": "pixelated"}),
        html.P("A checkerboard, until you choose a picture.", id="facts"),
        dcc.Download(id="download"),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


def pixels(contents):
    """The upload's pixels, as an array of rows, columns and colours; a checkerboard without one."""
    if contents is None:
        rows, columns = np.indices((96, 160)) // 16
        return np.where((rows + columns) % 2, 230, 40)[..., None].repeat(3, axis=2).astype(np.uint8)
    data = base64.b64decode(contents.partition(",")[2])
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def filtered(image, name):
    smooth = ndimage.gaussian_filter(image.astype(float), sigma=(2, 2, 0))
    result = {
        "nothing": image,
        "blur": smooth,
        "sharpen": image + 1.5 * (image - smooth),
        "outline": np.hypot(*(ndimage.sobel(image.astype(float), axis) for axis in (0, 1))) / 4,
        "invert": 255 - image,
    }[name]
    return np.clip(result, 0, 255).astype(np.uint8)


def png(image):
    data = io.BytesIO()
    Image.fromarray(image).save(data, "PNG")
    return data.getvalue()


@callback(
    Output("picture", "src"),
    Output("facts", "children"),
    Output("save", "disabled"),
    Input("upload", "contents"),
    Input("filter", "value"),
    State("upload", "filename"),
)
def show(contents, name, filename):
    image = filtered(pixels(contents), name)
    height, width, _ = image.shape
    facts = f"{filename or 'checkerboard'}: {width} × {height} pixels, mean {image.mean():.1f}"
    return "data:image/png;base64," + base64.b64encode(png(image)).decode(), facts, False


@callback(
    Output("download", "data"),
    Input("save", "n_clicks"),
    State("upload", "contents"),
    State("filter", "value"),
    prevent_initial_call=True,
)
def save(_clicks, contents, name):
    return dcc.send_bytes(png(filtered(pixels(contents), name)), f"{name}.png")


if __name__ == "__main__":
    app.run()
