"""The direction has changed: every entry is clipped on its own. Scale all of them by one factor."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    total = torch.stack([g.norm() for g in grads]).norm() if grads else 0.0
    for g in grads:
        g.clamp_(-max_norm, max_norm)
    return total
