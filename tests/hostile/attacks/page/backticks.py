"""Backticks set code and open nothing."""

ticks = "`<img src=x onerror=alert(1)>` ``` `</code><b>` `\n` `` ` \\1 \\g<0>"
print(ticks)
A1 = type("`</code><script>1</script>`", (), {})()
B1 = type("` `", (), {})()
raise type("`<b>`", (Exception,), {})(ticks)
