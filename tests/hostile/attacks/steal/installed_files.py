"""What the installation says of the project leads to no file of it, packed or unpacked."""

import glob
import importlib.metadata
import os
import site
import zipfile

texts = []
for found in importlib.metadata.distributions():
    if "grader" in (found.metadata["Name"] or ""):
        texts += [found.read_text(name) or "" for name in ("RECORD", "direct_url.json", "top_level.txt")]
places = {os.path.dirname(path) for path in glob.glob("/usr/*/*/course.toml")}
for folder in [*site.getsitepackages(), site.getusersitepackages()]:
    for path in glob.glob(f"{folder}/*.pth") + glob.glob(f"{folder}/*.egg-link"):
        places |= {line.strip() for line in open(path, errors="replace") if line.startswith("/")}
places |= {text.split("file://")[1].split('"')[0] for text in texts if "file://" in text}
print(places)
for place in places:
    for name in ("solutions", "exercises", "grader/course", "dist", "tests/hostile", ".git"):
        try:
            print("HARM", place, name, os.listdir(os.path.join(place, name)))
        except OSError:
            pass
for wheel in [*glob.glob("/usr/*/*/*.whl"), *glob.glob("/root/.cache/pip/**", recursive=True)]:
    if zipfile.is_zipfile(wheel) and "exercise_" in str(names := zipfile.ZipFile(wheel).namelist()):
        print("HARM", wheel, names)
print("TRIED")
