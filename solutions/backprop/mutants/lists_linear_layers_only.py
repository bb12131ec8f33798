"""Only modules of one class are asked for their parameters. Ask every module: those without parameters
answer with an empty list, and a network inside a network has some."""

KILLED_BY = ("sequential_lists_all_parameters", "networks_may_be_nested_and_used_again")


class Sequential(Sequential):
    def parameters(self):
        return [pair for m in self.modules if isinstance(m, Linear) for pair in m.parameters()]
