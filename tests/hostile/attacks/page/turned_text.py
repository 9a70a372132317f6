"""No mark turns the direction of the text, in the code or in what it says."""

marks = "\u202e\u202d\u202a\u202b\u2066\u2067\u2068\u200e\u200f\u061c"
A1 = "‮Variable⁦"  # ‮ 4 ,3 ,2 ,1 ⁦
print(marks, "dessap", marks)
raise ValueError(f"‮{A1}⁧ {marks}")
