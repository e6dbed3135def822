import dash
from dash import html

dash.register_page(
    __name__,
    path_template="/fruit/pomes/<kind>/<number>",
    redirect_from=["/fruit/pomes/old/3"],
    title=lambda kind="none", number="0": f"Apple {kind} {number}",
    description=lambda kind="none", number="0": f"Of {kind}",
    order=2,
)


def layout(kind="none", number="0", **others):
    if kind == "broken":
        raise ValueError("A broken apple")
    return html.H2(f"Apple {kind} {number}")
