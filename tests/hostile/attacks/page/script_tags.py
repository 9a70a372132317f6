"""Markup in what is printed and raised is text."""

import sys

script = "<script>document.title = 'taken'</script><iframe srcdoc='<script>1</script>'></iframe><base href=//x.invalid>"
print(script)
print(script, file=sys.stderr)
A1 = script
raise ValueError(script)
