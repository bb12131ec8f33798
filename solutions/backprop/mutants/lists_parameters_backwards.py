"""The parameters of the last module come first."""

KILLED_BY = ("sequential_lists_all_parameters",)


class Sequential(Sequential):
    def parameters(self):
        return [pair for module in reversed(self.modules) for pair in module.parameters()]
