"""The markup of the console library is text, and closes nothing."""

markup = "[bold red]passed[/] [link=https://example.invalid]x[/link] [/] [/bold] [@click=app.bell]x[/] \\[ [#ff0000 on blink] :smile:"
print(markup)
A1 = type("[/]", (), {})()
B1 = markup
raise type("[/red]", (Exception,), {"__module__": "[blink]"})(markup)
