"""The list starts one step late: asked for is the loss before each step, which you have computed anyway."""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(task.params)
    losses = []
    for _ in range(steps):
        opt.zero_grad()
        loss = task.loss()
        loss.backward()
        opt.step()
        losses.append(task.loss().item())
    return losses
