"""A parameter without gradient stops the clipping: p.grad may be None, and then counts as nothing."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    params = list(params)
    total = torch.stack([p.grad.norm() for p in params]).norm()
    if total > max_norm:
        for p in params:
            p.grad.mul_(max_norm / total)
    return total
