"""Many cells that each sleep for as long as one may are ended when the notebook's time is over."""
# limits: quick
# stopped: wall_time

import time

time.sleep(1)
# %%
time.sleep(1)
# %%
time.sleep(1)
# %%
time.sleep(1)
# %%
time.sleep(1)
# %%
time.sleep(1)
