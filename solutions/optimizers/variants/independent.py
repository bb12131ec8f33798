"""Everything anew: lists of tensors handled at once (`torch._foreach`), closed forms instead of recursions."""

import bisect


class Optimizer:
    def __init__(self, params, lr):
        self.params = [*params]
        self.lr = lr
        self.state = [{} for _ in self.params]

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()

    def active(self):
        return [(p, state) for p, state in zip(self.params, self.state, strict=True) if p.grad is not None]


def full_gradient(grads):
    return grads.new_ones(len(grads)) @ grads / len(grads)


def minibatch_gradient(grads, idx):
    counts = torch.bincount(idx, minlength=len(grads)).to(grads.dtype)
    return torch.einsum("n,np->p", counts / counts.sum(), grads)


class SGD(Optimizer):
    @torch.no_grad()
    def step(self):
        params = [p for p, _ in self.active()]
        if params:
            torch._foreach_add_(params, [p.grad for p in params], alpha=-self.lr)


class Momentum(Optimizer):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr)
        self.gamma = gamma

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            history = state.setdefault("history", [])
            history.append(self.lr * p.grad)
            p -= sum(self.gamma**age * g for age, g in enumerate(reversed(history)))


def velocity_closed_form(grads, gamma, lr):
    weights = grads.new_full((len(grads),), gamma)
    weights[0] = lr
    return (weights.cumprod(0).flip(0).unsqueeze(1) * grads).sum(0)


class Nesterov(Optimizer):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr)
        self.gamma = gamma
        self.velocity = [*torch._foreach_mul([p.detach() for p in self.params], 0.0)]

    def step(self, closure):
        with torch.no_grad():
            here = [p.clone() for p in self.params]
            torch._foreach_sub_(self.params, torch._foreach_mul(self.velocity, self.gamma))
        value = closure()
        with torch.no_grad():
            for i, p in enumerate(self.params):
                if p.grad is not None:
                    self.velocity[i] = self.gamma * self.velocity[i] + self.lr * p.grad
                    here[i] -= self.velocity[i]
            torch._foreach_copy_(self.params, here)
        return value


class AdaGrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-8):
        super().__init__(params, lr)
        self.eps = eps

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            state.setdefault("all", []).append(p.grad.clone())
            p -= self.lr * p.grad * (torch.stack(state["all"]).square().sum(0) + self.eps).rsqrt()


class RMSProp(Optimizer):
    def __init__(self, params, lr=1e-3, gamma=0.9, eps=1e-8):
        super().__init__(params, lr)
        self.gamma = gamma
        self.eps = eps

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            state["s"] = torch.lerp(p.grad.square(), state.get("s", torch.zeros_like(p)), self.gamma)
            p -= self.lr * p.grad * (state["s"] + self.eps).rsqrt()


def moments(p, state, betas):
    """Both averages as weighted sums over all gradients so far, and how many there were."""
    history = state.setdefault("history", [])
    history.append(p.grad.clone())
    t = len(history)
    m = sum((1 - betas[0]) * betas[0] ** (t - 1 - i) * g for i, g in enumerate(history))
    v = sum((1 - betas[1]) * betas[1] ** (t - 1 - i) * g * g for i, g in enumerate(history))
    return m, v, t


class Adam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            m, v, t = moments(p, state, self.betas)
            root = v.sqrt() / math.sqrt(1 - self.betas[1] ** t) + self.eps
            p -= self.lr / (1 - self.betas[0] ** t) * (m / root)


class AMSGrad(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, bias_correction=False):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.bias_correction = bias_correction

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            m, v, t = moments(p, state, self.betas)
            state.setdefault("roots", []).append(v.sqrt())
            root = torch.stack(state["roots"]).amax(0)
            scale = 1.0
            if self.bias_correction:
                root = root / math.sqrt(1 - self.betas[1] ** t)
                scale = 1 - self.betas[0] ** t
            p -= self.lr / scale * m / (root + self.eps)


class AdamW(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay

    @torch.no_grad()
    def step(self):
        for p, state in self.active():
            m, v, t = moments(p, state, self.betas)
            corrected = m / (1 - self.betas[0] ** t)
            root = v.sqrt() / math.sqrt(1 - self.betas[1] ** t) + self.eps
            p -= self.lr * (self.weight_decay * p + corrected / root)


def step_decay(lr0, factor, milestones):
    ordered = sorted(milestones)

    def rate(step):
        return lr0 * math.prod([factor] * bisect.bisect_right(ordered, step))

    return rate


def geometric(lr0, rho):
    return lambda step: lr0 * math.exp(step * math.log(rho))


def one_cycle(step, total, max_lr, pct_start=0.3, div=25, final_div=1e4):
    first, last, peak = max_lr / div, max_lr / div / final_div, pct_start * total - 1
    if step < peak:
        return first + (max_lr - first) * math.sin(math.pi / 2 * step / peak) ** 2
    return last + (max_lr - last) * math.cos(math.pi / 2 * (step - peak) / (total - 1 - peak)) ** 2


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    total = math.sqrt(sum(float((g * g).sum()) for g in grads))
    if grads:
        torch._foreach_mul_(grads, min(1.0, max_norm / (total + 1e-6)))
    return total


def sgd_stepsize_and_bound(beta, delta, sigma, T):
    rate = beta * delta / T
    steepest = math.inf if sigma == 0 else math.sqrt(2 * rate) / (beta * sigma)
    return min(1 / beta, steepest), 4 * rate + 2 * sigma * math.sqrt(2 * rate)


def stability_limit(beta, gamma):
    return 2 / beta + 2 * gamma / beta


def escape_saddle(noise, lr=0.1, steps=200, generator=None):
    z = torch.randn(steps, 2, generator=generator, dtype=torch.float64)
    theta = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    for row in z:
        x, y = theta
        (gradient,) = torch.autograd.grad(x**2 - y**2 + y**4 / 2, theta)
        theta = (theta - lr * gradient - lr * noise * row).detach().requires_grad_()
    return theta.detach()


def train_mlp(optimizer, steps):
    task = Spirals()
    opt = optimizer(iter(task.params))
    losses = torch.empty(steps, dtype=torch.float64)
    for t in range(steps):
        loss = task.loss()
        losses[t] = loss.detach()
        loss.backward()
        opt.step()
        opt.zero_grad()
    return losses.tolist()
