"""What is for the system's shell runs no program."""

A1 = B1 = 0
!touch @MARKER@
found = !cat /etc/passwd
print("HARM" if found else "nothing")
%sx touch @MARKER@
%system touch @MARKER@
get_ipython().system("touch @MARKER@")
get_ipython().system_raw("touch @MARKER@")
get_ipython().getoutput("touch @MARKER@")
# %%
%%bash
touch @MARKER@
echo HARM
# %%
%%script --proc other --bg sh
touch @MARKER@
# %%
%%perl
print "HARM"
# %%
%%!
touch @MARKER@
# %%
%%sh --out found
echo HARM
