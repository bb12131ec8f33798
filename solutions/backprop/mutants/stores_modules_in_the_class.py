"""Two networks share their modules: they are stored in the class, and the network made last overwrites
those of the others. Store them in `self`."""

KILLED_BY = ("networks_may_be_nested_and_used_again",)


class Sequential(Sequential):
    def __init__(self, *modules):
        type(self).modules = modules
