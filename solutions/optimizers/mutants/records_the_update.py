"""Autograd refuses, because it is recording: the update is no part of the model's computation. Tell torch
so for the time of the step."""

KILLED_BY = ("steps_against_the_gradient", "sgd_follows_the_script", "two_descents_do_not_meet")


class SGD(SGD):
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(self.lr * p.grad)
