"""Every step uses the gradient of the step before: call `backward` before `step`."""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(task.params)
    losses = []
    for _ in range(steps):
        loss = task.loss()
        opt.step()
        opt.zero_grad()
        loss.backward()
        losses.append(loss.item())
    return losses
