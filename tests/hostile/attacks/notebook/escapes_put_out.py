"""Escapes for a terminal that a cell puts out reach no terminal."""

from IPython.display import display

escape, bell = chr(27), chr(7)
A1 = text = f"{escape}]0;taken{bell}{escape}[2J{escape}]52;c;cHduZWQ={bell}{escape}Pq{escape}\\\u202e\x9b31m\0"
print(text)
display(text, {"text/plain": text, "text/html": text}, raw=False)
display({"text/plain": text}, raw=True, metadata={text: text})
# %%
raise type(f"Escape{text}".replace("\0", ""), (Exception,), {})(text)
