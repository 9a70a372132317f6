"""Markup, templates and scripts that a cell puts out are text."""

from IPython.display import HTML, SVG, IFrame, Image, Javascript, Latex, Markdown, display

A1 = script = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>{{ config }}{% raw %}${7*7}"
display(HTML(script), Javascript("document.title = 'taken'"), Markdown(f"[x](javascript:1) {script}"), Latex(script))
display(HTML("</code></pre></details></body>" + script), IFrame("https://x.invalid", 10, 10))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>"))
display(Image(url="https://x.invalid/x.png"), Image(data=script.encode(), format="png"))
display({"text/plain": script, "text/html": script, script: script, "application/vnd.x+json": {script: script}}, raw=True)
# %%
script
# %%
raise ValueError(script)
