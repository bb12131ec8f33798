"""Every module is given the gradient of the network's output. What one of them returns is what the one
before it must be given."""

KILLED_BY = ("sequential_goes_there_and_back", "networks_may_be_nested_and_used_again")


class Sequential(Sequential):
    def backward(self, dout):
        for module in reversed(self.modules):
            dx = module.backward(dout)
        return dx
