"""The list of parameters was made at the beginning. A module may have put new tensors in their places
since (its gradients, for one): ask it each time."""

KILLED_BY = ("sequential_lists_all_parameters",)


class Sequential(Sequential):
    def __init__(self, *modules):
        super().__init__(*modules)
        self.pairs = [pair for module in modules for pair in module.parameters()]

    def parameters(self):
        return self.pairs
