"""The network works once: an iterator over its modules is empty after the first pass. Keep a list or a
tuple."""

KILLED_BY = ("networks_may_be_nested_and_used_again",)


class Sequential(Sequential):
    def __init__(self, *modules):
        super().__init__(*modules)
        self.ahead = iter(modules)

    def forward(self, x):
        for module in self.ahead:
            x = module.forward(x)
        return x
