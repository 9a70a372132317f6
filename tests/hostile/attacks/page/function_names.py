"""The name of a function in a traceback is text."""

def fail():
    return 1 / 0


def outer():
    return fail()


fail.__code__ = fail.__code__.replace(co_name="</pre><img src=x onerror=alert(1)>\x1b[2J\n")
outer.__code__ = outer.__code__.replace(co_name="`<b>`\u202e{{ 1 }}[/]")
outer()
