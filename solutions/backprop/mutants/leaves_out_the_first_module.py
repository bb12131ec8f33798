"""The way back ends one module early: the first module is never asked, and what you return is the gradient of
its output."""

KILLED_BY = ("sequential_goes_there_and_back", "networks_may_be_nested_and_used_again")


class Sequential(Sequential):
    def backward(self, dout):
        for module in self.modules[:0:-1]:
            dout = module.backward(dout)
        return dout
