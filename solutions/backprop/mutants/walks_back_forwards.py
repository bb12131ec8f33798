"""The gradient goes through the modules first to last. It arrives at the last one first: walk back in
reverse."""

KILLED_BY = ("sequential_goes_there_and_back", "networks_may_be_nested_and_used_again")


class Sequential(Sequential):
    def backward(self, dout):
        for module in self.modules:
            dout = module.backward(dout)
        return dout
