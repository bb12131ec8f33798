"""Nothing is learnt: the gradients are cleared between `backward` and `step`."""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(task.params)
    losses = []
    for _ in range(steps):
        loss = task.loss()
        loss.backward()
        opt.zero_grad()
        opt.step()
        losses.append(loss.item())
    return losses
