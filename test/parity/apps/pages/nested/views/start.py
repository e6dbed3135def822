import dash
from dash import html

dash.register_page(__name__, path="/", order=0, image="dot.svg")


def layout(word=None, **others):
    return html.H2(f"Start, {word}, {others}")
