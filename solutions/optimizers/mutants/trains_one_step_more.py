"""There is one loss too many: `steps` of them are asked for."""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(task.params)
    losses = []
    for _ in range(steps + 1):
        opt.zero_grad()
        loss = task.loss()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
