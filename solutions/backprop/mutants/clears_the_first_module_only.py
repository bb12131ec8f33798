"""After `zero_grad` only the first module has forgotten its gradients."""

KILLED_BY = ("sequential_lists_all_parameters", "networks_may_be_nested_and_used_again")


class Sequential(Sequential):
    def zero_grad(self):
        self.modules[0].zero_grad()
