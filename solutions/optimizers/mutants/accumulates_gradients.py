"""The second step already differs: `backward` adds to the gradients that are there. Clear them in every
step. (A lecture's snippet forgets it as well.)"""

KILLED_BY = ("losses_are_those_before_each_step", "traces_agree_step_by_step")


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(task.params)
    losses = []
    for _ in range(steps):
        loss = task.loss()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
