"""Each gradient is clipped by its own norm, which bends the direction of the whole. There is one norm over
all of them."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    total = torch.stack([g.norm() for g in grads]).norm() if grads else 0.0
    for g in grads:
        if g.norm() > max_norm:
            g.mul_(max_norm / g.norm())
    return total
