"""Renderers of a report, one a module; import the one you need, so that JSON does not wait for Jinja2.

- `grader.report.terminal.render_terminal`: a few lines for a learner's terminal
- `grader.report.html.render_html`: one self-contained page
- `grader.report.classroom.render_class`: one self-contained page about a class
- `grader.report.machine.render_json`, `json_schema`: the machine's contract
- `grader.report.write.write_report`: the page and the JSON, as files
"""
