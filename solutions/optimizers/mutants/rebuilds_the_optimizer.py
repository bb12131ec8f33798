"""The optimizer is made anew in every step and forgets its velocity. Make it once, before the loop."""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    losses = []
    for _ in range(steps):
        opt = optimizer(task.params)
        opt.zero_grad()
        loss = task.loss()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
