"""Text in the syntax of a template is not run by one."""

template = "{{ 7 * 191 }} {% for x in range(9) %}HARM{% endfor %} {# gone #} {{ self.__init__.__globals__ }} ${7*191} <%= 7*191 %> #{7*191}"
print(template.replace("HARM", "harm"))
A1 = template
raise type("{{ report }}", (Exception,), {})(template)
