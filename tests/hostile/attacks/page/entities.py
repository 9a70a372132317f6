"""Text that is escaped already is escaped once more."""

entities = "&lt;script&gt;1&lt;/script&gt; &#60;b&#62; &#x3c;img src=x&#x3e; &amp;lt; &NewLine; &colon; &nvlt; \\u003cscript\\u003e %3Cscript%3E"
print(entities)
A1 = entities
raise ValueError(entities)
