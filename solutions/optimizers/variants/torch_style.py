"""In the manner of `torch.optim`: state in a dictionary, made at the first gradient; fused in-place operations."""


class Optimizer:
    def __init__(self, params, lr, **defaults):
        self.params = list(params)
        self.lr = lr
        self.defaults = defaults
        self.state = {}

    def zero_grad(self, set_to_none=False):
        for p in self.params:
            if p.grad is not None:
                p.grad = None if set_to_none else torch.zeros_like(p.grad)

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.state.setdefault(p, {}))


class SGD(Optimizer):
    def update(self, p, g, state):
        p.add_(g, alpha=-self.lr)


class Momentum(Optimizer):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma=gamma)

    def update(self, p, g, state):
        if "velocity" not in state:
            state["velocity"] = torch.clone(g).mul_(self.lr)
        else:
            state["velocity"].mul_(self.defaults["gamma"]).add_(g, alpha=self.lr)
        p.add_(state["velocity"], alpha=-1)


class Nesterov(Optimizer):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma=gamma)

    def step(self, closure):
        gamma = self.defaults["gamma"]
        for p in self.params:
            velocity = self.state.setdefault(p, {"velocity": torch.zeros_like(p.data)})["velocity"]
            p.data.add_(velocity, alpha=-gamma)
        loss = closure()
        for p in self.params:
            velocity = self.state[p]["velocity"]
            p.data.add_(velocity, alpha=gamma)
            if p.grad is not None:
                velocity.mul_(gamma).add_(p.grad, alpha=self.lr)
                p.data.sub_(velocity)
        return loss


class AdaGrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-8):
        super().__init__(params, lr, eps=eps)

    def update(self, p, g, state):
        total = state.setdefault("sum", torch.zeros_like(p))
        total.addcmul_(g, g)
        p.addcdiv_(g, total.add(self.defaults["eps"]).sqrt_(), value=-self.lr)


class RMSProp(Optimizer):
    def __init__(self, params, lr=1e-3, gamma=0.9, eps=1e-8):
        super().__init__(params, lr, gamma=gamma, eps=eps)

    def update(self, p, g, state):
        average = state.setdefault("average", torch.zeros_like(p))
        average.mul_(self.defaults["gamma"]).addcmul_(g, g, value=1 - self.defaults["gamma"])
        p.addcdiv_(g, average.add(self.defaults["eps"]).sqrt_(), value=-self.lr)


class Adam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, **more):
        super().__init__(params, lr, betas=betas, eps=eps, **more)

    def moments(self, p, g, state):
        beta1, beta2 = self.defaults["betas"]
        state["step"] = state.get("step", 0) + 1
        mean = state.setdefault("mean", torch.zeros_like(p)).lerp_(g, 1 - beta1)
        square = state.setdefault("square", torch.zeros_like(p)).mul_(beta2).addcmul_(g, g, value=1 - beta2)
        return mean, square, 1 - beta1 ** state["step"], 1 - beta2 ** state["step"]

    def update(self, p, g, state):
        mean, square, correction1, correction2 = self.moments(p, g, state)
        root = (square.sqrt() / correction2**0.5).add_(self.defaults["eps"])
        p.addcdiv_(mean, root, value=-self.lr / correction1)


class AMSGrad(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, bias_correction=False):
        super().__init__(params, lr, betas, eps, bias_correction=bias_correction)

    def update(self, p, g, state):
        mean, square, correction1, correction2 = self.moments(p, g, state)
        if not self.defaults["bias_correction"]:
            correction1 = correction2 = 1.0
        largest = state.setdefault("largest", torch.zeros_like(p))
        torch.maximum(largest, square, out=largest)
        root = (largest.sqrt() / correction2**0.5).add_(self.defaults["eps"])
        p.addcdiv_(mean, root, value=-self.lr / correction1)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay=weight_decay)

    def update(self, p, g, state):
        p.mul_(1 - self.lr * self.defaults["weight_decay"])
        super().update(p, g, state)


def step_decay(lr0, factor, milestones):
    def rate(step):
        lr = lr0
        for t in range(step + 1):
            lr *= factor ** list(milestones).count(t)
        return lr

    return rate


def geometric(lr0, rho):
    def rate(step):
        lr = lr0
        for _ in range(step):
            lr *= rho
        return lr

    return rate


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    if not grads:
        return torch.tensor(0.0)
    total = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g) for g in grads]))
    factor = torch.clamp(max_norm / (total + 1e-6), max=1.0)
    for g in grads:
        g.mul_(factor)
    return total
