"""Another folder and another environment change nothing for the next run."""

%cd ..
%cd /
%pushd /tmp
%env PYTHONPATH=@FOLDER@
%env TF_DETERMINISTIC_OPS=0
%set_env MPLBACKEND=module://os
%env GRADER_CACHE=@FOLDER@
%bookmark here
%pwd
A1 = B1 = 0
import os

for name in ("SECRET", "GRADER_CACHE", "GRADER_CONFIG", "JPY_PARENT_PID", "JUPYTER_TOKEN"):
    if os.environ.get(name, "@FOLDER@") != "@FOLDER@":
        print("HARM knows", name)
print("TRIED")
