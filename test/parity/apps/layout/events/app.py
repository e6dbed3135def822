"""What scripts of an app hear: clicks outside, keys, wheels, focus, resizing, drag and drop, forms."""

from dash import Dash, html

app = Dash()

app.index_string = """<!DOCTYPE html>
<html>
    <head>{%metas%}<title>{%title%}</title>{%css%}</head>
    <body>
        {%app_entry%}
        <pre id="log"></pre>
        <footer>{%config%}{%scripts%}{%renderer%}</footer>
        <script>
            const log = (text) => document.getElementById('log').append(text + '\\n');
            const name = (node) => node === window ? 'window' : node === document ? 'document' : node?.id || node?.nodeName;
            for (const type of ['click', 'dblclick', 'keydown', 'focusin', 'focusout', 'change', 'input', 'submit', 'contextmenu', 'copy']) {
                for (const target of [window, document, document.body]) {
                    target.addEventListener(type, (event) => {
                        if (type === 'submit') event.preventDefault();
                        log([type, name(event.target), name(event.currentTarget), event.eventPhase, name(event.relatedTarget),
                            event.key ?? '', event.isTrusted, name(event.composedPath().at(-1)), event.composedPath().length].join(' '));
                    }, target === document);
                }
            }
            window.addEventListener('hashchange', (event) => log('hashchange ' + new URL(event.newURL).hash));
            window.addEventListener('popstate', (event) => log('popstate ' + JSON.stringify(event.state)));
            window.addEventListener('message', (event) => log('message ' + event.data + ' ' + (event.source === window)));
            document.addEventListener('own', (event) => log('own ' + event.detail));
        </script>
    </body>
</html>"""

app.layout = html.Div(
    [
        html.Button("Button", id="button"),
        html.Form(
            [
                html.Label("Label", htmlFor="check", id="label"),
                html.Button("Submit", type="submit", id="submit"),
            ],
            id="form",
        ),
        html.Div("outside", id="outside", style={"height": 30}),
    ]
)

if __name__ == "__main__":
    app.run()
