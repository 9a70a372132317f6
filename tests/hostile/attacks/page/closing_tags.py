"""Code that closes the tags around it closes none: </code></div></body><script>1</script> --> </style>."""

# </code></pre></div></section></main></body></html><script src="//x.invalid"></script>
# --> ]]> */ </style></title></textarea></noscript> <!-- <svg onload=alert(1)> &lt;b&gt; &amp;lt;
class A:
    """</code></span></div><style>* { display: none }</style><link rel=stylesheet href=//x.invalid>"""


A1 = f"</td></tr></table><meta http-equiv=refresh content='0;url=//x.invalid'>{'<b>'}"  # `</code>`
assert not A1, "</p></section><form action=//x.invalid><input type=submit></form>"
