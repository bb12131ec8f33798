# expected at import: died: the module does not load: the process ended itself with exit status 0
import os

os._exit(0)
