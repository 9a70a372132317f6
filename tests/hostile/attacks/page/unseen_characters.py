"""Characters that take no room are seen."""

unseen = "\u200b\u2060\ufeff\u00ad\u180e\u2061\u2064\U000e0041\U000e007f\ufff9\u2028\u2029"
A1 = f"in{unseen}visible"
print(unseen.join("PASSED"))
raise type(unseen, (Exception,), {})(unseen)
