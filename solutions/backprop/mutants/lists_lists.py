"""There is a list for each module inside the list. It should be flat: pair after pair."""

KILLED_BY = ("sequential_lists_all_parameters",)


class Sequential(Sequential):
    def parameters(self):
        return [module.parameters() for module in self.modules]

    def zero_grad(self):
        for module in self.modules:
            module.zero_grad()
