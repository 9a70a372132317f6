"""No address in a text becomes a link."""

links = (
    "javascript:alert(1)", "data:text/html,<script>1</script>", "[passed](javascript:alert(1))", "![x](//x.invalid/x.png)",
    "https://example.invalid", "<https://example.invalid>", "`[x](vbscript:x)`", "file:///etc/passwd", "//x.invalid",
)
for link in links:
    print(link)
A1 = links[0]
B1 = list(links)
raise type("javascript:alert(1)", (Exception,), {})(" ".join(links))
