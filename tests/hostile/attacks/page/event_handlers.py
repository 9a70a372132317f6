"""No quotation mark leads out of an attribute."""

quotes = """x" onmouseover="alert(1)" x='y' onfocus='alert(2)' autofocus tabindex=1 ` onerror=alert(3) `"""
print(quotes)
A1 = type(quotes, (), {})()
B1 = quotes
raise type(quotes, (Exception,), {})(quotes)
