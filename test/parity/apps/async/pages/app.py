"""Pages whose layouts and titles are coroutines, and views of Flask that are."""

import asyncio

import dash
from dash import Dash, dcc, html
from flask import request, session

app = Dash(__name__, use_pages=True, pages_folder="", suppress_callback_exceptions=True)
app.server.secret_key = "not secret"


async def title(name=None):
    await asyncio.sleep(0.02)
    return f"About {name}"


async def layout(name=None, **query):
    await asyncio.sleep(0.02)
    return html.P(f"{name} {query}", id="page")


dash.register_page("home", path="/", layout=html.P("home", id="page"))
dash.register_page("about", path_template="/about/<name>", layout=layout, title=title)
app.layout = html.Div(
    [
        dcc.Link("cats", href="/about/cats?how=much", id="cats"),
        dcc.Link("dogs", href="/about/dogs", id="dogs"),
        dash.page_container,
    ]
)


@app.server.get("/count")
async def count():
    await asyncio.sleep(0.02)
    session["count"] = session.get("count", 0) + 1
    return {"count": session["count"], "path": request.path}


if __name__ == "__main__":
    app.run()
